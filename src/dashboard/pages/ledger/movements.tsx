import { Hono } from "hono";
import * as z from "zod/mini";
import { lastDays } from "../../../domain/desk/days.ts";
import { type AccountProof, PROVEN_AT_ONCE_MAX, proveAccount } from "../../../domain/ledger/account.ts";
import { searchTransfers, type TransferSearch } from "../../../domain/ledger/search.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { ledgerWords } from "../../../lib/words/dashboard/ledger.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { Spans, spanOf } from "../../parts/chart/spans.tsx";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Filters, MemberField } from "../../parts/filters.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybe, memberIdSchema } from "../../parts/sent.ts";
import { Transfers } from "../../parts/transfers.tsx";
import type { In, Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { Moved } from "./pictures.tsx";
import { LEDGER, LedgerTabs } from "./tabs.tsx";

const NAME_CHARS_MAX = 200;
const name = z.string().check(z.maxLength(NAME_CHARS_MAX));
const filterSchema = z.object({
  cause: maybe(name),
  account: maybe(name),
  member: maybe(memberIdSchema),
  after: afterPart,
});
type Filter = z.infer<typeof filterSchema>;

/** The first of what is asked for counts; the form says so. */
function searchOf({ cause, account, member, after }: Filter): TransferSearch {
  if (cause) return { by: "cause", cause: cause.trim(), after: after ?? null };
  const seq = after && /^\d{1,15}$/.test(after) ? Number(after) : null;
  if (account) return { by: "account", account: account.trim(), after: seq };
  return member ? { by: "member", memberId: member, after: seq } : { by: "time", after: seq };
}

/** What moved in the books. */
export const movements = new Hono<Inside>()
  .get("/", (context) => showList(context, asked(context, filterSchema)))
  .get("/export.csv", async (context) => {
    const search = searchOf(asked(context, filterSchema));
    const { rows } = await searchTransfers(readerOf(context).deps, search, EXPORT_ROWS_MAX);
    return csvAnswer(context, "transfers.csv", [
      ["seq", "at", "asset", "amount", "debit", "credit", "kind", "cause", "actor", "source", "memo"],
      ...rows.map((row) => [
        String(row.seq),
        csvMoment(row.createdAtMs),
        row.asset,
        String(row.amount),
        row.debit,
        row.credit,
        row.kind,
        row.cause,
        row.actor,
        row.source,
        row.memo ?? "",
      ]),
    ]);
  });

async function showList(context: In, filter: Filter) {
  const reader = readerOf(context);
  const { deps, locale, number } = reader;
  const search = searchOf(filter);
  const isAccount = search.by === "account" && search.after === null;
  const { after, ...parts } = filter;
  const span = spanOf(context);
  const isAll = !Object.values(filter).some(Boolean);
  const [{ rows, next }, proof, days] = await Promise.all([
    searchTransfers(deps, search),
    isAccount ? proveAccount(deps, search.account) : null,
    isAll ? lastDays(deps, span) : null,
  ]);
  const words = ledgerWords[locale];
  const lists = listWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.ledger, place: "ledger" },
    <>
      <LedgerTabs locale={locale} current="movements" />
      {days ? (
        <>
          <Spans path={LEDGER} span={span} locale={locale} />
          <Moved reader={reader} days={days} />
        </>
      ) : null}
      <p class="hint">{words.onlyOne}</p>
      <Narrow reader={reader} filter={filter} />
      {isAccount ? <Account reader={reader} account={proof} /> : null}
      <Transfers
        reader={reader}
        rows={rows}
        caption={words.movements}
        none={isAll ? firstWords[locale].ledger : lists.none}
      />
      <Pager locale={locale} path={LEDGER} parts={parts} after={after} next={next} />
      <p class="ways">
        <a href={addressWith(`${LEDGER}/export.csv`, filter)}>{lists.csv}</a>
        <span class="hint">{lists.csvOf(number(EXPORT_ROWS_MAX))}</span>
      </p>
    </>,
  );
}

/** Three forms, because only one of them can be asked for. */
const Narrow = ({ reader: { locale }, filter }: { reader: Reader; filter: Filter }) => {
  const words = ledgerWords[locale];
  return (
    <div class="ways">
      <Filters locale={locale} path={LEDGER}>
        <label>
          {words.cause}
          <input name="cause" value={filter.cause} maxlength={NAME_CHARS_MAX} placeholder={words.causeHint} />
        </label>
      </Filters>
      <Filters locale={locale} path={LEDGER}>
        <label>
          {words.account}
          <input
            name="account"
            value={filter.account}
            maxlength={NAME_CHARS_MAX}
            placeholder={words.accountHint}
          />
        </label>
      </Filters>
      <Filters locale={locale} path={LEDGER}>
        <MemberField locale={locale} value={filter.member} />
      </Filters>
    </div>
  );
};

/** The account that is asked for, proven at this moment where its movements are few enough. */
const Account = ({ reader, account }: { reader: Reader; account: AccountProof | null }) => {
  const { locale, number, money } = reader;
  const words = ledgerWords[locale];
  if (account === null) return <Notice tone="info" title={words.noAccount} />;
  const { id, asset, balance, proof } = account;
  const worth = (amount: number) => (asset === "money" ? money(amount) : words.points(number(amount)));
  const title = `${id} · ${words.balance}: ${worth(balance)}`;
  if (proof === null)
    return (
      <Notice tone="info" title={title}>
        {words.tooMany(number(PROVEN_AT_ONCE_MAX))}
      </Notice>
    );
  const agrees = proof.total === balance;
  return (
    <Notice tone={agrees ? "done" : "refused"} title={title}>
      {agrees ? words.provenNow(number(proof.transfers)) : words.brokenNow(worth(proof.total))}
    </Notice>
  );
};
