import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claim } from "../../src/domain/claims/claim.ts";
import { type ClaimSearch, searchClaims } from "../../src/domain/claims/search.ts";
import { revokeClaim } from "../../src/domain/claims/staff.ts";
import { claimsOf } from "../support/claims.ts";
import { csvOf, imported, newOrders, type Order, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const MEMBER = "1180000000000000777";

let shop: TestShop;
let importId: string;
let orders: Order[];
/** By the line of their order; the first is claimed, the second revoked. */
let ids: string[];

beforeAll(async () => {
  shop = await startShop();
  await imported(shop, csvOf(newOrders(3)));
  orders = newOrders(120).map((order, at) => ({ ...order, id: `Find_${String(at).padStart(3, "0")}` }));
  importId = await imported(shop, csvOf(orders));
  const made = await claimsOf(shop, importId);
  ids = made.map(({ id }) => id);
  await claim(shop.deps(), shop.request(MEMBER), made[0]?.code ?? "");
  await revokeClaim(shop.deps(), shop.request(STAFF, "staff"), ids[1] ?? "", "a mistake");
  await imported(shop, csvOf(newOrders(2)));
});
afterAll(() => shop.stop());

const search = async (given: ClaimSearch) => await searchClaims(shop.deps(), given);
const found = async (given: ClaimSearch) => (await search(given)).rows.map(({ id }) => id);

/** All that a search leads to, page by page. */
async function all(given: ClaimSearch): Promise<string[]> {
  const seen: string[] = [];
  for (let after: number | null = null; ; ) {
    const { rows, next } = await search({ ...given, after, most: 7 });
    seen.push(...rows.map(({ id }) => id));
    if (next === null) return seen;
    after = next;
  }
}

describe("claims are found", () => {
  it("by the address in any form, under an earlier root key too", async () => {
    const email = ` ${orders[4]?.email.toUpperCase()} `;
    expect(await found({ email })).toEqual([ids[4]]);
    await shop.setRootKeys(2, 1);
    expect(await found({ email })).toEqual([ids[4]]);
    await shop.setRootKeys(1);
    await expect(found({ email: "nobody" })).rejects.toMatchObject({ facts: { kind: "email_invalid" } });
  });

  it("by what their order begins with, in any case, and nothing in it is a pattern", async () => {
    expect(await found({ order: "fIND_00" })).toEqual(ids.slice(0, 10).reverse());
    expect(await found({ order: "Find%00" })).toEqual([]);
    expect(await found({ order: "Find_01", state: "revoked" })).toEqual([]);
    expect(await found({ order: "Find_00", state: "revoked" })).toEqual([ids[1]]);
  });

  it("by whoever claimed them", async () => {
    expect(await found({ memberId: MEMBER })).toEqual([ids[0]]);
    expect(await found({ memberId: MEMBER, state: "pending" })).toEqual([]);
  });

  it.each<[string, () => ClaimSearch, () => string[]]>([
    ["of an import", () => ({ importId }), () => ids],
    ["of an import in a state", () => ({ importId, state: "pending" }), () => ids.slice(2)],
  ])("%s, page by page, each once and the newest first", async (_, given, wanted) => {
    expect(await all(given())).toEqual(wanted().toReversed());
  });

  it("all and by state alone, page by page, each once", async () => {
    const everything = await all({});
    expect(everything).toHaveLength(125);
    expect(new Set(everything).size).toBe(125);
    expect(await all({ state: "claimed" })).toEqual([ids[0]]);
    expect(await all({ state: "revoked" })).toEqual([ids[1]]);
    expect(await all({ state: "pending" })).toEqual(
      everything.filter((id) => ![ids[0], ids[1]].includes(id)),
    );
  });

  it("with nothing that tells a code, and the address masked where nothing else names it", async () => {
    const { rows } = await search({ importId });
    expect(JSON.stringify(rows)).not.toContain("@");
    expect(Object.keys(rows[0] ?? {})).not.toEqual(expect.arrayContaining(["emailSealed"]));
  });
});
