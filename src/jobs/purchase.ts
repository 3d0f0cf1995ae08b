import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import type { JobPayload } from "../domain/outbox/kinds.ts";
import { Problem } from "../domain/problem.ts";
import { boughtBy } from "../domain/shop/buy.ts";
import { boughtCard, codesCard } from "../domain/shop/cards.ts";
import { type ForDelivery, openForDelivery } from "../domain/shop/deliver.ts";
import { type Delivery, noteDelivery, noteFailedTry } from "../domain/shop/delivered.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { nonceOf } from "../lib/nonce.ts";

type DeliveryPayload = JobPayload<"purchase.deliver">;

/** Sends a buyer the codes by direct message. The vault is the truth: whoever takes none finds them by /orders. */
export async function deliverPurchase(deps: Deps, job: OutboxRow, delivery: DeliveryPayload): Promise<void> {
  const { purchaseId } = delivery;
  try {
    const opened = await openForDelivery(deps, purchaseId);
    if (!opened) return await finishJob(deps, job, "gone");
    await noteDelivery(deps, job, purchaseId, await send(deps, job, delivery, opened));
  } catch (error) {
    const why = failureOf(error);
    if (why) await noteFailedTry(deps, purchaseId, why);
    throw error;
  }
}

async function send(
  deps: Deps,
  job: OutboxRow,
  delivery: DeliveryPayload,
  opened: ForDelivery,
): Promise<Delivery> {
  try {
    await deps.discord.sendDirect(opened.purchase.memberId, codesCard(opened, deps.shop), nonceOf(job.id));
    return { kind: "sent" };
  } catch (error) {
    if (!(error instanceof DiscordFailure && error.kind === "closed")) throw error;
    await tellClosed(deps, delivery, opened);
    const unseenMark = opened.unseenBefore ? opened.markMs : null;
    return { kind: "closed", why: `discord_${error.code}`, unseenMark };
  }
}

/** A fixed word for what keeps codes from their buyer; null where it is the database itself, or Discord only asks to wait. */
function failureOf(error: unknown): string | null {
  if (error instanceof DiscordFailure) return error.kind === "wait" ? null : `discord_${error.code}`;
  return error instanceof Problem ? error.facts.kind : null;
}

/** The answer to the purchase, while it can be edited, says where the codes are; it cannot keep them from being there. */
async function tellClosed(
  deps: Deps,
  { answerToken, answerUntilMs = 0 }: DeliveryPayload,
  { purchase }: ForDelivery,
): Promise<void> {
  if (answerToken === undefined || answerUntilMs <= deps.clock()) return;
  const bought = await boughtBy(deps, purchase.memberId, purchase.id);
  if (!bought) return;
  const card = boughtCard(bought, deps.shop.currency, "closed");
  await deps.discord
    .editAnswer(answerToken, card)
    .catch((error: unknown) => logEvent("warn", "purchase_answer_lost", errorFields(error)));
}
