import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Exchange } from "../../scripts/standins/discord/exchange.ts";
import type { Message } from "../../scripts/standins/discord/message.ts";
import type { Person } from "../../scripts/standins/discord/world.ts";
import { buttonLabelled, buttonOf, shown, textOf } from "./support/orders.ts";
import { answerOf, commandPayload, EPHEMERAL, postSigned } from "./support/raw.ts";
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
beforeEach(() => shop.midtrans.faults.clear());
afterAll(() => shop.stop());

type Given = Record<string, string | number | boolean>;
const admin = (subcommand: string, options: Given = {}, as: string = ADMIN.id) =>
  shop.discord.command(as, { name: "admin", subcommand, options });
const moneyOf = async (userId: string) =>
  Number((await shop.value("select balance from accounts where id = ?", `member:${userId}/money`)) ?? 0);

/** A message that the person was sent directly, and that says this. */
const toldDirectly = (userId: string, text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === shop.discord.dmChannelId(userId) && textOf(message).includes(text),
    PATIENCE,
  );
const posted = (text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === AUDIT_CHANNEL && textOf(message).includes(text),
    PATIENCE,
  );

async function topup(userId: string, amount: number): Promise<string> {
  const { interaction } = await shop.discord.command(userId, { name: "topup", options: { amount } });
  const topupId = `tu-${interaction.id}`;
  await shop.until(`select state from topups where id = '${topupId}'`, "pending");
  return topupId;
}

/** A press as Discord would never offer it, signed all the same. */
async function rawPress(customId: string, person: Pick<Person, "id" | "roleIds">, more: object = {}) {
  const payload = commandPayload(shop, { custom_id: customId, ...more }, { person, type: 3 });
  return JSON.stringify(await (await postSigned(shop, payload)).json());
}

describe("/admin addbalance and deductbalance", () => {
  test("change a wallet; member and audit channel are told, and /balance and /history show it", async () => {
    const added = await admin("addbalance", { member: AYU.id, amount: 75_000, reason: "won the quiz" });
    expect(answerOf(added).flags).toBe(EPHEMERAL);
    expect(shown(added.message)).toMatchObject({
      title: "Money added",
      body: `<@${AYU.id}>: **+Rp 75,000**\nThere is **Rp 75,000** in the wallet now.`,
      fields: { Reason: "won the quiz" },
    });
    const taken = await admin("deductbalance", {
      member: AYU.id,
      amount: 5_000,
      reason: "a mistake",
      silent: true,
    });
    expect(shown(taken.message).body).toContain("**−Rp 5,000**");
    expect(await moneyOf(AYU.id)).toBe(70_000);
    expect(textOf(await toldDirectly(AYU.id, "money for you"))).toContain("won the quiz");
    expect(textOf(await posted("Money taken"))).toContain("Rp 75,000 → Rp 70,000");
    const history = await shop.discord.command(AYU.id, { name: "history", options: { asset: "money" } });
    expect(shown(history.message).body).toContain("Taken by the shop: a mistake");
    const balance = await shop.discord.command(AYU.id, { name: "balance" });
    expect(shown(balance.message).body).toContain("**Rp 70,000** in the wallet");
  });

  test("are for admins, for people, and within the limits", async () => {
    const options = { member: AYU.id, amount: 5_000, reason: "mine" };
    const call = { name: "admin", subcommand: "addbalance", options };
    const forbidden = await shop.discord.command(STAFF.id, call, { unchecked: true });
    expect(shown(forbidden.message).body).toBe("Only the shop's admins can do this.");
    const much = await admin("addbalance", { ...options, amount: 1_990_000 });
    expect(shown(much.message).body).toContain("at most Rp 1,930,000 can be added now");
    const parts = await admin("addbalance", { ...options, amount: 10.5 });
    expect(shown(parts.message).body).toContain("in whole parts of the currency");
    const little = await admin("deductbalance", { ...options, amount: 70_001 });
    expect(shown(little.message).body).toContain("has Rp 70,000; no more than that can be taken");
    const bot = "1180000000000000777";
    const sent = Object.entries({ ...options, member: bot }).map(([name, value]) => {
      return { name, type: { member: 6, amount: 10, reason: 3 }[name], value };
    });
    const data = {
      name: "admin",
      options: [{ name: "addbalance", type: 1, options: sent }],
      resolved: { users: { [bot]: { id: bot, username: "robot", bot: true } } },
    };
    const response = await postSigned(shop, commandPayload(shop, data, { person: ADMIN }));
    expect(await response.text()).toContain("A bot cannot have points or money");
    expect(await moneyOf(AYU.id)).toBe(70_000);
  });
});

describe("/admin topups and reconcile", () => {
  test("staff find a top-up whose notification never came, ask Midtrans, and the member has the money", async () => {
    const topupId = await topup(DIMAS.id, 50_000);
    const listed = await admin("topups", { state: "pending" }, STAFF.id);
    expect(answerOf(listed).flags).toBe(EPHEMERAL);
    expect(shown(listed.message).body).toMatch(
      new RegExp(
        `^<@${DIMAS.id}> · \\*\\*Rp 50,000\\*\\* · 🟢 waits to be paid · <t:\\d+:R> · \`${topupId}\`$`,
      ),
    );
    const waiting = await shop.discord.command(DIMAS.id, { name: "balance" });
    expect(shown(waiting.message).body).toContain("**Rp 50,000** waits to be paid");
    const { body } = await shop.discord.autocomplete(
      STAFF.id,
      { name: "admin", subcommand: "reconcile", options: { topup: "" } },
      "topup",
    );
    expect(JSON.stringify(body)).toContain(`"value":"${topupId}"`);
    shop.midtrans.settle(topupId);
    const asked = await admin("reconcile", { topup: topupId }, STAFF.id);
    expect(shown(asked.message).body).toContain("Midtrans says: `settlement`, **Rp 50,000**");
    expect(shown(asked.message).body).toContain("It was 🟢 waits to be paid and is **✅ paid** now.");
    expect(await moneyOf(DIMAS.id)).toBe(50_000);
    await toldDirectly(DIMAS.id, "your top-up has arrived");
  });

  test("without a top-up all open ones are asked for; an answer that comes late is edited", async () => {
    const topupId = await topup(DIMAS.id, 20_000);
    shop.midtrans.settle(topupId);
    shop.midtrans.faults.lasting({ path: "/status", delayMs: 2_200 });
    const late = await admin("reconcile", {}, STAFF.id);
    const message = await shop.discord.waitFor(
      ({ id, embeds }) => id === late.message?.id && embeds.length > 0,
      PATIENCE,
    );
    expect(shown(message).body).toContain("**1** went on:");
    expect(shown(message).body).toContain(topupId);
    expect(await moneyOf(DIMAS.id)).toBe(70_000);
  });

  test("a Midtrans that is away is said to be, and nothing changes", async () => {
    const topupId = await topup(DIMAS.id, 10_000);
    shop.midtrans.faults.lasting({ path: "/status", status: 503 });
    const one = await admin("reconcile", { topup: topupId });
    expect(shown(one.message).body).toContain("Midtrans did not answer");
    expect(shown(one.message).body).toContain("Nothing changed: 🟢 waits to be paid.");
    const all = await admin("reconcile");
    expect(shown(all.message).body).toContain("were not answered");
  });
});

describe("/admin unmatched", () => {
  const openFrom = async (list: Exchange, orderId: string, as: string) =>
    await shop.discord.press(as, list.message ?? "", `admin:payment:${orderId}`);
  const strangers = async (amount: number): Promise<string> => {
    const [sent] = await shop.midtrans.unknownOrder(amount);
    const orderId = sent?.orderId ?? "";
    await posted(orderId);
    return orderId;
  };
  const selectOf = (message: Message | null | undefined) =>
    message?.components.flatMap((row) => row.components).find(({ type }) => type === 5)?.custom_id;

  test("an admin credits a payment to a member: chosen, confirmed, asked for at Midtrans, once", async () => {
    const orderId = await strangers(25_000);
    const before = await moneyOf(DIMAS.id);
    const list = await admin("unmatched");
    expect(answerOf(list).flags).toBe(EPHEMERAL);
    expect(shown(list.message).body).toContain(`\`${orderId}\` · **Rp 25,000** · \`settlement\``);
    const opened = await openFrom(list, orderId, ADMIN.id);
    expect(shown(opened.message).fields).toMatchObject({
      Amount: "Rp 25,000",
      "Why it fits none": "no top-up has this order id",
    });
    const asked = await shop.discord.select(ADMIN.id, opened.message ?? "", selectOf(opened.message) ?? "", [
      DIMAS.id,
    ]);
    const question = asked.message;
    expect(shown(question).body).toContain(`<@${DIMAS.id}> would get **Rp 25,000**.`);
    expect(await moneyOf(DIMAS.id)).toBe(before);
    if (!question) throw new Error("no question was shown");
    const go = buttonOf(question, 3);
    expect(buttonOf(question, 2)).toBe(`admin:payment:${orderId}`);
    expect(go).toBe(`admin:book:${DIMAS.id}:${orderId}`);
    const done = await shop.discord.press(ADMIN.id, question, go);
    expect(shown(done.message)).toMatchObject({ title: "Payment credited" });
    expect(await moneyOf(DIMAS.id)).toBe(before + 25_000);
    expect(await rawPress(go, ADMIN)).toContain("Already settled");
    expect(await moneyOf(DIMAS.id)).toBe(before + 25_000);
    await toldDirectly(DIMAS.id, "Rp 25,000");
    expect(textOf(await posted("Payment credited"))).toContain(DIMAS.id);
  });

  test("staff see it and cannot act; a bot cannot be chosen; what Midtrans does not confirm is refused", async () => {
    const orderId = await strangers(30_000);
    const list = await admin("unmatched", {}, STAFF.id);
    const opened = await openFrom(list, orderId, STAFF.id);
    expect(shown(opened.message).footer).toBe("Admins credit and dismiss payments.");
    expect(selectOf(opened.message)).toBeUndefined();
    const book = `admin:book:${DIMAS.id}:${orderId}`;
    for (const press of [book, `admin:credit:${orderId}`, `admin:dismiss:${orderId}`])
      expect(await rawPress(press, STAFF)).toContain("Only the shop's admins can do this.");
    const bot = "1180000000000000777";
    const resolved = { users: { [bot]: { id: bot, bot: true } } };
    const chosen = await rawPress(`admin:credit:${orderId}`, ADMIN, { values: [bot], resolved });
    expect(chosen).toContain("A bot cannot have points or money");
    expect(await rawPress(`admin:book:nobody:${orderId}`, ADMIN)).toContain("an older version of the shop");
    await shop.midtrans.refund(orderId);
    const before = await moneyOf(DIMAS.id);
    expect(await rawPress(book, ADMIN)).toContain("it calls the payment `refund`");
    expect(await moneyOf(DIMAS.id)).toBe(before);
  });

  test("an admin dismisses one, and finds it again among the dismissed", async () => {
    const orderId = await strangers(40_000);
    const opened = await openFrom(await admin("unmatched"), orderId, ADMIN.id);
    const dismissed = await shop.discord.press(
      ADMIN.id,
      opened.message ?? "",
      buttonLabelled(opened.message, "Dismiss"),
    );
    expect(shown(dismissed.message).title).toBe("Payment dismissed");
    const back = await shop.discord.press(
      ADMIN.id,
      dismissed.message ?? "",
      buttonLabelled(dismissed.message, "◀ To the list"),
    );
    expect(shown(back.message).body).not.toContain(orderId);
    const list = await admin("unmatched", { state: "dismissed" });
    const again = await openFrom(list, orderId, ADMIN.id);
    expect(shown(again.message).fields.State).toContain(`➖ dismissed by <@${ADMIN.id}>`);
    expect(selectOf(again.message)).toBe(`admin:credit:${orderId}`);
  });
});

describe("/admin checkuser and botstats", () => {
  test("show a member who owes: wallet, top-ups and entries with their sources", async () => {
    const topupId = await topup(STAFF.id, 60_000);
    await shop.midtrans.pay(topupId);
    await shop.until(`select state from topups where id = '${topupId}'`, "paid");
    await admin("deductbalance", { member: STAFF.id, amount: 45_000, reason: "spent", silent: true });
    await shop.midtrans.refund(topupId);
    await shop.until(`select state from topups where id = '${topupId}'`, "refunded");
    const { message } = await admin("checkuser", { member: STAFF.id });
    expect(shown(message).body).toBe(`<@${STAFF.id}>`);
    expect(shown(message).fields).toMatchObject({
      Wallet: "Rp 0",
      "Owes the shop": "Rp 45,000",
      "Waits to be paid": "nothing",
      "Last top-ups": expect.stringContaining("↩️ given back · Rp 60,000 given back"),
    });
    const entries = shown(message).fields["Last entries of the wallet"] ?? "";
    expect(entries).toMatch(/Top-up given back · through Midtrans/);
    expect(entries).toMatch(/Taken by the shop: spent · by staff/);
    const balance = await shop.discord.command(STAFF.id, { name: "balance" });
    expect(shown(balance.message).body).toContain("**Rp 45,000** owed to the shop");
  });

  test("the shop's figures agree with the books", async () => {
    const { message, ...rest } = await admin("botstats", {}, STAFF.id);
    expect(answerOf({ message, ...rest }).flags).toBe(EPHEMERAL);
    const float = Number(
      await shop.value("select sum(balance) from accounts where id like 'member:%/money'"),
    );
    expect(shown(message).fields).toMatchObject({
      "Owed to members": `Rp ${float.toLocaleString("en")} (alarm from Rp 800,000,000)`,
      "Owed by members": "Rp 45,000 (members: 1)",
      "Top-ups today": expect.stringMatching(/^3: Rp 130,000$/),
    });
  });

  test("customers may use none of it", async () => {
    for (const subcommand of ["checkuser", "topups", "reconcile", "unmatched", "botstats"]) {
      const options = subcommand === "checkuser" ? { member: AYU.id } : {};
      const call = { name: "admin", subcommand, options };
      const refused = await shop.discord.command(AYU.id, call, { unchecked: true });
      expect(shown(refused.message).body).toBe("Only the shop's staff can do this.");
    }
    for (const press of ["topups:any:1", "unmatched:open:1", "payment:other-1"])
      expect(await rawPress(`admin:${press}`, AYU)).toContain("Only the shop's staff can do this.");
  });
});
