import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createKey } from "../../src/domain/api/create.ts";
import { credentialsOf } from "../../src/domain/api/key.ts";
import { KEYS_PER_PAGE, LIVE_KEYS_MAX, listKeys, suggestKeys } from "../../src/domain/api/keys.ts";
import { revokeKey } from "../../src/domain/api/revoke.ts";
import { Problem } from "../../src/domain/problem.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(async () => {
  await shop.stop();
});

let made = 0;
const newName = () => `till-${++made}`;
const admin = () => shop.request(shop.newId(), "admin");
const create = (name = newName(), request = admin()) =>
  createKey(shop.deps(), request, { name, access: "all" });
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => expect.fail("nothing was refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw error;
  return error.facts;
};
const liveKeys = () => shop.database.number("select count(*) from api_keys where revoked_at_ms is null");
const auditSchema = z.object({ action: z.string(), target: z.string(), reason: z.string().nullable() });
const auditsOf = (name: string) =>
  shop.database.rows(auditSchema, {
    sql: "select action, target, reason from audits where target = ? order by created_at_ms, action",
    args: [`api_key:${name}`],
  });
/** Makes room, so that one test does not fill the limit of another. */
const endAll = () => shop.database.run("update api_keys set revoked_at_ms = 1 where revoked_at_ms is null");

describe("a key", () => {
  it("has 200 random bits, and nothing that is kept opens the door", async () => {
    const { key } = await create();
    const other = await create();
    expect(key).toMatch(/^coffer_[0-9a-hjkmnp-tv-z]{40}$/);
    expect(other.key).not.toBe(key);
    const tables = ["api_keys", "audits", "outbox", "api_requests"];
    for (const table of tables) {
      const rows = await shop.database.rows(z.record(z.string(), z.unknown()), `select * from ${table}`);
      expect(JSON.stringify(rows)).not.toContain(key);
      for (const value of rows.flatMap((row) => Object.values(row)))
        expect(credentialsOf(String(value))).toBeNull();
    }
    expect(shop.logs.join("\n")).not.toContain(key);
  });

  it("leaves a row in the audit log when it is made and when it is ended", async () => {
    const { name } = await create();
    shop.clock.pass(1_000);
    await revokeKey(shop.deps(), admin(), name, " leaked ");
    expect(await auditsOf(name)).toEqual([
      { action: "api_key.create", target: `api_key:${name}`, reason: null },
      { action: "api_key.revoke", target: `api_key:${name}`, reason: "leaked" },
    ]);
  });

  it("has a name that no other ever had, whoever races", async () => {
    await endAll();
    const name = newName();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => create(name)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await revokeKey(shop.deps(), admin(), name, "no more");
    expect(await refusalOf(create(name))).toEqual({ kind: "api_key_name_taken", name });
    expect(await auditsOf(name)).toHaveLength(2);
  });

  it.each(["", "Till", "a b", "x".repeat(33), "kasir_1", "kafé"])("is not called “%s”", async (name) => {
    expect(await refusalOf(create(name))).toMatchObject({ kind: "option_invalid", option: "name" });
  });

  it("is made once by a request: its repeat says that it was shown", async () => {
    await endAll();
    const request = admin();
    const name = newName();
    await create(name, request);
    expect(await refusalOf(create(name, request))).toEqual({ kind: "api_key_shown" });
    expect(await refusalOf(create(newName(), request))).toEqual({ kind: "api_key_shown" });
    expect(await liveKeys()).toBe(1);
  });

  it("is told also when the database's reply was lost", async () => {
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    const { key, name } = await create();
    shop.proxy.reset();
    const kept = await shop.database.rows(z.object({ hash: z.string() }), {
      sql: "select hash from api_keys where name = ?",
      args: [name],
    });
    expect(kept).toEqual([{ hash: credentialsOf(key)?.hash }]);
  });

  it("can be one of so many in use and no more, whoever races; ended ones do not count", async () => {
    await endAll();
    const answers = await Promise.allSettled(Array.from({ length: LIVE_KEYS_MAX + 5 }, () => create()));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(LIVE_KEYS_MAX);
    expect(await refusalOf(create())).toEqual({ kind: "api_keys_full", max: LIVE_KEYS_MAX });
    await endAll();
    await create();
  });
});

describe("ending a key", () => {
  it("is done once, and a repeat of the request is told the same", async () => {
    const { name } = await create();
    const request = admin();
    expect((await revokeKey(shop.deps(), request, name, "old")).name).toBe(name);
    expect((await revokeKey(shop.deps(), request, name, "old")).name).toBe(name);
    expect(await refusalOf(revokeKey(shop.deps(), admin(), name, "again"))).toMatchObject({
      kind: "api_key_revoked",
      name,
    });
    expect(await auditsOf(name)).toHaveLength(2);
  });

  it("takes a key that there is, and a reason", async () => {
    expect(await refusalOf(revokeKey(shop.deps(), admin(), "nobody", "x"))).toEqual({
      kind: "api_key_unknown",
    });
    const { name } = await create();
    expect(await refusalOf(revokeKey(shop.deps(), admin(), name, "  "))).toMatchObject({
      kind: "option_invalid",
    });
  });
});

it("the list shows those in use first, page by page, and suggestions are those in use", async () => {
  await endAll();
  const names = [];
  for (let at = 0; at < KEYS_PER_PAGE; at++) {
    shop.clock.pass(1_000);
    names.unshift((await create()).name);
  }
  const first = await listKeys(shop.deps(), shop.newId(), 1);
  expect(first.rows.map(({ name }) => name)).toEqual(names);
  expect(first).toMatchObject({ page: 1, pages: Math.ceil(first.count / KEYS_PER_PAGE) });
  const second = await listKeys(shop.deps(), shop.newId(), 2);
  expect(second.rows.every(({ revokedAtMs }) => revokedAtMs !== null)).toBe(true);
  const [last = ""] = names;
  await revokeKey(shop.deps(), admin(), last, "x");
  expect(await suggestKeys(shop.deps(), "TILL-")).toEqual(names.slice(1).sort());
});
