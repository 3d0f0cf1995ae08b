import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/lib/id.ts";
import { contentsOf, tablesChanged } from "../support/contents.ts";
import { logInAs, proofOf, visitDashboard } from "../support/dashboard.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { uploadOf } from "../support/uploadOf.ts";

const ADMIN = "1180000000000000902";
const ADMIN_ROLE = "21";

let shop: TestShop;
let cookie: string;
beforeAll(async () => {
  shop = await startShop();
  shop.desk.guild.roles.set(ADMIN, [ADMIN_ROLE]);
  cookie = await logInAs(shop, ADMIN);
});
afterAll(() => shop.stop());

const fieldsOf = (more: Readonly<Record<string, string>>) => {
  const { clock, random } = shop.deps();
  const request = `web-${newId(clock(), random)}`;
  return { request, description: "A cake", customerId: shop.newId(), priority: "1", name: "a.png", ...more };
};

/** Sends an order with a file; the file may say of itself that it is a form. */
const send = (body: string, type = "image/png", path = "/orders/upload") =>
  visitDashboard(
    shop,
    path,
    {
      method: "POST",
      headers: { cookie, "content-type": type, "x-csrf-token": proofOf(cookie).csrf ?? "" },
      body,
    },
    { adminRoleIds: [ADMIN_ROLE] },
  );

const FORM = "application/x-www-form-urlencoded";

it("an upload whose fields stand in its address is refused: logs keep addresses", async () => {
  const before = await contentsOf(shop);
  const query = new URLSearchParams(fieldsOf({}));
  expect((await send("a sketch", "image/png", `/orders/upload?${query}`)).status).toBe(403);
  expect((await send("a\nsketch", "image/png", `/orders/upload?${query}`)).status).toBe(403);
  expect(tablesChanged(before, await contentsOf(shop))).toEqual([]);
});

it.each(["image/png", FORM])("a refused upload says why, and does nothing: %s", async (type) => {
  const before = await contentsOf(shop);
  const file = "description=x&amount=1".repeat(10_000);
  const wrong = await send(uploadOf(fieldsOf({ amount: "1e5" }), file), type);
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining("marked fields")]);
  const unknown = await send(uploadOf(fieldsOf({ token: "NOSUCHTOKEN9" }), file), type);
  expect([unknown.status, await unknown.text()]).toEqual([409, expect.stringContaining("promo token")]);
  expect(tablesChanged(before, await contentsOf(shop))).toEqual([]);
});
