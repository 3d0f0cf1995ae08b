import { afterAll, beforeAll, expect, test } from "vitest";
import { buttonOf, mailTo, shown, textOf } from "./support/orders.ts";
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

const MADE = 12;

let shop: OpenShop;
let campaign: string;
let codes: string[];
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

type Options = Readonly<Record<string, string | number>>;
const command = async (as: string, name: string, options: Options = {}, subcommand?: string) =>
  (await shop.discord.command(as, { name, options, ...(subcommand ? { subcommand } : {}) })).message;
const directTo = (userId: string, text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === shop.discord.dmChannelId(userId) && textOf(message).includes(text),
    PATIENCE,
  );
/** The answer to a command, once its files are there. */
const withFiles = (id: string | undefined, count: number) =>
  shop.discord.waitFor((message) => message.id === id && message.attachments.length === count, PATIENCE);
const textIn = (attachmentId: string | undefined) =>
  Buffer.from(shop.discord.file(attachmentId ?? "") ?? []).toString();
const lookAt = async (code: string | undefined) =>
  shown(await command(STAFF.id, "checktoken", { token_code: code ?? "" }));

test("an admin makes a campaign and its tokens, each with a reward, on a sheet to print", async () => {
  const made = await command(
    ADMIN.id,
    "campaign",
    { name: "Spring flyers", notes: "5,000 printed" },
    "create",
  );
  expect(shown(made).body).toContain("**Spring flyers**");
  campaign = String(await shop.value("select id from campaigns"));
  const tokens = await command(ADMIN.id, "generatetoken", {
    description: "Ten percent off <your> order",
    quantity: MADE,
    campaign,
    per_customer_limit: 1,
    reward: "percent",
    reward_value: 10,
  });
  const { attachments, embeds } = await withFiles(tokens?.id, 1);
  codes = (await shop.rows("select code from tokens order by number")).map(({ code }) => String(code));
  expect(new Set(codes).size).toBe(MADE);
  const sheet = textIn(attachments[0]?.id);
  for (const code of codes) {
    expect(code).toMatch(/^[346789A-HJKMNPQRTVWXY]{5}$/);
    expect(embeds[0]?.description).toContain(code);
    expect(sheet).toContain(code);
  }
  expect(sheet).toContain("Ten percent off &lt;your&gt; order");
  const listed = shown(await command(STAFF.id, "listtokens", { campaign }));
  expect(listed.body).toContain(`🟢 ${MADE} available · 🔒 0 reserved`);
  expect(listed.footer).toBe("Page 1 of 2");
});

test("one is taken by an order, used when that completes, and told on the receipt; a second order is refused", async () => {
  const [first, second] = codes;
  expect((await lookAt(first)).body).toContain("🟢 **available**");
  const cake = { description: "A cake", customer: AYU.id, token_code: first ?? "", amount: 99_999 };
  const made = shown(await command(STAFF.id, "createorder", cake));
  expect(made.fields["Customer pays"]).toBe("**Rp 90,000** (~~Rp 99,999~~ − Rp 9,999)");
  expect((await lookAt(first)).fields["For you"]).toContain(`ED001 of <@${AYU.id}> has it`);
  for (const [options, why] of [
    [{ ...cake, customer: DIMAS.id }, "is reserved for order ED001"],
    [{ ...cake, token_code: second ?? "" }, "as many tokens of this kind as a customer may"],
    [{ ...cake, customer: DIMAS.id, token_code: "no" }, "has not the form of a promo token"],
  ] as const)
    expect(shown(await command(STAFF.id, "createorder", options)).body).toContain(why);
  const withdrawn = await command(ADMIN.id, "removetoken", { token_code: first ?? "", reason: "x" });
  expect(shown(withdrawn).body).toContain("ED001 has it reserved");

  await command(STAFF.id, "completeorder", { order_codes: "ED001" });
  expect(textOf(await directTo(AYU.id, "your order is completed"))).toContain("saved **Rp 9,999**");
  const receipt = await command(STAFF.id, "sendreceipt", { order_code: "ED001", email: "ayu@example.com" });
  expect(shown(receipt).title).toBe("Receipt R0001 is on its way");
  await shop.sendgrid.waitFor((mails) => mails.some(({ to }) => to === "ayu@example.com"), PATIENCE);
  const mail = mailTo(shop, "ayu@example.com");
  for (const part of ["R0001", "ED001", "Rp 99,999", first ?? "", "Rp 9,999", "Rp 90,000"])
    expect(mail.text).toContain(part);
  const used = await lookAt(first);
  expect(used.fields["For you"]).toMatch(new RegExp(`^ED001 of <@${AYU.id}> used it on <t:\\d+:f>\\.$`));
  expect(used.fields["What happened to it"]?.split("\n")).toHaveLength(3);
  const again = { ...cake, customer: DIMAS.id };
  expect(shown(await command(STAFF.id, "createorder", again)).body).toContain(`was used by <@${AYU.id}>`);
});

test("a cancelled order gives its token back, once, and another takes it", async () => {
  const order = { description: "Tea", customer: DIMAS.id, token_code: codes[1] ?? "", amount: 10_000 };
  await command(STAFF.id, "createorder", order);
  const cancelled = shown(
    await command(STAFF.id, "cancelorder", { order_code: "ED002", reason: "sold out" }),
  );
  expect(cancelled.body).toContain("is free again");
  expect(textOf(await directTo(DIMAS.id, "was cancelled"))).toContain("sold out");
  expect((await lookAt(codes[1])).body).toContain("🟢 **available**");
  expect(shown(await command(STAFF.id, "createorder", order)).title).toBe("Order ED003 is made");
  expect(
    shown(await command(STAFF.id, "cancelorder", { order_code: "ED002", reason: "again" })).body,
  ).toContain("was cancelled by");
  expect((await lookAt(codes[1])).body).toContain("🔒 **reserved**");
});

test("its statistics and its file tell what it came to", async () => {
  await command(STAFF.id, "createorder", { description: "Beans", customer: AYU.id, amount: 40_000 });
  await command(STAFF.id, "completeorder", { order_codes: "ED003 ED004" });
  const stats = shown(await command(STAFF.id, "tokenstats", { campaign }));
  expect(stats.title).toBe("How Spring flyers does");
  expect(stats.fields).toMatchObject({
    Made: String(MADE),
    Used: "2",
    "Redemption rate": "16.7 %, below the usual 20 to 40 %",
    Customers: "2 new, 0 returning",
    "Average completed order, before discounts": [
      "with a token: Rp 55,000 (orders: 2)",
      "without, since then: Rp 40,000 (orders: 1)",
      "saved by tokens: Rp 10,999",
    ].join("\n"),
  });
  const exported = await command(STAFF.id, "exporttokens", { campaign });
  const { attachments } = await withFiles(exported?.id, 1);
  const lines = textIn(attachments[0]?.id).trim().split("\r\n");
  expect(lines).toHaveLength(MADE + 1);
  expect(lines[1]).toContain(`"${codes[0]}","used"`);
  expect(lines[1]).toContain(`"ED001","${AYU.id}"`);
});

test("closing it withdraws what is unused, leaves what an order has, and keeps the summary for ever", async () => {
  const open = { description: "A tart", customer: STAFF.id, token_code: codes[2] ?? "", amount: 20_000 };
  await command(STAFF.id, "createorder", open);
  const asked = await command(ADMIN.id, "campaign", { campaign }, "close");
  expect(shown(asked).body).toContain(
    `**${MADE - 3}** unused tokens would be removed for ever. **1** reserved`,
  );
  if (!asked) throw new Error("nothing was asked");
  const closed = shown((await shop.discord.press(ADMIN.id, asked, buttonOf(asked, 4))).message);
  expect(closed.body).toContain(`${MADE} made · 2 used · 1 reserved · ${MADE - 3} unused and removed`);

  const gone = await lookAt(codes[3]);
  expect(gone.body).toContain("🚫 **removed**");
  expect(gone.fields["For you"]).toContain("the campaign was closed");
  expect(
    shown(await command(STAFF.id, "createorder", { ...open, token_code: codes[3] ?? "" })).body,
  ).toContain("was removed by the shop");
  expect(shown(await command(ADMIN.id, "generatetoken", { description: "More", campaign })).body).toContain(
    "is closed and takes no new tokens",
  );
  await command(STAFF.id, "completeorder", { order_codes: "ED005" });
  expect((await lookAt(codes[2])).body).toContain("✅ **used**");
  const listed = shown(await command(STAFF.id, "campaign", {}, "list"));
  expect(listed.fields["Spring flyers"]).toContain("3 used");
  expect(listed.fields["Spring flyers"]).toContain("2 used · 1 reserved");
  await shop.idle();
  const audited = shop.discord.messages(AUDIT_CHANNEL).map(textOf).join();
  for (const title of ["Campaign made", "Promo tokens made", "Receipt sent", "Campaign closed"])
    expect(audited).toContain(title);
});
