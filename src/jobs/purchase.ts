import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { codesCard } from "../domain/shop/cards.ts";
import { openForDelivery } from "../domain/shop/deliver.ts";
import { noteDelivery } from "../domain/shop/delivered.ts";
import { nonceOf } from "../lib/nonce.ts";

/** Sends a buyer the codes by direct message. The vault is the truth: whoever takes none finds them by /orders. */
export async function deliverPurchase(
  deps: Deps,
  job: OutboxRow,
  { purchaseId }: { purchaseId: string },
): Promise<void> {
  const opened = await openForDelivery(deps, purchaseId);
  if (!opened) return await finishJob(deps, job, "gone");
  try {
    await deps.discord.sendDirect(opened.purchase.memberId, codesCard(opened), nonceOf(job.id));
  } catch (error) {
    if (!(error instanceof DiscordFailure && error.kind === "closed")) throw error;
    const closed = { kind: "closed", why: `discord_${error.code}`, unseen: opened.unseenBefore } as const;
    return await noteDelivery(deps, job, purchaseId, closed);
  }
  await noteDelivery(deps, job, purchaseId, { kind: "sent" });
}
