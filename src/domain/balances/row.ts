import type { TableRow } from "../imports/table.ts";
import type { PointsAction, PointsLimits } from "../points/limits.ts";
import type { BalanceColumns } from "./columns.ts";

/** Why a row cannot become a change of a balance, whatever the balance is. */
export const balanceFaults = [
  "too_many_cells",
  "id_missing",
  "id_rounded",
  "id_unreadable",
  "id_repeated",
  "points_missing",
  "points_unreadable",
  "points_negative",
  "points_zero",
  "over_change_max",
  "over_member_max",
] as const;
export type BalanceFault = (typeof balanceFaults)[number];

export type BalanceDecision =
  | { readonly kind: "accepted"; readonly memberId: string; readonly points: number }
  | { readonly kind: "refused"; readonly reason: BalanceFault };

/** A Discord id, or a mention of one; with what spreadsheets are given before it so that they leave it alone. */
const USER_ID = /^(?:=?"|')?(?:<@!?)?(\d{15,20})>?"?$/;
const ROUNDED = /^\d(?:[.,]\d+)?E\+?\d+$/i;
/** Whole numbers; `1,500` and `1500.0` are what spreadsheets and scripts make of them. */
const WHOLE = /^(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.0{1,2})?$/;

/** Decides what becomes of one row. Nothing is guessed: what cannot be read is refused with its reason. */
export function decideBalanceRow(
  row: TableRow,
  columns: BalanceColumns,
  action: PointsAction,
  limits: PointsLimits,
): BalanceDecision {
  if (row.overlong) return refused("too_many_cells");
  const id = (row.cells[columns.userId] ?? "").trim();
  if (id === "") return refused("id_missing");
  if (ROUNDED.test(id)) return refused("id_rounded");
  const [, memberId] = USER_ID.exec(id) ?? [];
  if (memberId === undefined) return refused("id_unreadable");
  const text = (row.cells[columns.points] ?? "").trim().replace(/^'/, "");
  if (text === "") return refused("points_missing");
  if (/^[-−]\s*\d/.test(text)) return refused("points_negative");
  const [, whole] = WHOLE.exec(text) ?? [];
  if (whole === undefined) return refused("points_unreadable");
  const points = Number(whole.replaceAll(",", ""));
  if (points === 0 && action !== "set") return refused("points_zero");
  if (action === "set" ? points > limits.perMemberMax : points > limits.perChangeMax)
    return refused(action === "set" ? "over_member_max" : "over_change_max");
  return { kind: "accepted", memberId, points };
}

const refused = (reason: BalanceFault): BalanceDecision => ({ kind: "refused", reason });
