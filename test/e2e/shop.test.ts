import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../scripts/standins/discord/message.ts";
import { captureLog } from "./support/log.ts";
import { buttonLabelled, buttonOf, pointsOf, shown, textOf } from "./support/orders.ts";
import { answerOf, commandPayload, EPHEMERAL, postSigned } from "./support/raw.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  DIMAS,
  type OpenShop,
  openShop,
  PATIENCE,
  SHOP_CHANNEL,
  STAFF,
} from "./support/shop.ts";
import { giveMoney, moneyOf, PRODUCT, putCodes } from "./support/stock.ts";

const log = captureLog();
let shop: OpenShop;
beforeAll(async () => {
  const settings = { PURCHASE_PAUSE_SECONDS: "0", REVIEW_CHANNEL_ID: SHOP_CHANNEL, REVIEW_POINTS: "25" };
  shop = await openShop({ rateLimited: false, logLevel: "log", settings });
  // A warning of few codes waits for the cron trigger, and this shop has few throughout.
  await shop.rows("update products set low_stock = null");
});
beforeEach(async () => {
  await shop.rows("delete from quotes");
  shop.discord.openDms(AYU.id);
});
afterAll(async () => {
  await shop.stop();
  log.stop();
});

const say = (userId: string, name: string, options: Record<string, string | number> = {}) =>
  shop.discord.command(userId, { name, options });
const staff = (subcommand: string, options: Record<string, string | number> = {}, as: string = ADMIN.id) =>
  shop.discord.command(as, { name: "admin", subcommand, options });
const press = async (userId: string, message: Message | null, label: string) =>
  await shop.discord.press(userId, message ?? "", buttonLabelled(message, label));
const labels = (message: Message | null) =>
  (message?.components ?? [])
    .flatMap((row) => row.components)
    .flatMap((each) => ("label" in each ? [each.label] : []));
const directTo = async (userId: string, part: string) =>
  await shop.discord.waitFor(
    (message) => message.channelId === shop.discord.dmChannelId(userId) && textOf(message).includes(part),
    PATIENCE,
  );

/** Buys a package as people do; the answer, and the purchase. */
async function purchase(userId: string, label: string) {
  const { message: page } = await say(userId, "shop");
  const { message: question } = await press(userId, page, label);
  const { message } = await press(userId, question, "Buy");
  const purchaseId = /Purchase (\d+)/.exec(shown(message).footer)?.[1] ?? "";
  return { message, question, purchaseId };
}

describe("/shop", () => {
  test("shows one product's page at once: packages, stock and wallet; what cannot be bought is disabled", async () => {
    const codes = await putCodes(shop, 6);
    const exchange = await say(AYU.id, "shop");
    expect(answerOf(exchange).flags).toBe(EPHEMERAL);
    const { title, body } = shown(exchange.message);
    expect(title).toBe("Redfinger code");
    expect(body).toContain("6 in stock");
    expect(body).toContain("There is **Rp 0** in your wallet.");
    expect(labels(exchange.message)).toEqual([
      "1 × Rp 15,000",
      "5 × Rp 70,000",
      "10 × Rp 130,000",
      "25 × Rp 300,000",
      "50 × Rp 550,000",
      "Balance",
      "Top up",
    ]);
    const buttons = exchange.message?.components.flatMap((row) => row.components) ?? [];
    const disabled = buttons.filter((button) => "disabled" in button && button.disabled);
    expect(disabled.map(({ custom_id: id }) => id)).toEqual(
      [10, 25, 50].map((size) => `shop:buy:${PRODUCT}:${size}`),
    );
    expect(textOf(exchange.message)).not.toContain(codes[0]);
    const menu = await say(AYU.id, "menu");
    expect(shown(menu.message)).toEqual(shown(exchange.message));
    const { message: balance } = await press(AYU.id, exchange.message, "Balance");
    expect([shown(balance).title, balance?.ephemeralTo]).toEqual(["Your balance", AYU.id]);
  });

  test("says how much is missing, and tops that up with a QR code; after the payment it can be bought", async () => {
    const { message: page } = await say(AYU.id, "shop");
    const { message: refusal } = await press(AYU.id, page, "5 × Rp 70,000");
    expect(shown(refusal).body).toContain("Rp 70,000 is missing");
    const { message: begun } = await press(AYU.id, refusal, "Top up Rp 70,000");
    const qr = await shop.discord.waitFor(
      ({ id, attachments }) => id === (begun?.id ?? refusal?.id) && attachments.length > 0,
      PATIENCE,
    );
    expect(shown(qr).title).toBe("Pay Rp 70,000 by QRIS");
    const topupId = /tu-\d+/.exec(shown(qr).footer)?.[0] ?? "";
    await shop.midtrans.pay(topupId);
    expect(await moneyOf(shop, AYU.id)).toBe(70_000);
  });

  test("offers usual amounts to top up, without an amount in a button's id", async () => {
    const { message: page } = await say(AYU.id, "shop");
    const { message: amounts } = await press(AYU.id, page, "Top up");
    expect(labels(amounts)).toContain("Rp 50,000");
    for (const { custom_id: id } of (amounts?.components ?? []).flatMap((row) => row.components))
      expect(id).toMatch(/^topup:usual:\d$/);
    await press(AYU.id, amounts, "Rp 50,000");
    await shop.until("select count(*) from topups where amount = 50000 and state = 'pending'", 1);
  });

  test("asks before it buys; a double press buys once; the codes come by direct message and nowhere else", async () => {
    const { message: page } = await say(AYU.id, "shop");
    const { message: question } = await press(AYU.id, page, "5 × Rp 70,000");
    expect(shown(question)).toMatchObject({
      title: "Buy this?",
      fields: {
        Product: "Redfinger code",
        Codes: "5",
        Price: "Rp 70,000",
        "Wallet now": "Rp 70,000",
        "Wallet then": "Rp 0",
      },
    });
    const buttons = (question?.components ?? []).flatMap((row) => row.components);
    expect(buttons.map((button) => "style" in button && button.style)).toEqual([3, 2]);
    const confirm = buttonOf(question ?? expect.fail("no question"), 3);
    const both = await Promise.all(
      [1, 2].map(() => shop.discord.press(AYU.id, question ?? "", confirm, { unchecked: true })),
    );
    for (const { message } of both) expect(shown(message).title).toBe("Bought: Redfinger code × 5");
    await shop.idle();
    expect(await moneyOf(shop, AYU.id)).toBe(0);
    expect(await shop.value("select count(*) from purchases")).toBe(1);
    const answer = both[0]?.message ?? null;
    expect(shown(answer).body).toContain("direct message");
    expect(shown(answer).fields.Earned ?? textOf(answer)).toContain("First purchase");
    const direct = await directTo(AYU.id, "Your codes: Redfinger code × 5");
    const codes = [...shown(direct).body.matchAll(/RF-[0-9A-F]{12}/g)].map(([code]) => code);
    expect(new Set(codes).size).toBe(5);
    for (const channel of shop.discord.world.channels)
      for (const message of shop.discord.messages(channel.id))
        if (message.ephemeralTo === null)
          for (const code of codes) expect(textOf(message)).not.toContain(code);
    for (const code of codes) expect(log.events().join()).not.toContain(code);

    const { message: well } = await press(AYU.id, direct, "All is well");
    expect([shown(well).title, well?.ephemeralTo]).toEqual(["Thank you", AYU.id]);
    expect(await shop.value("select closed_at_ms is not null from purchases")).toBe(1);
  });

  test("is not bought by who cancels, nor by somebody else's press", async () => {
    await putCodes(shop, 3);
    await giveMoney(shop, AYU.id, 15_000);
    await giveMoney(shop, DIMAS.id, 15_000);
    const { message: page } = await say(AYU.id, "shop");
    const { message: question } = await press(AYU.id, page, "1 × Rp 15,000");
    const confirm = buttonOf(question ?? expect.fail("no question"), 3);
    const foreign = await shop.discord.press(DIMAS.id, question ?? "", confirm, { unchecked: true });
    expect(shown(foreign.message).title).toBe("That did not work");
    const { message: back } = await press(AYU.id, question, "Cancel");
    expect(shown(back).title).toBe("Redfinger code");
    const late = await postSigned(shop, commandPayload(shop, { custom_id: confirm }, { type: 3 }));
    expect(await late.text()).toContain("nothing was bought");
    expect([await moneyOf(shop, AYU.id), await moneyOf(shop, DIMAS.id)]).toEqual([15_000, 15_000]);
  });

  test("asks again when the price has changed since", async () => {
    const { message: page } = await say(AYU.id, "shop");
    const { message: question } = await press(AYU.id, page, "1 × Rp 15,000");
    await shop.rows("update packages set price = 14000 where size = 1");
    const { message: again } = await press(AYU.id, question, "Buy");
    expect(shown(again)).toMatchObject({
      title: "The price has changed. Buy this?",
      fields: { Price: "Rp 14,000" },
    });
    const { message: bought } = await press(AYU.id, again, "Buy");
    expect(shown(bought).title).toBe("Bought: Redfinger code × 1");
    expect(await moneyOf(shop, AYU.id)).toBe(1_000);
    await shop.rows("update packages set price = 15000 where size = 1");
    await shop.idle();
  });

  test("tells who takes no direct messages where the codes are", async () => {
    shop.discord.closeDms(AYU.id);
    await giveMoney(shop, AYU.id, 14_000);
    const { message, purchaseId } = await purchase(AYU.id, "1 × Rp 15,000");
    const answer = await shop.discord.waitFor(
      (each) => each.id === message?.id && textOf(each).includes("You take no direct messages"),
      PATIENCE,
    );
    const { message: codes } = await press(AYU.id, answer, "Reveal codes");
    expect(codes?.ephemeralTo).toBe(AYU.id);
    expect(shown(codes).body).toMatch(/RF-[0-9A-F]{12}/);
    await shop.idle();
    const failed = "select delivery_failure from purchases where id = ?";
    expect(await shop.value(failed, purchaseId)).toBe("discord_50007");
  });

  test("has pages of several products, and a way back from each", async () => {
    await shop.rows(
      "insert into products (id, sku, name, created_at_ms) values ('kopi', 'kopi', 'Kode Kopi *baru*', 1)",
    );
    await shop.rows(
      "insert into packages (product_id, size, price, changed_at_ms) values ('kopi', 1, 1234, 0)",
    );
    const { message } = await say(AYU.id, "shop");
    expect(shown(message).body).toContain("**Kode Kopi \\*baru\\*** · sold out\n1 × Rp 1,234");
    const { message: kopi } = await press(AYU.id, message, "Kode Kopi *baru*");
    expect(labels(kopi)).toEqual(["1 × Rp 1,234", "Back", "Balance", "Top up"]);
    const { message: back } = await press(AYU.id, kopi, "Back");
    expect(shown(back).title).toBe("Shop");
    await shop.rows("update products set state = 'archived' where id = 'kopi'");
    const gone = await shop.discord.press(AYU.id, message ?? "", "shop:product:kopi", { unchecked: true });
    expect(shown(gone.message).body).toContain("There is no such product in the shop any more");
  });
});

describe("/orders", () => {
  test("lists one's own purchases alone, shows one, and reveals its codes to its buyer", async () => {
    const own = await say(AYU.id, "orders");
    expect(answerOf(own).flags).toBe(EPHEMERAL);
    expect(labels(own.message)).toHaveLength(3);
    const { message: detail } = await shop.discord.press(
      AYU.id,
      own.message ?? "",
      buttonLabelled(own.message, "3. Redfinger code × 5"),
    );
    expect(shown(detail).body).toContain("closed");
    expect(labels(detail)).toEqual(["Reveal codes", "Back"]);
    const { message: codes } = await press(AYU.id, detail, "Reveal codes");
    expect([...shown(codes).body.matchAll(/RF-[0-9A-F]{12}/g)]).toHaveLength(5);
    expect(codes?.ephemeralTo).toBe(AYU.id);
    const foreign = await shop.discord.press(DIMAS.id, detail ?? "", buttonLabelled(detail, "Reveal codes"), {
      unchecked: true,
    });
    expect(shown(foreign.message).body).toContain("There is no such purchase of yours");
    const others = await say(DIMAS.id, "orders");
    expect(shown(others.message).body).toContain("You have bought nothing yet");
  });

  test("gives many codes as a file", async () => {
    await putCodes(shop, 12);
    await giveMoney(shop, AYU.id, 130_000);
    await shop.rows(
      "insert into packages (product_id, size, price, changed_at_ms) values (?, 11, 120000, 0)",
      PRODUCT,
    );
    const { message } = await purchase(AYU.id, "11 × Rp 120,000");
    const { message: aside } = await press(AYU.id, message, "Reveal codes");
    const codes = await shop.discord.waitFor(
      ({ id, attachments }) => id === aside?.id && attachments.length > 0,
      PATIENCE,
    );
    expect(codes.attachments).toMatchObject([{ filename: "codes.txt" }]);
    const text = new TextDecoder().decode(shop.discord.file(codes.attachments[0]?.id ?? ""));
    expect(text.match(/^RF-[0-9A-F]{12}$/gm)).toHaveLength(11);
    await shop.idle();
  });
});

describe("staff", () => {
  test("see purchases, send codes again, and give money back; customers and mere staff may not", async () => {
    const list = await staff("vieworders", { state: "failed" }, STAFF.id);
    expect(answerOf(list).flags).toBe(EPHEMERAL);
    const seen = await staff("vieworders", { member: AYU.id }, STAFF.id);
    expect(shown(seen.message).body).toContain(`<@${AYU.id}> · **Redfinger code × 11**`);
    const [purchaseId = ""] = /\d{10,}/.exec(shown(seen.message).body) ?? [];
    const again = await staff("processorder", { purchase: purchaseId }, STAFF.id);
    expect(shown(again.message)).toMatchObject({ title: "Codes are sent again" });
    await shop.idle();
    const direct = shop.discord
      .directMessages(AYU.id)
      .filter((each) => textOf(each).includes(`Purchase ${purchaseId}`));
    expect(direct).toHaveLength(2);

    for (const as of [STAFF.id, AYU.id]) {
      const call = {
        name: "admin",
        subcommand: "refundorder",
        options: { purchase: purchaseId, reason: "mine" },
      };
      const { message } = await shop.discord.command(as, call, { unchecked: true });
      expect(shown(message).title).toBe("Not for you");
    }
    const before = await moneyOf(shop, AYU.id);
    const refunded = await staff("refundorder", { purchase: purchaseId, reason: "wrong region" });
    expect(shown(refunded.message).body).toContain("Codes void, because somebody may have seen them: **11**");
    const twice = await staff("refundorder", { purchase: purchaseId, reason: "wrong region" });
    expect(shown(twice.message)).toEqual(shown(refunded.message));
    expect(await moneyOf(shop, AYU.id)).toBe(before + 120_000);
    expect(textOf(await directTo(AYU.id, "a purchase was refunded"))).toContain("wrong region");
    const { message: orders } = await say(AYU.id, "orders");
    expect(shown(orders).body).toContain("refunded");
    await shop.idle();
    const audits = shop.discord.messages(AUDIT_CHANNEL).map((each) => textOf(each));
    expect(
      audits.filter((text) => text.includes("Purchase refunded") && text.includes(purchaseId)),
    ).toHaveLength(1);
    const stats = await staff("botstats", { days: 7 });
    expect(shown(stats.message).fields["Refunds of 7 days"]).toBe("1: Rp 120,000");
  });
});

describe("/review", () => {
  test("offers what is not reviewed, takes one review, brings points and is posted", async () => {
    const typed = await shop.discord.autocomplete(
      AYU.id,
      { name: "review", options: { purchase: "redf" } },
      "purchase",
    );
    expect(typed.choices?.length).toBeGreaterThan(1);
    const purchaseId = String(typed.choices?.at(-1)?.value);
    const before = await pointsOf(shop, AYU.id);
    const done = await say(AYU.id, "review", {
      purchase: purchaseId,
      rating: "4",
      comment: "quick, *thanks*",
    });
    expect(shown(done.message).body).toContain("**★★★★☆** · quick, \\*thanks\\*");
    expect(await pointsOf(shop, AYU.id)).toBeGreaterThanOrEqual(before + 25);
    const other = await say(AYU.id, "review", { purchase: purchaseId, rating: "1" });
    expect(shown(other.message).body).toContain("You have reviewed this already");
    await shop.idle();
    const posts = shop.discord.messages(SHOP_CHANNEL).filter((each) => textOf(each).includes("A review of"));
    expect(posts).toHaveLength(1);
    expect(shown(posts[0]).body).toContain(`— <@${AYU.id}>`);
    const list = await staff("reviews", {}, STAFF.id);
    expect(shown(list.message).body).toContain("quick, \\*thanks\\*");
  });
});
