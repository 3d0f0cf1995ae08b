import * as z from "zod/mini";
import type { ListedToken } from "../../../domain/tokens/list.ts";
import { campaignsOffered, searchTokens, TOKENS_COUNTED_MAX } from "../../../domain/tokens/search.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { TOKEN_LENGTH_MAX } from "../../../lib/tokenCode.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenListWords } from "../../../lib/words/tokenLists.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybe } from "../../parts/sent.ts";
import { type Column, Table } from "../../parts/table.tsx";
import { Tiles } from "../../parts/tile.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { CampaignField, STATS, TOKENS, TokenState, TokenTabs } from "./places.tsx";
import { ExportForm } from "./statistics.tsx";

const STATES = ["available", "reserved", "used", "expired", "removed"] as const;
const NAME_CHARS_MAX = 60;

export const campaignPart = maybe(z.string().check(z.minLength(1), z.maxLength(NAME_CHARS_MAX)));

const filterSchema = z.object({
  state: maybe(z.enum(STATES)),
  campaign: campaignPart,
  prefix: maybe(z.string().check(z.minLength(1), z.maxLength(TOKEN_LENGTH_MAX))),
  after: afterPart,
});

/** Promo tokens, the newest first. */
export async function tokenList(context: In) {
  const reader = readerOf(context);
  const { deps, locale, isAdmin } = reader;
  const filter = asked(context, filterSchema);
  const [found, offered] = await Promise.all([searchTokens(deps, filter), campaignsOffered(deps)]);
  const { after, ...parts } = filter;
  const words = tokenPageWords[locale];
  const isAll = !Object.values(filter).some(Boolean);
  const noSuch = found.next === null ? words.none : listWords[locale].noneHere;
  return show(
    context,
    { title: shellWords[locale].places.tokens, place: "tokens" },
    <>
      <TokenTabs locale={locale} current={TOKENS} />
      {isAdmin ? (
        <p class="ways">
          <a class="button" href={`${TOKENS}/new`}>
            {words.make}
          </a>
        </p>
      ) : null}
      <Tiles tiles={stateTiles(reader, found.counts, parts.campaign)} />
      <Filters locale={locale} path={TOKENS}>
        <label>
          {words.code}
          <input
            name="prefix"
            value={filter.prefix}
            maxlength={TOKEN_LENGTH_MAX}
            placeholder={words.codeHint}
            autocomplete="off"
          />
        </label>
        <Choice
          label={words.state}
          name="state"
          chosen={filter.state}
          all={listWords[locale].all}
          choices={STATES.map((state) => [state, tokenListWords[locale].states[state]] as const)}
        />
        <CampaignField locale={locale} value={found.campaign?.name} offered={offered} />
      </Filters>
      <Table
        caption={words.tokens}
        none={isAll ? firstWords[locale].tokens : noSuch}
        rows={found.rows}
        columns={columnsOf(reader)}
      />
      <Pager locale={locale} path={TOKENS} parts={parts} after={after} next={found.next} />
      <p>
        <a href={addressWith(STATS, { campaign: found.campaign?.id })}>{words.stats}</a>
      </p>
      <ExportForm context={context} campaignId={found.campaign?.id} />
    </>,
  );
}

/** How many tokens there are in each state, each leading to them. */
function stateTiles(
  { locale, upTo }: Reader,
  counts: Readonly<Record<(typeof STATES)[number], number>>,
  campaign: string | undefined,
) {
  return STATES.map((state) => ({
    name: tokenListWords[locale].states[state],
    value: upTo(counts[state], TOKENS_COUNTED_MAX),
    to: addressWith(TOKENS, { state, campaign }),
  }));
}

function columnsOf({ locale, moment }: Reader): Column<ListedToken>[] {
  const words = tokenPageWords[locale];
  return [
    {
      title: words.code,
      cell: ({ token: { code } }) => (
        <a href={`${TOKENS}/${code}`}>
          <code>{code}</code>
        </a>
      ),
    },
    { title: words.state, cell: ({ state }) => <TokenState state={state} locale={locale} /> },
    { title: words.description, cell: ({ description }) => <bdi class="clipped">{description}</bdi> },
    {
      title: words.order,
      cell: ({ orderNumber }) =>
        orderNumber === null ? (
          "–"
        ) : (
          <a href={`/dashboard/orders/${orderCode(orderNumber)}`}>{orderCode(orderNumber)}</a>
        ),
    },
    {
      title: words.customer,
      cell: ({ token: { customerId } }) =>
        customerId === null ? "–" : <MemberLink id={customerId} locale={locale} />,
    },
    { title: words.changed, cell: ({ token: { changedAtMs } }) => moment(changedAtMs) },
  ];
}
