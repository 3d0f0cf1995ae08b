import { listWords } from "../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../lib/words/locale.ts";

/** An address with what a list is asked for; parts without a value are left out. */
export function addressWith(path: string, parts: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}

type PagerProps = {
  readonly locale: Locale;
  /** The list with its filters. */
  readonly path: string;
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** Behind which row this page began. */
  readonly after: string | undefined;
  /** Behind which row the next one begins; null: this is the last. */
  readonly next: string | null;
};

/** Leads from page to page of a list that shows the newest first. */
export const Pager = ({ locale, path, parts, after, next }: PagerProps) => {
  const words = listWords[locale];
  if (!after && next === null) return null;
  return (
    <p class="pager">
      {after ? <a href={addressWith(path, parts)}>{words.newest}</a> : null}
      {next === null ? null : <a href={addressWith(path, { ...parts, after: next })}>{words.older}</a>}
    </p>
  );
};
