import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dashboard, handleDashboard } from "../../src/dashboard/door.tsx";
import { logInAs, plainRoute } from "../support/dashboard.ts";
import { type Plan, plansByStatement } from "../support/plans.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
let cookie: string;
beforeAll(async () => {
  shop = await startShop();
  cookie = await logInAs(shop);
});
afterAll(() => shop.stop());

/** Tables that stay small: there are few of what they have, or old rows leave them. */
const SMALL = new Set([
  "achievements",
  "campaigns",
  "cashback_batches",
  "dead_letters",
  "duties",
  "import_counts",
  "packages",
  "products",
  "referral_blacklist",
  "shop_settings",
  "standing_levels",
  "token_batches",
  // Batches of tokens beside the one that is asked for.
  "others",
]);
/** Not a table: values, and rows of a JSON that was handed in. */
const VALUES = /^(CONSTANT|json_each)$/;
/** Indexes that may be read whole: they hold what is open, wrong or new, and never for long. */
const FEW = new Set([
  "outbox_open",
  "outbox_failed",
  "purchase_undelivered",
  "topup_disputed",
  // Statistics count every promo token: staff make them by the thousand, and of five symbols there are at most 118,813.
  "token_state",
  "token_used",
]);

/** Of one moment there are few rows, so that ordering those by their id costs nothing: that is a "last term". */
const SORTED = /TEMP B-TREE FOR (ORDER|GROUP|DISTINCT)/;

/** Without a page of their own: they answer from the session, or with a file of ours. */
const ASKS_NOTHING = /\/(assets|login|callback|out)\b/;
const BATCH = "BATCH-20270115-000001";
const SAMPLE = "1180000000000000203";
const SAMPLES: Readonly<Record<string, string>> = { kind: "never", code: "ED001" };

const routes = new Set(
  dashboard.routes
    .filter(({ method, path }) => method === "GET" && !ASKS_NOTHING.test(path))
    .map(({ path }) => path),
);
/** A page asks the same of the database whether there is what its address names or not. */
const addressOf = (route: string) =>
  route.includes("batches/:id{BATCH")
    ? plainRoute(route).replace(":id", BATCH)
    : plainRoute(route).replace(/:(\w+)/g, (_, name: string) => SAMPLES[name] ?? SAMPLE);

/**
 * Why a statement reads more than it should; null where it does not. To walk through a table in the order of an index
 * is right as far as a page goes: with a limit, and without being put in order afterwards.
 */
function flawOf({ sql, steps }: Plan): string | null {
  for (const { parent, detail } of steps) {
    const [, table, index] = /^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(detail) ?? [];
    if (!table || SMALL.has(table) || VALUES.test(table) || (index && FEW.has(index))) continue;
    const siblings = steps.filter((step) => step.parent === parent).map((step) => step.detail);
    // What a subquery has found is read whole; how it was found is a step of its own.
    if (siblings.some((step) => step === `CO-ROUTINE ${table}` || step === `MATERIALIZE ${table}`)) continue;
    const isSorted = siblings.some((step) => SORTED.test(step));
    if (isSorted || !/\blimit\b/i.test(sql)) return `${detail} in: ${sql}`;
  }
  return null;
}

describe("a page of the dashboard finds its rows by an index:", () => {
  it.each([...routes])("%s", async (route) => {
    const plans = await plansByStatement(shop, async (deps) => {
      const room = { deps, requestId: "test", settings: { given: () => "", forget: () => undefined } };
      const url = deps.shop.publicUrl + addressOf(route);
      const response = await handleDashboard(room, new Request(url, { headers: { cookie } }));
      expect([200, 303, 404, 409]).toContain(response.status);
    });
    expect(plans.map(flawOf).filter((flaw) => flaw !== null)).toEqual([]);
  });
});
