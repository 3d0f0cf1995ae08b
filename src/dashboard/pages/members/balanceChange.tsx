import { mention } from "../../../clients/discord/card.ts";
import type { BalanceChange } from "../../../domain/balances/ask.ts";
import { balancesPreviewCard } from "../../../domain/balances/cards.ts";
import { balanceColumns } from "../../../domain/balances/columns.ts";
import { balanceFindings } from "../../../domain/balances/findings.ts";
import type { ChangeDetail, NotBooked } from "../../../domain/balances/search.ts";
import { balanceReasons, balanceWords } from "../../../lib/words/balances.ts";
import { stateWords } from "../../../lib/words/claims.ts";
import { balancesPageWords } from "../../../lib/words/dashboard/balances.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { DiscordText } from "../../discordText.tsx";
import { At } from "../../parts/at.tsx";
import { CardView } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { csvAnswer } from "../../parts/file.ts";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";

export const BALANCES_PATH = "/dashboard/members/balances";

const stateIn = (state: string, locale: Locale) => stateWords[locale][state] ?? state;
const reasonIn = (reason: string, locale: Locale) => balanceReasons[locale][reason] ?? reason;

type ChangeTableProps = { readonly context: In; readonly rows: readonly BalanceChange[] };

/** Changes of many balances, each with how far it is. */
export const ChangeTable = ({ context, rows }: ChangeTableProps) => {
  const { locale } = context.var.session;
  const [words, lists] = [balancesPageWords[locale], listWords[locale]];
  const number = (value: number) => wholeNumber(locale, value);
  return (
    <Table
      caption={words.caption}
      none={lists.none}
      rows={rows}
      columns={[
        {
          title: lists.when,
          cell: ({ id, createdAtMs }) => (
            <a href={`${BALANCES_PATH}/${id}`}>
              <At context={context} atMs={createdAtMs} />
            </a>
          ),
        },
        { title: words.change, cell: ({ action }) => words.actions[action] },
        { title: words.file, cell: ({ fileName }) => fileName && <bdi>{fileName}</bdi> },
        { title: words.by, cell: ({ askedBy }) => <MemberLink id={askedBy} locale={locale} /> },
        { title: lists.reason, cell: ({ reason }) => <bdi>{reason}</bdi> },
        {
          title: words.progress,
          isNumber: true,
          cell: ({ done, total }) => `${number(done)} / ${number(Math.max(done, total))}`,
        },
        { title: words.state, cell: ({ state }) => stateIn(state, locale) },
      ]}
    />
  );
};

/** One change: its preview with the two ways on, how far it is, or what it came to. */
export function changePage(context: In, detail: ChangeDetail) {
  const { change } = detail;
  const { locale } = context.var.session;
  const [words, lists] = [balancesPageWords[locale], listWords[locale]];
  const findings = balanceFindings(change);
  const hasRefused =
    (findings?.refused.length ?? 0) > 0 ||
    detail.outcomes.some(({ outcome }) => outcome !== "booked" && outcome !== "same");
  return show(
    context,
    { title: words.title, place: "members" },
    <>
      <p class="ways">
        <a href={BALANCES_PATH}>{lists.all}</a>
      </p>
      {progressPart(context, detail)}
      <Facts
        facts={[
          [words.change, words.actions[change.action]],
          [words.file, change.fileName && <bdi>{change.fileName}</bdi>],
          [words.by, <MemberLink id={change.askedBy} locale={locale} />],
          [lists.reason, <bdi>{change.reason}</bdi>],
          [lists.when, <At context={context} atMs={change.createdAtMs} />],
        ]}
      />
      {hasRefused ? (
        <p>
          <a href={`${BALANCES_PATH}/${change.id}/refused.csv`}>{words.refusedFile}</a>{" "}
          <span class="hint">{words.findingsGone}</span>
        </p>
      ) : null}
      {change.state === "previewed" ? <Decision context={context} change={change} /> : null}
    </>,
  );
}

/** How it stands; it fetches itself again for as long as that changes. */
export function progressPart(context: In, { change, booked, outcomes }: ChangeDetail) {
  const { locale } = context.var.session;
  const words = balanceWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const isOpen = change.state === "reading" || change.state === "running";
  return (
    <div data-again={isOpen ? `${BALANCES_PATH}/${change.id}/progress` : undefined} aria-live="polite">
      {change.state === "previewed" ? <PreviewCard context={context} change={change} /> : null}
      {change.state === "running" ? (
        <label>
          {words.progress(number(change.done), number(Math.max(change.done, change.total)))}
          <progress value={change.done} max={Math.max(change.done, change.total, 1)} />
        </label>
      ) : null}
      {change.state === "done" ? (
        <>
          <Notice tone="done" title={words.done} />
          <Facts
            facts={[
              [words.members, booked && number(booked.members)],
              [words.added, booked?.added ? number(booked.added) : null],
              [words.taken, booked?.taken ? number(booked.taken) : null],
              ...outcomes.flatMap(({ outcome, count }) =>
                outcome === null || outcome === "booked"
                  ? []
                  : [[outcomeIn(outcome, locale), number(count)] as const],
              ),
            ]}
          />
        </>
      ) : null}
      {["reading", "refused", "cancelled", "lapsed"].includes(change.state) ? (
        <Notice tone="info" title={stateIn(change.state, locale)} />
      ) : null}
    </div>
  );
}

function outcomeIn(outcome: string, locale: Locale): string {
  const words = balanceWords[locale];
  return outcome === "same" ? words.same : `${words.notBooked}: ${reasonIn(outcome, locale)}`;
}

type ChangeProps = { readonly context: In; readonly change: BalanceChange };

/** What the file would do, as Discord's card tells it. */
const PreviewCard = ({ context, change }: ChangeProps) => {
  const { locale } = context.var.session;
  const findings = balanceFindings(change);
  if (!findings) return null;
  return (
    <CardView
      context={context}
      card={balancesPreviewCard({ kind: "previewed", change, locale, ...findings })}
    />
  );
};

/** The two ways on, for whoever asked. */
const Decision = ({ context, change }: ChangeProps) => {
  const { locale, actor } = context.var.session;
  const { timeZone } = depsOf(context).shop;
  const words = balanceWords[locale];
  if (change.askedBy !== actor.id) {
    const text = balancesPageWords[locale].decidedBy(mention(change.askedBy));
    return (
      <p>
        <DiscordText text={text} locale={locale} timeZone={timeZone} />
      </p>
    );
  }
  const verdicts = balanceFindings(change)?.verdicts ?? [];
  const members = verdicts.find(({ verdict }) => verdict === "booked")?.count ?? 0;
  return (
    <div class="ways">
      {members > 0 || change.action === "reset" ? (
        <Form context={context} action={`${BALANCES_PATH}/${change.id}/start`} class="inline">
          <button class="danger" type="submit">
            {words.confirm[change.action](
              wholeNumber(locale, change.action === "reset" ? change.total : members),
            )}
          </button>
        </Form>
      ) : null}
      <Form context={context} action={`${BALANCES_PATH}/${change.id}/cancel`} class="inline">
        <button class="quiet" type="submit">
          {words.cancel}
        </button>
      </Form>
    </div>
  );
};

/** The rows that were refused when the file was read, and those that were refused when they were booked. */
export function refusedCsv(context: In, { change }: ChangeDetail, refused: readonly NotBooked[]) {
  const { locale } = context.var.session;
  const words = balanceWords[locale];
  const findings = balanceFindings(change);
  const rows = (findings?.refused ?? []).map(({ line, reason, cells }) => [
    String(line),
    reasonIn(reason, locale),
    ...cells,
  ]);
  const header = findings?.header ?? ["user_id", "points"];
  const columns = balanceColumns(header);
  const late = refused.map(({ line, outcome, memberId, points }) => {
    const cells = header.map(() => "");
    cells[columns.userId] = memberId;
    cells[columns.points] = String(points);
    return [String(line), reasonIn(outcome ?? "", locale), ...cells];
  });
  return csvAnswer(context, words.refusedFile, [
    [words.lineColumn, words.reasonColumn, ...header],
    ...rows,
    ...late,
  ]);
}
