import * as z from "zod/mini";
import {
  CLAIMS_EXPORTED_MAX,
  type ClaimSearch,
  type FoundClaim,
  searchClaims,
} from "../../../domain/claims/search.ts";
import { claimStates } from "../../../domain/claims/states.ts";
import { claimPageWords } from "../../../lib/words/dashboard/claims.ts";
import { firstWords } from "../../../lib/words/dashboard/firsts.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer } from "../../parts/file.ts";
import { Choice, Filters, MemberField } from "../../parts/filters.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Moment } from "../../parts/moment.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { asked, idSchema, maybe, memberIdSchema } from "../../parts/sent.ts";
import { StateBadge, stateName } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";

export const ADDRESS = "/dashboard/claims";
const EMAIL_CHARS_MAX = 254;
const ORDER_CHARS_MAX = 100;

const text = (charsMax: number) => maybe(z.string().check(z.minLength(1), z.maxLength(charsMax)));

/** An empty field asks for nothing. */
const askedSchema = z.object({
  email: text(EMAIL_CHARS_MAX),
  order: text(ORDER_CHARS_MAX),
  member: maybe(memberIdSchema),
  import: maybe(idSchema),
  state: maybe(z.enum(claimStates)),
  after: maybe(z.string().check(z.regex(/^\d{1,15}$/))),
});
type Asked = z.infer<typeof askedSchema>;

const searchOf = ({ email, order, member, import: importId, state, after }: Asked): ClaimSearch => ({
  email,
  order,
  memberId: member,
  importId,
  state,
  after: after === undefined ? null : Number(after),
});

/** The claims that the address asks for, the newest first. */
export async function claimList(context: In) {
  const { locale } = context.var.session;
  const given = asked(context, askedSchema);
  const { rows, next } = await searchClaims(depsOf(context), searchOf(given));
  const { after, ...parts } = given;
  const noSuch = next === null ? claimPageWords[locale].none : listWords[locale].noneHere;
  const isAll = !Object.values(given).some(Boolean);
  const title = shellWords[locale].places.claims;
  return show(
    context,
    { title, place: "claims" },
    <>
      <ClaimFilters given={given} locale={locale} />
      <Table
        caption={title}
        none={isAll ? firstWords[locale].claims : noSuch}
        rows={rows}
        columns={columnsOf(context, locale)}
      />
      <Pager
        locale={locale}
        path={ADDRESS}
        parts={parts}
        after={after}
        next={next === null ? null : String(next)}
      />
      {rows.length > 0 ? (
        <p>
          <a href={addressWith(`${ADDRESS}/export.csv`, parts)}>{listWords[locale].csv}</a>{" "}
          <span class="hint">{listWords[locale].csvOf(wholeNumber(locale, CLAIMS_EXPORTED_MAX))}</span>
        </p>
      ) : null}
    </>,
  );
}

const ClaimFilters = ({ given, locale }: { readonly given: Asked; readonly locale: Locale }) => {
  const words = claimPageWords[locale];
  return (
    <Filters locale={locale} path={ADDRESS}>
      <label>
        {words.email}
        <input name="email" type="email" value={given.email} maxlength={EMAIL_CHARS_MAX} autocomplete="off" />
      </label>
      <label>
        {words.order}
        <input name="order" value={given.order} maxlength={ORDER_CHARS_MAX} autocomplete="off" />
      </label>
      <MemberField locale={locale} value={given.member} />
      <Choice
        label={listWords[locale].state}
        name="state"
        chosen={given.state}
        all={listWords[locale].all}
        choices={claimStates.map((state) => [state, stateName(state, locale)] as const)}
      />
      <label>
        {words.import}
        <input name="import" value={given.import} maxlength={80} autocomplete="off" />
      </label>
    </Filters>
  );
};

function columnsOf(context: In, locale: Locale): Column<FoundClaim>[] {
  const { timeZone } = depsOf(context).shop;
  const words = claimPageWords[locale];
  return [
    {
      title: words.claim,
      cell: ({ id, orderId, address }) => (
        <a href={`${ADDRESS}/${id}`}>
          <bdi>{orderId ?? address ?? id}</bdi>
        </a>
      ),
    },
    { title: words.points, isNumber: true, cell: ({ points }) => wholeNumber(locale, points) },
    { title: listWords[locale].state, cell: ({ state }) => <StateBadge state={state} locale={locale} /> },
    {
      title: listWords[locale].when,
      cell: ({ createdAtMs }) => <Moment atMs={createdAtMs} locale={locale} timeZone={timeZone} />,
    },
    {
      title: words.expires,
      cell: ({ expiresAtMs }) => <Moment atMs={expiresAtMs} locale={locale} timeZone={timeZone} />,
    },
    {
      title: words.claimedBy,
      cell: ({ claimedBy }) => (claimedBy ? <MemberLink id={claimedBy} locale={locale} /> : "–"),
    },
    {
      title: words.mail,
      cell: ({ mailState, mailReason }) =>
        mailState ? (
          <span title={mailReason ?? undefined}>
            <StateBadge state={mailState} locale={locale} />
          </span>
        ) : (
          "–"
        ),
    },
  ];
}

/** The same claims as a file. */
export async function claimFile(context: In) {
  const { locale } = context.var.session;
  const search = searchOf(asked(context, askedSchema));
  const { rows } = await searchClaims(depsOf(context), { ...search, after: null, most: CLAIMS_EXPORTED_MAX });
  const words = claimPageWords[locale];
  return csvAnswer(context, "claims.csv", [
    [
      words.claim,
      words.order,
      words.address,
      words.points,
      listWords[locale].state,
      listWords[locale].when,
      words.expires,
      words.claimedBy,
      words.mail,
      importPageWords[locale].reason,
    ],
    ...rows.map((row) => [
      row.id,
      row.orderId ?? "",
      row.address ?? "",
      String(row.points),
      stateName(row.state, locale),
      csvMoment(row.createdAtMs),
      csvMoment(row.expiresAtMs),
      row.claimedBy ?? "",
      row.mailState ? stateName(row.mailState, locale) : "",
      row.mailReason ?? "",
    ]),
  ]);
}
