import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { localeFrom } from "../members/locale.ts";
import { readSections } from "./sections.ts";
import { transfersBefore } from "./transfers.ts";

const MIB = 1024 * 1024;
/** Discord takes files of 10 MiB; what is around the transfers' rows needs a little. */
export const EXPORT_BYTES_MAX = 9.5 * MIB;
/** Transfers of one question to the database. */
const TRANSFERS_PER_PAGE = 2_000;

export type MemberExport = {
  /** JSON. */
  readonly text: string;
  readonly transfers: number;
  /** How many there are; more than `transfers` when the file would have grown too large. */
  readonly transfersKept: number;
  /** Parts of which only the newest rows are in the file. */
  readonly shortened: readonly string[];
  readonly locale: Locale;
};

/**
 * Everything that is kept of a member, without what is others': no code, no sealed value, nobody else's id. The
 * newest transfers fill what the other parts leave of `bytesMax`.
 */
export async function exportMember(
  deps: Deps,
  memberId: string,
  bytesMax: number = EXPORT_BYTES_MAX,
): Promise<MemberExport> {
  const { readers, transfers, sections, shortened } = await readSections(deps, memberId);
  const head = {
    about: "Everything that this shop keeps of this Discord account.",
    memberId,
    exportedAt: new Date(deps.clock()).toISOString(),
    ...sections,
  };
  const text = JSON.stringify(head, null, 1);
  const rows: string[] = [];
  let bytesLeft = bytesMax - Buffer.byteLength(text);
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await transfersBefore(deps, memberId, before, TRANSFERS_PER_PAGE);
    const lines = page.map(({ seq: _, ...row }) => JSON.stringify(row));
    for (const line of lines) {
      bytesLeft -= Buffer.byteLength(line) + 3;
      if (bytesLeft < 0) break;
      rows.push(line);
    }
    const last = page.at(-1);
    if (bytesLeft < 0 || !last || page.length < TRANSFERS_PER_PAGE) break;
    before = last.seq;
  }
  return {
    text: `${text.slice(0, -2)},\n "transfers": [\n${rows.join(",\n")}\n ]\n}\n`,
    transfers: rows.length,
    transfersKept: Math.max(transfers, rows.length),
    shortened,
    locale: localeFrom(deps, readers),
  };
}
