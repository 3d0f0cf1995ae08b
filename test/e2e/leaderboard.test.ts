import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claim, newClaim, shown } from "./support/orders.ts";
import { buttonsIn } from "./support/outside-reading.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
import { AYU, DIMAS, type OpenShop, openShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  // A shop without bonuses: what is given is what is shown.
  await shop.value("update achievements set retired_at_ms = 0");
});
afterAll(() => shop.stop());

const board = (userId: string, options: Record<string, string> = {}) =>
  shop.discord.command(userId, { name: "leaderboard", options });
const bodyOf = async (userId: string, options = {}) => shown((await board(userId, options)).message).body;

/** Twelve who have points and are nobody of the server: Discord says 10007 for each. */
const strangers = Array.from({ length: 12 }, (_, at) => String(1_180_000_000_000_009_000n + BigInt(at)));

async function give(memberId: string, points: number): Promise<void> {
  const account = `member:${memberId}/points`;
  await shop.rows(
    "insert or ignore into accounts (id, owner, asset) values ('system:grants/points', 'system:grants', 'points'), (?, ?, 'points')",
    account,
    `member:${memberId}`,
  );
  await shop.rows(
    `insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
     values ('system:grants/points', ?, ?, 'points', 'points.add', ?, 'system', 0, 10)`,
    account,
    points,
    `test:${memberId}:${points}`,
  );
}

describe("/leaderboard", () => {
  test("of a shop without points is friendly, public and without buttons", async () => {
    const exchange = await board(AYU.id);
    expect(answerOf(exchange).flags ?? 0).toBe(0);
    expect(shown(exchange.message).body).toContain("Nobody has points yet");
    expect(exchange.message?.components).toEqual([]);
  });

  test("shows who claimed, with medals, and the asker's own place", async () => {
    for (const [person, amount] of [
      [AYU, 12_000],
      [DIMAS, 8_000],
    ] as const) {
      const { code } = await newClaim(shop, amount);
      await claim(shop, person.id, code);
    }
    expect(await bodyOf(DIMAS.id)).toContain(
      `🥇 <@${AYU.id}> · 12,000 points\n🥈 <@${DIMAS.id}> · 8,000 points`,
    );
    expect(await bodyOf(DIMAS.id, { period: "month" })).toMatch(
      new RegExp(`Points earned in .*\\n🥇 <@${AYU.id}> · 12,000`),
    );
    expect(await bodyOf(DIMAS.id, { period: "week" })).toContain(
      `<@${DIMAS.id}>: place **2** with **8,000** points`,
    );
    expect(await bodyOf(STAFF.id)).toContain(`<@${STAFF.id}>: no points here yet`);
  });

  test("does not show who has left the server, until they come back and use a command", async () => {
    for (const id of strangers) await give(id, 50_000);
    shop.discord.leave(DIMAS.id);
    await shop.rows("update members set seen_at_ms = 0");
    const without = await bodyOf(STAFF.id);
    for (const id of [...strangers, DIMAS.id]) expect(without).not.toContain(`<@${id}> ·`);
    expect(without).toContain(`🥇 <@${AYU.id}> · 12,000 points`);
    shop.discord.rejoin(DIMAS.id);
    expect(await bodyOf(STAFF.id)).not.toContain(`<@${DIMAS.id}> ·`);
    expect(await bodyOf(DIMAS.id)).toContain(`🥈 <@${DIMAS.id}> · 8,000 points`);
  });

  test("is told as it stands while Discord does not answer", async () => {
    await shop.rows("update members set seen_at_ms = 0");
    shop.discord.faults.next({ method: "GET", path: "/members/", status: 500, times: 20 });
    const body = await bodyOf(STAFF.id);
    shop.discord.faults.clear();
    expect(body).toContain(`🥇 <@${AYU.id}>`);
    shop.discord.faults.next({ method: "GET", path: "/members/", delayMs: 5_000, times: 20 });
    const late = await board(STAFF.id);
    shop.discord.faults.clear();
    expect(late.failure).toBeNull();
    expect(shown(late.message).body).toContain(`🥇 <@${AYU.id}>`);
  });

  test("turns its pages by whoever presses, and pings nobody", async () => {
    await shop.rows(
      "insert or ignore into members (id, created_at_ms) select value, 0 from json_each(?)",
      JSON.stringify(strangers),
    );
    await shop.rows(
      "update members set left_at_ms = null, seen_at_ms = ? where id in (select value from json_each(?))",
      Date.now(),
      JSON.stringify(strangers),
    );
    const exchange = await board(STAFF.id);
    const [, next] = buttonsIn(exchange.message?.components);
    expect(next?.custom_id.length).toBeLessThanOrEqual(100);
    const turned = await shop.discord.press(AYU.id, exchange.message?.id ?? "", next?.custom_id ?? "");
    expect(turned.failure).toBeNull();
    const body = shown(turned.message).body;
    expect(body).toContain(`\`13.\` <@${AYU.id}> · 12,000 points`);
    expect(body).toContain(`<@${AYU.id}>: place **13**`);
    expect(turned.message?.id).toBe(exchange.message?.id);
    expect(turned.message?.allowedMentions).toEqual({ parse: [] });
    const [first] = buttonsIn(turned.message?.components);
    const returned = await shop.discord.press(DIMAS.id, turned.message?.id ?? "", first?.custom_id ?? "");
    expect(shown(returned.message).body).toContain(`🥇 <@${strangers[0]}>`);
  });

  test("tells who is hidden their place alone, and the others nothing of them", async () => {
    await shop.rows("update members set hidden_at_ms = 1 where id = ?", DIMAS.id);
    const own = await board(DIMAS.id);
    expect(answerOf(own).flags).toBe(EPHEMERAL);
    expect(shown(own.message).body).toContain("You would have place **14** with **8,000** points");
    expect(await bodyOf(STAFF.id)).not.toContain(DIMAS.id);
  });
});
