import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonLabelled, csvFile, pointsOf, shown, textOf } from "./support/orders.ts";
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
  // Points alone are looked at here: a shop without bonuses.
  await shop.value("update achievements set retired_at_ms = 0");
});
afterAll(() => shop.stop());

const points = (
  subcommand: string,
  options: Record<string, string | number | boolean>,
  as: string = ADMIN.id,
) => shop.discord.command(as, { name: "points", subcommand, options });

const directTo = (userId: string) =>
  shop.discord.waitFor(
    ({ channelId, embeds }) => channelId === shop.discord.dmChannelId(userId) && embeds.length > 0,
    PATIENCE,
  );

describe("/points", () => {
  test("add, remove and set change what a member has; the member and the audit channel are told", async () => {
    const added = await points("add", { member: DIMAS.id, amount: 1500, reason: "won the quiz" });
    expect(answerOf(added).flags).toBe(EPHEMERAL);
    expect(shown(added.message)).toMatchObject({
      title: "Points added",
      body: `<@${DIMAS.id}>: **+1,500** points, **1,500** now.`,
      fields: { Reason: "won the quiz" },
    });
    const removed = await points("remove", {
      member: DIMAS.id,
      amount: 200,
      reason: "a mistake",
      silent: true,
    });
    expect(shown(removed.message).body).toContain("**−200** points, **1,300** now");
    const set = await points("set", { member: DIMAS.id, amount: 1000, reason: "as agreed", silent: true });
    expect(shown(set.message).body).toContain("**−300** points, **1,000** now");
    const same = await points("set", { member: DIMAS.id, amount: 1000, reason: "again", silent: true });
    expect(shown(same.message).body).toContain("has **1,000** points already");
    expect(await pointsOf(shop, DIMAS.id)).toBe(1_000);
    expect(textOf(await directTo(DIMAS.id))).toContain("won the quiz");
    await shop.idle();
    const posted = shop.discord.messages(AUDIT_CHANNEL).map((message) => textOf(message));
    for (const title of ["Points added", "Points taken", "Points set"])
      expect(posted.filter((text) => text.includes(title))).toHaveLength(1);
    const notices = await shop.value("select count(*) from outbox where kind = 'notice.send'");
    expect(notices).toBe(1);
  });

  test("refuses more than is there, more than the limits and a bot, with what to do", async () => {
    const few = await points("remove", { member: AYU.id, amount: 5, reason: "too much" });
    expect(shown(few.message).body).toBe(`<@${AYU.id}> has 0 points; no more can be taken, and nothing was.`);
    const much = await points("add", { member: AYU.id, amount: 1_000_001, reason: "too much" });
    expect(shown(much.message).body).toContain("At most 1,000,000 points");
    const far = await points("set", { member: AYU.id, amount: 10_000_001, reason: "too much" });
    expect(shown(far.message).body).toContain("at most 10,000,000 points");
    const bot = "1180000000000000777";
    const options = [
      { name: "member", type: 6, value: bot },
      { name: "amount", type: 4, value: 5 },
      { name: "reason", type: 3, value: "a bot" },
    ];
    const data = {
      name: "points",
      options: [{ name: "add", type: 1, options }],
      resolved: { users: { [bot]: { id: bot, username: "robot", bot: true } } },
    };
    const response = await postSigned(shop, commandPayload(shop, data, { person: ADMIN }));
    expect(await response.json()).toMatchObject({
      data: { embeds: [{ description: "A bot cannot have points or money. Choose a person." }] },
    });
    expect(await pointsOf(shop, bot)).toBe(0);
    expect(await pointsOf(shop, AYU.id)).toBe(0);
  });

  test("is for admins: staff and customers are refused, whatever Discord let through", async () => {
    for (const userId of [STAFF.id, AYU.id]) {
      for (const subcommand of ["add", "history"]) {
        const call = { name: "points", subcommand, options: { member: userId, amount: 5, reason: "mine" } };
        const exchange = await shop.discord.command(userId, call, { unchecked: true });
        expect(answerOf(exchange)).toMatchObject({
          flags: EPHEMERAL,
          embeds: [{ title: "Not for you", description: "Only the shop's admins can do this." }],
        });
      }
      expect(await pointsOf(shop, userId)).toBe(0);
    }
    const press = { custom_id: `points:history:${DIMAS.id}:older:999:2` };
    const response = await postSigned(shop, commandPayload(shop, press, { type: 3 }));
    expect(await response.json()).toMatchObject({ data: { embeds: [{ title: "Not for you" }] } });
  });

  test("history shows an admin what moved a member's points, page by page", async () => {
    for (let at = 1; at <= 12; at++)
      await points("add", { member: STAFF.id, amount: at, reason: `no. ${at}`, silent: true });
    const { message } = await points("history", { member: STAFF.id });
    expect(shown(message).body).toMatch(
      new RegExp(
        `^<@${STAFF.id}>\n\\*\\*\\+12\\*\\* then \\*\\*78\\*\\* · Added by the shop: no. 12 · <t:\\d+:f>`,
      ),
    );
    expect(shown(message).footer).toBe("Entries: 12 · page 1 of 2");
    const older = await shop.discord.press(ADMIN.id, message ?? "", buttonLabelled(message, "Older ▶"));
    expect(shown(older.message).body).toContain("no. 2");
    expect(shown(older.message).body).not.toContain("no. 3");
    const newer = await shop.discord.press(ADMIN.id, message ?? "", buttonLabelled(older.message, "◀ Newer"));
    expect(shown(newer.message).body).toBe(shown(message).body);
  });
});

describe("/history", () => {
  test("is one's own, with amount, balance after, why and when; pages by buttons; money before a wallet is empty", async () => {
    const own = await shop.discord.command(STAFF.id, { name: "history" });
    expect(answerOf(own).flags).toBe(EPHEMERAL);
    expect(shown(own.message).body).toMatch(/^\*\*\+12\*\* then \*\*78\*\*/);
    const older = await shop.discord.press(
      STAFF.id,
      own.message ?? "",
      buttonLabelled(own.message, "Older ▶"),
    );
    expect(shown(older.message).footer).toBe("Entries: 12 · page 2 of 2");
    const second = await shop.discord.command(STAFF.id, { name: "history", options: { page: 2 } });
    expect(shown(second.message).body).toBe(shown(older.message).body);
    const money = await shop.discord.command(STAFF.id, { name: "history", options: { asset: "money" } });
    expect(shown(money.message)).toMatchObject({ title: "History of money", body: "Nothing has moved yet." });
  });
});

describe("/balance", () => {
  test("shows what one's points have seen; another's is for staff", async () => {
    const own = await shop.discord.command(DIMAS.id, { name: "balance" });
    expect(shown(own.message)).toMatchObject({
      body: "**1,000** points",
      fields: { "Earned in all": "1,500", "Spent in all": "500", "Highest balance": "1,500", Entries: "3" },
    });
    const call = { name: "balance", options: { member: DIMAS.id } };
    const others = await shop.discord.command(STAFF.id, call);
    expect(shown(others.message).body).toBe(`<@${DIMAS.id}>: **1,000** points`);
    const refused = await shop.discord.command(AYU.id, call);
    expect(answerOf(refused).flags).toBe(EPHEMERAL);
    expect(shown(refused.message).body).toContain("Only the shop's staff can see");
  });
});

describe("/import balances", () => {
  const importBalances = (csv: string, action: string, as: string = ADMIN.id, unchecked = false) => {
    const options = { file: csvFile(csv, "balances.csv"), action, reason: "from the old bot" };
    return shop.discord.command(as, { name: "import", subcommand: "balances", options }, { unchecked });
  };
  const shownIn = (messageId: string | undefined, title: string) =>
    shop.discord.waitFor(({ id, embeds }) => id === messageId && embeds[0]?.title === title, PATIENCE);

  test("previews a file with every refused line, and books it once it is confirmed", async () => {
    const [before, others] = [await pointsOf(shop, AYU.id), await pointsOf(shop, DIMAS.id)];
    const csv = `user_id,points\n'${AYU.id},250\n${DIMAS.id},"1,000"\nnobody,5\n`;
    const { message } = await importBalances(csv, "add");
    const preview = await shownIn(message?.id, "Preview of balances.csv");
    expect(shown(preview).body).toContain("**2** members would get **1,250** points in all");
    expect(shown(preview).fields["Refused: 1"]).toBe("1 × not a Discord user id (line 4)");
    expect(preview.attachments.map(({ filename }) => filename)).toEqual(["refused.csv"]);
    expect(await pointsOf(shop, AYU.id)).toBe(before);
    await shop.discord.press(ADMIN.id, preview, buttonLabelled(preview, "Give points to 2"));
    const summary = await shownIn(message?.id, "Points changed");
    expect(shown(summary).fields).toMatchObject({ Members: "2", "Points given": "1,250" });
    expect(await pointsOf(shop, AYU.id)).toBe(before + 250);
    expect(await pointsOf(shop, DIMAS.id)).toBe(others + 1_000);
    const history = await shop.discord.command(AYU.id, { name: "history" });
    expect(shown(history.message).body).toContain("Imported by the shop: from the old bot");
  });

  test("can be cancelled, and is for admins alone", async () => {
    const before = await pointsOf(shop, AYU.id);
    const { message } = await importBalances(`user_id,points\n${AYU.id},0\n`, "set");
    const preview = await shownIn(message?.id, "Preview of balances.csv");
    const confirmId = buttonLabelled(preview, "Set the points of 1");
    const data = { custom_id: confirmId };
    const response = await postSigned(shop, commandPayload(shop, data, { person: STAFF, type: 3 }));
    expect(await response.json()).toMatchObject({ data: { embeds: [{ title: "Not for you" }] } });
    const cancelled = await shop.discord.press(ADMIN.id, preview, buttonLabelled(preview, "Cancel"));
    expect(shown(cancelled.message).body).toBe("No points were changed.");
    const refused = await importBalances(`user_id,points\n${AYU.id},5\n`, "add", STAFF.id, true);
    expect(shown(refused.message).body).toBe("Only the shop's admins can do this.");
    expect(await pointsOf(shop, AYU.id)).toBe(before);
  });
});

describe("/points reset", () => {
  test("needs the word and a press, takes everything back, and deletes nothing", async () => {
    const sum = "select sum(balance) from accounts where owner like 'member:%' and asset = 'points'";
    const wrong = await points("reset", { confirm: "yes", reason: "a new year" });
    expect(shown(wrong.message).body).toContain("takes the word `RESET`");
    const { message } = await points("reset", { confirm: "RESET", reason: "a new year" });
    const held = Number(await shop.value(sum));
    expect(shown(message).body).toContain(`All **${held.toLocaleString("en")}** points of **3** members`);
    const transfers = Number(await shop.value("select count(*) from transfers"));
    await shop.discord.press(ADMIN.id, message ?? "", buttonLabelled(message, "Take everything from 3"));
    await shop.discord.waitFor(
      ({ id, embeds }) => id === message?.id && embeds[0]?.title === "Points changed",
      PATIENCE,
    );
    expect(await shop.value(sum)).toBe(0);
    expect(await shop.value("select count(*) from transfers")).toBe(transfers + 3);
    const history = await shop.discord.command(AYU.id, { name: "history" });
    expect(shown(history.message).body).toMatch(
      /^\*\*−250\*\* then \*\*0\*\* · Reset by the shop: a new year/,
    );
    const again = await points("reset", { confirm: "RESET", reason: "again" });
    expect(shown(again.message).body).toBe("Nobody has points; there is nothing to take back.");
  });
});
