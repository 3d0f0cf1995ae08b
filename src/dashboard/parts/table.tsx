import type { Child } from "hono/jsx";

export type Column<R> = {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: R) => Child;
};

type TableProps<R> = {
  /** What it lists, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** What stands instead of no rows. */
  readonly none: string;
};

/** A list as a table that scrolls by itself on a phone. */
export function Table<R>({ caption, columns, rows, none }: TableProps<R>) {
  if (rows.length === 0) return <p class="none">{none}</p>;
  const numeric = (column: Column<R>) => (column.isNumber ? "number" : undefined);
  return (
    <section class="scroll" aria-label={caption} tabindex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={numeric(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <td class={numeric(column)}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
