import type { Card } from "../clients/discord/card.ts";
import { plain } from "../clients/discord/card.ts";
import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { setBackSend, settleSend, takeDirect } from "../domain/receipts/booking.ts";
import { mailReceipt } from "../domain/receipts/mail.ts";
import type { Written } from "../domain/receipts/read.ts";
import { nonceOf } from "../lib/nonce.ts";
import { receiptDeskWords } from "../lib/words/receipts.ts";

type SendPayload = { readonly sendId: string };

/** Mails a receipt. */
export async function sendReceiptMail(deps: Deps, job: OutboxRow, { sendId }: SendPayload): Promise<void> {
  await mailReceipt(deps, job, sendId);
}

/** Sends a receipt by direct message, as a file. */
export async function sendReceiptDirect(deps: Deps, job: OutboxRow, { sendId }: SendPayload): Promise<void> {
  const taken = await takeDirect(deps, job, sendId);
  if (!taken) return await finishJob(deps, job, "gone");
  try {
    await deps.discord.sendDirect(taken.customerId, receiptCard(deps, taken), nonceOf(job.id));
  } catch (error) {
    if (error instanceof DiscordFailure && error.kind === "closed")
      return await settleSend(deps, job, sendId, { state: "failed", reason: "dm_closed" });
    await setBackSend(deps, job, sendId);
    throw error;
  }
  await settleSend(deps, job, sendId, { state: "sent", reason: null });
}

function receiptCard(deps: Deps, taken: Written): Card {
  const { shop } = deps;
  const words = receiptDeskWords[taken.locale ?? shop.locale];
  return {
    tone: "done",
    title: words.card(taken.receiptCode),
    body: [words.cardBody(taken.orderCode, plain(shop.name)), words.cardFile].join("\n"),
    file: { name: `receipt-${taken.receiptCode}.html`, type: "text/html", text: taken.content(deps).html },
  };
}
