import { type Asset, accountId, memberOwner } from "../../db/ledger.ts";
import type { Deps } from "../deps.ts";
import { entriesBefore, type HistoryEntry, readEntries } from "../points/history.ts";

export const HISTORY_PER_PAGE = 50;
export const HISTORY_EXPORTED_MAX = 10_000;

export type MemberHistory = {
  readonly entries: readonly HistoryEntry[];
  /** Before which entry the next page begins; null: this is the last. */
  readonly next: number | null;
};

/** A page of what moved a member's points or money, the newest first. One round trip. */
export async function memberHistory(
  deps: Deps,
  memberId: string,
  asset: Asset,
  before: number | null,
): Promise<MemberHistory> {
  const entries = await entriesOf(deps, memberId, asset, before, HISTORY_PER_PAGE + 1);
  const shown = entries.slice(0, HISTORY_PER_PAGE);
  return { entries: shown, next: entries.length > HISTORY_PER_PAGE ? (shown.at(-1)?.seq ?? null) : null };
}

/** The newest entries, as many as a file holds. */
export const exportHistory = (deps: Deps, memberId: string, asset: Asset): Promise<HistoryEntry[]> =>
  entriesOf(deps, memberId, asset, null, HISTORY_EXPORTED_MAX);

async function entriesOf(
  { db }: Deps,
  memberId: string,
  asset: Asset,
  before: number | null,
  most: number,
): Promise<HistoryEntry[]> {
  const account = accountId(memberOwner(memberId), asset);
  return readEntries(await db.all(entriesBefore(account, before, most)));
}
