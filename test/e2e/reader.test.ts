import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandJson, OPTION, waysOf } from "../../src/discord/command.ts";
import { commands } from "../../src/discord/commands/index.ts";
import { shown } from "./support/orders.ts";
import { buttonsIn } from "./support/outside-reading.ts";
import { answerOf, commandPayload, EPHEMERAL, postSigned } from "./support/raw.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, openShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const help = (userId: string, options: Record<string, string> = {}) =>
  shop.discord.command(userId, { name: "help", options });

describe("/help", () => {
  test("shows a customer what customers may use and staff everything, all within Discord's limits", async () => {
    const pagesFor = async (userId: string) => {
      const first = await help(userId);
      expect(answerOf(first).flags).toBe(EPHEMERAL);
      const texts = [shown(first.message).body];
      let { message } = first;
      for (;;) {
        const next = buttonsIn(message?.components).at(-1);
        const last = message?.components[0]?.components.at(-1);
        if (!next || last?.disabled) return texts.join("\n");
        ({ message } = await shop.discord.press(userId, message?.id ?? "", next.custom_id));
        texts.push(shown(message).body);
      }
    };
    const [forCustomer, forStaff] = [await pagesFor(AYU.id), await pagesFor(ADMIN.id)];
    for (const command of commands) {
      for (const [words] of waysOf(command)) {
        const way = `\`/${words}\``;
        expect(forStaff).toContain(way);
        if (command.level === "everyone") expect(forCustomer).toContain(way);
        else expect(forCustomer).not.toContain(way);
      }
    }
  });

  test("tells how each command works, in the reader's language", async () => {
    for (const command of commands) {
      const body = shown((await help(ADMIN.id, { command: command.name })).message).body;
      expect(body).toContain(`\`/${command.name}`);
      const [option] = commandJson(command).options.filter(({ type }) => type > OPTION.group);
      if (option) expect(body).toContain(`• \`${option.name}\`: ${option.description}`);
    }
    await shop.discord.command(DIMAS.id, { name: "language", options: { language: "id" } });
    expect(shown((await help(DIMAS.id, { command: "/claim" })).message).body).toContain(
      "• `code`: Kodenya, seperti tertulis di e-mail",
    );
  });

  test("knows no command that the asker may not use, nor suggests it", async () => {
    expect(shown((await help(AYU.id, { command: "import" })).message).body).toContain(
      "no such command for you",
    );
    const { body: forStaff } = shown((await help(STAFF.id, { command: "import" })).message);
    expect(forStaff).toContain("/import orders");
    expect(forStaff).not.toContain("/import balances");
    expect(shown((await help(AYU.id, { command: "constructor" })).message).body).toContain("no such command");
    const pressed = await postSigned(
      shop,
      commandPayload(shop, { custom_id: "help:page:import:1" }, { type: 3 }),
    );
    expect(JSON.stringify(await pressed.json())).toContain("no such command for you");
    const suggested = async (userId: string, typed: string) =>
      (
        await shop.discord.autocomplete(userId, { name: "help", options: { command: typed } }, "command")
      ).choices?.map(({ value }) => value);
    expect(await suggested(AYU.id, "")).toEqual(
      commands.filter(({ level }) => level === "everyone").map(({ name }) => name),
    );
    expect(await suggested(STAFF.id, "/imp")).toEqual(["import"]);
    expect(await suggested(AYU.id, "imp")).toEqual([]);
  });
});

describe("/notifications and /messages", () => {
  test("what a member refuses is not sent to them, and staff see every message with its state", async () => {
    const give = (reason: string, member: string = AYU.id) =>
      shop.discord.command(ADMIN.id, {
        name: "points",
        subcommand: "add",
        options: { member, amount: 5, reason },
      });
    await give("told");
    await shop.idle();
    const { message } = await shop.discord.command(AYU.id, { name: "notifications" });
    expect(shown(message).body).toContain("🔔 changes of my points");
    const [points] = buttonsIn(message?.components);
    const pressed = await shop.discord.press(AYU.id, message?.id ?? "", points?.custom_id ?? "");
    expect(shown(pressed.message).body).toContain("🔕 ~~changes of my points~~\n🔔 achievements");
    await give("not told");
    await shop.idle();
    shop.discord.closeDms(DIMAS.id);
    await give("closed", DIMAS.id);
    await shop.idle();
    expect(shop.discord.directMessages(AYU.id).map((direct) => shown(direct).body)).toEqual([
      expect.stringContaining("told"),
    ]);
    const listed = async (member: string, options = {}) =>
      shown(
        (await shop.discord.command(STAFF.id, { name: "messages", options: { member, ...options } })).message,
      );
    expect((await listed(AYU.id)).body).toMatch(
      /Points changed by staff · 🔕 not wanted by the member\n.*Points changed by staff · ✅ sent$/,
    );
    expect((await listed(DIMAS.id)).body).toContain("🚪 takes no direct messages from us");
    expect((await listed(STAFF.id)).body).toContain("Nothing was sent");
    const again = buttonsIn(pressed.message?.components)[0];
    const back = await shop.discord.press(AYU.id, message?.id ?? "", again?.custom_id ?? "");
    expect(shown(back.message).body).toContain("🔔 changes of my points");
  });

  test("what waits and what was given up is seen too, page by page", async () => {
    await shop.rows(
      `insert into outbox (id, kind, payload, member_id, state, tries, due_at_ms, created_at_ms)
       select 'm' || value, 'notice.send', '{"notice":"points_changed"}', ?, iif(value = 1, 'waiting', 'failed'), value, 9e15, value
       from (with recursive n(value) as (select 1 union all select value + 1 from n where value < 23) select value from n)`,
      STAFF.id,
    );
    const first = await shop.discord.command(STAFF.id, { name: "messages", options: { member: STAFF.id } });
    expect(answerOf(first).flags).toBe(EPHEMERAL);
    expect(shown(first.message)).toMatchObject({
      footer: expect.stringContaining("23 messages · page 1 of 3"),
    });
    expect(shown(first.message).body).toContain("❌ given up; see `/jobs` · 23 tries");
    const older = buttonsIn(first.message?.components).at(-1);
    const second = await shop.discord.press(STAFF.id, first.message?.id ?? "", older?.custom_id ?? "");
    expect(shown(second.message).footer).toContain("page 2 of 3");
    const last = await shop.discord.command(STAFF.id, {
      name: "messages",
      options: { member: STAFF.id, page: 99 },
    });
    expect(shown(last.message).body).toContain("⏳ waiting");
    await shop.rows("delete from outbox where id like 'm%'");
  });

  test("a customer sees nobody's messages", async () => {
    const refused = await shop.discord.command(
      AYU.id,
      { name: "messages", options: { member: DIMAS.id } },
      { unchecked: true },
    );
    expect(shown(refused.message).title).toBe("Not for you");
    const pressed = await postSigned(
      shop,
      commandPayload(shop, { custom_id: `messages:page:${DIMAS.id}:1` }, { type: 3 }),
    );
    expect(await pressed.json()).toMatchObject({ data: { embeds: [{ title: "Not for you" }] } });
  });
});
