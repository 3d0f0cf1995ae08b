import { eq } from "drizzle-orm";
import type { Midtrans } from "../../clients/midtrans/client.ts";
import { members } from "../../db/schema/members.ts";
import { topups } from "../../db/schema/wallet.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { applyStatus } from "./apply.ts";
import { closeUnmade } from "./charge.ts";
import type { Topup } from "./topups.ts";

/** Somebody waits for the answer in Discord, which takes it late as well. */
const STATUS_WITHIN_MS = 8 * SECOND_MS;

/** How a top-up stands; `confirmed` is false when Midtrans did not tell just now. */
export type Checked = { readonly topup: Topup; readonly confirmed: boolean; readonly locale: Locale };

/**
 * Asks Midtrans what became of a member's own top-up, and books it.
 * @throws Problem for a top-up of nobody or of somebody else.
 */
export async function checkTopup(deps: Deps, request: Request, topupId: string): Promise<Checked> {
  const midtrans = midtransOf(deps);
  const found = await midtrans.status(topupId, STATUS_WITHIN_MS);
  if (found.kind !== "found") return { ...(await ownTopup(deps, request, topupId)), confirmed: false };
  const { topup, locale } = await applyStatus(deps, found.status, {});
  if (topup?.memberId !== request.actor.id) throw new Problem({ kind: "topup_unknown" });
  return { topup, confirmed: true, locale };
}

/**
 * Ends a member's own top-up at Midtrans. Money that was faster is booked instead.
 * @throws Problem as checkTopup does.
 */
export async function cancelTopup(deps: Deps, request: Request, topupId: string): Promise<Checked> {
  const midtrans = midtransOf(deps);
  await ownTopup(deps, request, topupId);
  await midtrans.cancel(topupId, STATUS_WITHIN_MS);
  const found = await midtrans.status(topupId, STATUS_WITHIN_MS);
  if (found.kind === "found") {
    const { topup, locale } = await applyStatus(deps, found.status, {});
    if (topup) return { topup, confirmed: true, locale };
  }
  if (found.kind === "unknown") await closeUnmade(deps, topupId, "cancelled", null);
  return { ...(await ownTopup(deps, request, topupId)), confirmed: found.kind === "unknown" };
}

/** @throws Problem where the shop takes no top-ups. */
export function midtransOf(deps: Deps): Midtrans {
  if (!deps.midtrans) throw new Problem({ kind: "topups_not_set_up" });
  return deps.midtrans;
}

async function ownTopup(deps: Deps, request: Request, topupId: string) {
  const [found] = await deps.db
    .select({ topup: topups, locale: members.locale })
    .from(topups)
    .leftJoin(members, eq(members.id, topups.memberId))
    .where(eq(topups.id, topupId));
  if (found?.topup.memberId !== request.actor.id) throw new Problem({ kind: "topup_unknown" });
  return { topup: found.topup, locale: found.locale ?? deps.shop.locale };
}
