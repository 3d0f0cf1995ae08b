import type { Midtrans } from "../../clients/midtrans/client.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { applyStatus } from "./apply.ts";
import { closeUnmade } from "./charge.ts";
import { type TopupView, topupView } from "./read.ts";

/** Somebody waits for the answer in Discord, which takes it late as well. */
const STATUS_WITHIN_MS = 8 * SECOND_MS;

/** How a top-up stands; `confirmed` is false when Midtrans did not tell just now. */
export type Checked = { readonly view: TopupView; readonly confirmed: boolean };

/**
 * Asks Midtrans what became of a member's own top-up, and books it.
 * @throws Problem for a top-up of nobody or of somebody else.
 */
export async function checkTopup(deps: Deps, request: Request, topupId: string): Promise<Checked> {
  const found = await midtransOf(deps).status(topupId, STATUS_WITHIN_MS);
  if (found.kind !== "found") return { view: await ownView(deps, request, topupId), confirmed: false };
  const { view } = await applyStatus(deps, found.status, {});
  return { view: own(request, view), confirmed: true };
}

/**
 * Ends a member's own top-up at Midtrans. Money that was faster is booked instead.
 * @throws Problem as checkTopup does.
 */
export async function cancelTopup(deps: Deps, request: Request, topupId: string): Promise<Checked> {
  const midtrans = midtransOf(deps);
  await ownView(deps, request, topupId);
  await midtrans.cancel(topupId, STATUS_WITHIN_MS);
  const found = await midtrans.status(topupId, STATUS_WITHIN_MS);
  if (found.kind === "found") {
    const { view } = await applyStatus(deps, found.status, {});
    return { view: own(request, view), confirmed: true };
  }
  if (found.kind === "unknown") await closeUnmade(deps, topupId, "cancelled", null);
  return { view: await ownView(deps, request, topupId), confirmed: found.kind === "unknown" };
}

/** @throws Problem where the shop takes no top-ups. */
export function midtransOf(deps: Deps): Midtrans {
  if (!deps.midtrans) throw new Problem({ kind: "topups_not_set_up" });
  return deps.midtrans;
}

const ownView = async (deps: Deps, request: Request, topupId: string) =>
  own(request, await topupView(deps, topupId));

function own({ actor }: Request, view: TopupView | null): TopupView {
  if (view?.topup.memberId !== actor.id) throw new Problem({ kind: "topup_unknown" });
  return view;
}
