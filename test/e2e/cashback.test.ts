import { afterAll, beforeAll, expect, test } from "vitest";
import { buttonOf, shown, textOf } from "./support/orders.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  DIMAS,
  type OpenShop,
  openShop,
  PATIENCE,
  STAFF,
} from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const command = (options: Record<string, string | number> = {}, as: string = ADMIN.id) =>
  shop.discord.command(as, { name: "sendref-cashb", options }, { unchecked: true });
const becomes = (id: string | undefined, title: string) =>
  shop.discord.waitFor((message) => message.id === id && message.embeds[0]?.title === title, PATIENCE);
const directTo = (userId: string, text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === shop.discord.dmChannelId(userId) && textOf(message).includes(text),
    PATIENCE,
  );
const audited = (...texts: string[]) =>
  shop.discord.waitFor(
    (message) => message.channelId === AUDIT_CHANNEL && texts.every((text) => textOf(message).includes(text)),
    PATIENCE,
  );
let earned = 0;
/** An earning of a referrer, as a spending would book it. */
const earn = (referrer: string, units: number, member: string = DIMAS.id) =>
  shop.rows(
    `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
      values (?, 'purchase', ?, ?, 0, ?, 0, 0)`,
    `test:${++earned}`,
    referrer,
    member,
    BigInt(units),
  );
const batchIn = (text: string) => /BATCH-\d{8}-\d{6}/.exec(text)?.[0] ?? "";

test("an admin previews cashback, confirms it once, and everybody is told", async () => {
  await earn(AYU.id, 152_500_000);
  const asked = await command();
  expect(asked.body).toEqual({ type: 5, data: { flags: EPHEMERAL } });
  const preview = await becomes(asked.message?.id, "Cashback for referrals");
  expect(shown(preview).body).toContain("Members who would be paid: **1**, in all **Rp 15,250**.");
  expect(shown(preview).fields["Largest amounts"]).toBe(`<@${AYU.id}> · **Rp 15,250** · referrals: 1`);
  const batchId = batchIn(textOf(preview));
  const [go, cancel] = [buttonOf(preview, 3), buttonOf(preview, 2)];
  expect([go, cancel]).toEqual([`sendref-cashb:confirm:${batchId}`, `sendref-cashb:cancel:${batchId}`]);

  const [first, second] = await Promise.all([
    shop.discord.press(ADMIN.id, preview, go),
    shop.discord.press(ADMIN.id, preview, go),
  ]);
  const refusals = [first, second].filter(({ message }) => textOf(message).includes("was decided already"));
  expect(refusals).toHaveLength(1);
  const result = await becomes(preview.id, "Cashback paid");
  expect(shown(result).fields).toMatchObject({ "Members paid": "1", "In all": "Rp 15,250" });
  expect(result.components).toEqual([]);
  const direct = textOf(await directTo(AYU.id, "cashback for your referrals"));
  for (const part of ["You got **Rp 15,250**", "Active referrals: **1**", batchId])
    expect(direct).toContain(part);
  await audited("Cashback batch started", batchId, "Rp 15,250");
  await audited("Cashback batch done", batchId, "Rp 15,250");
  expect(await shop.value("select count(*) from transfers where kind = 'referral_cashback'")).toBe(1);

  const listed = shown((await command({ action: "history" })).message);
  expect(listed.body).toContain(batchId);
  expect(listed.body).toContain("paid: 1, **Rp 15,250**");
  const exported = await command({ action: "export", batch_id: batchId.toLowerCase() });
  const file = await becomes(exported.message?.id, "Payouts of a cashback batch");
  expect(Buffer.from(shop.discord.file(file.attachments[0]?.id ?? "") ?? []).toString()).toContain(
    `"${AYU.id}","15250","1","paid",""`,
  );
  const retried = await command({ action: "retry", batch_id: batchId });
  expect(textOf(retried.message)).toContain("can be tried again");
});

test("a batch for one member tells why there is nothing to pay; cancelling pays nobody", async () => {
  const nothing = await command({ user: STAFF.id });
  const refused = await becomes(nothing.message?.id, "This member cannot be paid");
  expect(shown(refused).body).toBe(`<@${STAFF.id}> has no cashback that is still to be paid.`);
  await earn(STAFF.id, 20_000);
  const asked = await command({ user: STAFF.id });
  const preview = await becomes(asked.message?.id, "Cashback for one member");
  await shop.discord.press(ADMIN.id, preview, buttonOf(preview, 2));
  expect(shown(await becomes(preview.id, "Cancelled")).body).toContain("Nothing was paid.");
  expect(await shop.value("select count(*) from transfers where kind = 'referral_cashback'")).toBe(1);
});

test("staff and members cannot use it, whatever Discord let through", async () => {
  for (const who of [STAFF.id, DIMAS.id]) {
    const exchange = await command({}, who);
    expect(answerOf(exchange)).toMatchObject({ flags: EPHEMERAL, embeds: [{ title: "Not for you" }] });
  }
});

test("the weekly batch runs by itself when its moment has come", async () => {
  const batches = "select count(*) from cashback_batches where mode = 'weekly'";
  const friday = (weeks: number) => {
    const day = Math.floor(Date.now() / 86_400_000);
    return (day + ((1 - day) % 7) + 7 * weeks) * 86_400_000 + 15 * 3_600_000;
  };
  await shop.fireCron(friday(1));
  await shop.fireCron(friday(1) + 300_000);
  await shop.until("select state from cashback_batches where mode = 'weekly'", "done");
  expect(await shop.value(batches)).toBe(1);
  await audited("Cashback batch done", "everybody, every week", "Rp 2");
  await directTo(STAFF.id, "You got **Rp 2**");
});
