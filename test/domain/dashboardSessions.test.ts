import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { idHashOf } from "../../src/domain/sessions/secret.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { contentsOf, tablesChanged } from "../support/contents.ts";
import { logInAs, proofOf, visitDashboard } from "../support/dashboard.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const ADMIN = "1180000000000000902";
const ADMIN_ROLE = "21";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  shop.desk.guild.roles.set(ADMIN, [ADMIN_ROLE]);
});
beforeEach(() => {
  shop.desk.guild.failing = null;
});
afterAll(() => shop.stop());

const hashOf = (cookie: string) => idHashOf(cookie.split("=")[1] ?? "");
const lasts = async (cookie: string) =>
  (await shop.database.number({
    sql: "select count(*) from sessions where id_hash = ?",
    args: [hashOf(cookie)],
  })) === 1;

async function post(cookie: string, path: string, fields: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams({ ...fields, csrf: proofOf(cookie).csrf ?? "" });
  const init = { method: "POST", headers: { cookie }, body };
  return (await visitDashboard(shop, path, init, { adminRoleIds: [ADMIN_ROLE] })).status;
}

it("sessions are ended also while Discord does not answer, and nothing else is done then", async () => {
  const [here, there] = [await logInAs(shop, ADMIN), await logInAs(shop, ADMIN)];
  shop.desk.guild.failing = 503;
  shop.clock.pass(10 * MINUTE_MS);
  const before = await contentsOf(shop);
  const setting = { request: "web-0123456789abcdefghijklmno", CLAIM_EXPIRY_DAYS: "31" };
  expect(await post(here, "/settings", setting)).toBe(503);
  expect(tablesChanged(before, await contentsOf(shop))).toEqual([]);
  expect(await post(here, "/sessions/end", { which: hashOf(there) })).toBe(303);
  expect([await lasts(here), await lasts(there)]).toEqual([true, false]);
  expect(await post(here, "/logout")).toBe(303);
  expect(await lasts(here)).toBe(false);
});

it("another's session is not ended while Discord does not answer either, nor one's own without the form's proof", async () => {
  const [here, other] = [await logInAs(shop, ADMIN), await logInAs(shop, "1180000000000000901", "staff")];
  shop.desk.guild.failing = 503;
  await post(here, "/sessions/end", { which: hashOf(other) });
  expect(await post(here, "/logout")).toBe(303);
  const init = { method: "POST", headers: { cookie: other }, body: new URLSearchParams({ csrf: "x" }) };
  expect((await visitDashboard(shop, "/logout", init)).status).toBe(403);
  expect([await lasts(here), await lasts(other)]).toEqual([false, true]);
});
