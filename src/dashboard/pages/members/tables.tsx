import type { ListedMember, MemberOrder } from "../../../domain/desk/members.ts";
import type { FoundPeople } from "../../../domain/desk/people.ts";
import { formatMoney } from "../../../lib/money.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberWords } from "../../../lib/words/dashboard/members.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { At } from "../../parts/at.tsx";
import { MemberLink, PersonLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";

type Held = {
  readonly id: string;
  readonly points: number;
  readonly money: number;
  readonly knownSinceMs: number | null;
};

/** What both lists tell of somebody. */
function heldColumns(context: In): Column<Held>[] {
  const { shop } = depsOf(context);
  const { locale } = context.var.session;
  const words = memberWords[locale];
  return [
    { title: words.points, isNumber: true, cell: ({ points }) => wholeNumber(locale, points) },
    { title: words.money, isNumber: true, cell: ({ money }) => formatMoney(money, shop.currency, locale) },
    {
      title: words.since,
      cell: ({ knownSinceMs }) =>
        knownSinceMs === null ? words.never : <At context={context} atMs={knownSinceMs} />,
    },
  ];
}

type MemberTableProps = {
  readonly context: In;
  readonly rows: readonly ListedMember[];
  readonly order: MemberOrder;
};

/** A page of members whom the shop knows. */
export const MemberTable = ({ context, rows, order }: MemberTableProps) => {
  const { locale } = context.var.session;
  const words = memberWords[locale];
  const rank: Column<ListedMember> = {
    title: words.rank,
    isNumber: true,
    cell: (row) => row.rank && wholeNumber(locale, row.rank),
  };
  return (
    <Table
      caption={order === "points" ? words.captionPoints : words.caption}
      none={listWords[locale].none}
      rows={rows}
      columns={[
        ...(order === "points" ? [rank] : []),
        { title: listWords[locale].member, cell: ({ id }) => <MemberLink id={id} locale={locale} /> },
        ...heldColumns(context),
        {
          title: words.remarks,
          cell: ({ leftAtMs, hiddenAtMs }) =>
            [...(leftAtMs === null ? [] : [words.left]), ...(hiddenAtMs === null ? [] : [words.hidden])].join(
              ", ",
            ),
        },
      ]}
    />
  );
};

type FoundTableProps = { readonly context: In; readonly found: FoundPeople };

/** Who was found by name: those whom the shop knows, and who else of the server Discord tells of. */
export const FoundTable = ({ context, found: { people, more, complete } }: FoundTableProps) => {
  const { locale } = context.var.session;
  const words = memberWords[locale];
  return (
    <>
      {complete ? null : (
        <Notice tone="warning" title={words.cannotLook}>
          {words.cannotLookBody}
        </Notice>
      )}
      <Table
        caption={words.found}
        none={complete ? words.noneFound : words.noneKnown}
        rows={people}
        columns={[
          {
            title: listWords[locale].member,
            cell: ({ id, name, username }) => (
              <>
                <PersonLink id={id} name={name} />
                {username === null ? null : <span class="hint">@{username}</span>}
              </>
            ),
          },
          ...heldColumns(context),
        ]}
      />
      {more ? <p class="hint">{words.foundMore}</p> : null}
    </>
  );
};
