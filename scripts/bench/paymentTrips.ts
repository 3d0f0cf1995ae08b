import { interactionJson, newSnowflake } from "./interaction.ts";
import { type BenchMidtrans, notificationJson, TOPUP_AMOUNT } from "./midtrans.ts";
import { postNotification } from "./payments.ts";
import { postInteraction } from "./post.ts";
import type { RoundTrips } from "./roundTrips.ts";
import type { Shop } from "./shop.ts";
import type { Wire } from "./wire.ts";

/** How many requests the database and Midtrans get for a top-up and what follows. */
export async function countPaymentTrips(
  shop: Shop,
  port: number,
  wire: Wire,
  midtrans: BenchMidtrans,
): Promise<RoundTrips[]> {
  const member = { id: newSnowflake(), staff: false };
  const id = newSnowflake();
  const topupId = `tu-${id}`;
  const options = [{ type: 4, name: "amount", value: TOPUP_AMOUNT }];
  const topup = interactionJson("command", member, { id: "9", type: 1, name: "topup", options }, id);
  const press = (wish: string) =>
    postInteraction(
      shop,
      port,
      interactionJson("press", member, { custom_id: `topup:${wish}:${topupId}`, component_type: 2 }),
    );
  const tell = (status: "pending" | "settlement") =>
    postNotification(port, notificationJson(topupId, status));
  const steps: [string, "pending" | "settlement", () => Promise<unknown>][] = [
    ["/topup", "pending", () => postInteraction(shop, port, topup)],
    ["/topup, repeated", "pending", () => postInteraction(shop, port, topup)],
    ["a notification: pending", "pending", () => tell("pending")],
    ["Check payment, not paid", "pending", () => press("check")],
    ["a notification: settled", "settlement", () => tell("settlement")],
    ["a notification: settled, again", "settlement", () => tell("settlement")],
    ["Check payment, paid", "settlement", () => press("check")],
    ["Cancel, paid", "settlement", () => press("cancel")],
  ];
  const counted: RoundTrips[] = [];
  for (const [name, status, act] of steps) {
    midtrans.say(status);
    const { calls, result } = await midtrans.during(() => wire.during(act));
    counted.push({ name, requests: result.length, midtrans: calls });
  }
  return counted;
}
