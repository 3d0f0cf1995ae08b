import { listWords } from "../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { EXPORT_ROWS_MAX } from "./file.ts";
import { addressWith } from "./pager.tsx";

type ExportLinkProps = {
  readonly locale: Locale;
  /** Of the list: its file is beside it. */
  readonly path: string;
  /** What the list is narrowed by. */
  readonly parts?: Readonly<Record<string, string | undefined>>;
  /** Rows of the file. */
  readonly most?: number;
};

/** The way to a list as a file, from its first row on. */
export const ExportLink = ({ locale, path, parts = {}, most = EXPORT_ROWS_MAX }: ExportLinkProps) => (
  <p>
    <a href={addressWith(`${path}/export.csv`, parts)}>{listWords[locale].csv}</a>{" "}
    <span class="hint">{listWords[locale].csvOf(wholeNumber(locale, most))}</span>
  </p>
);

/** A moment as spreadsheets read it; nothing for what was not. */
export const csvMoment = (atMs: number | null): string => (atMs === null ? "" : new Date(atMs).toISOString());

/** A number as spreadsheets read it; nothing for what nobody knows. */
export const csvNumber = (value: number | null | undefined): string => (value == null ? "" : String(value));
