import type { BookedTransfer } from "../../domain/ledger/transfers.ts";
import { ledgerWords } from "../../lib/words/dashboard/ledger.ts";
import { listWords } from "../../lib/words/dashboard/lists.ts";
import { transferWords } from "../../lib/words/history.ts";
import { CauseLink } from "./links.tsx";
import { Parted } from "./parted.tsx";
import { Person } from "./people.tsx";
import type { Reader } from "./reader.tsx";
import { Table } from "./table.tsx";

type TransfersProps = {
  readonly reader: Reader;
  readonly rows: readonly BookedTransfer[];
  readonly caption: string;
  readonly none: string;
};

/** Movements of the books, from which account to which. */
export const Transfers = ({ reader, rows, caption, none }: TransfersProps) => {
  const { locale, number, money, moment } = reader;
  const words = ledgerWords[locale];
  const amountOf = ({ asset, amount }: BookedTransfer) =>
    asset === "money" ? money(amount) : words.points(number(amount));
  return (
    <Table
      caption={caption}
      none={none}
      rows={rows}
      columns={[
        { title: "#", isNumber: true, cell: ({ seq }) => String(seq) },
        { title: listWords[locale].when, cell: ({ createdAtMs }) => moment(createdAtMs) },
        { title: words.kind, cell: ({ kind }) => transferWords[locale][kind] ?? <code>{kind}</code> },
        { title: words.debit, cell: ({ debit }) => <AccountLink id={debit} /> },
        { title: words.credit, cell: ({ credit }) => <AccountLink id={credit} /> },
        { title: listWords[locale].amount, isNumber: true, cell: amountOf },
        { title: words.cause, cell: ({ cause }) => <CauseLink cause={cause} /> },
        { title: words.memo, cell: ({ memo }) => (memo === null ? "" : <bdi>{memo}</bdi>) },
      ]}
    />
  );
};

/** An account of the books, whose movements stand there; a member's with who that is. */
export const AccountLink = ({ id }: { readonly id: string }) => {
  const [, memberId] = /^(?:system:debt|member):(\d{1,20})\//.exec(id) ?? [];
  return (
    <a href={`/dashboard/ledger?account=${encodeURIComponent(id)}`}>
      {memberId === undefined ? <Parted name={id} /> : <Person id={memberId} by={id} />}
    </a>
  );
};
