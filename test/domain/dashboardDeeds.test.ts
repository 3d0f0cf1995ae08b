import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { dashboard, isUpload } from "../../src/dashboard/door.tsx";
import { waysOf } from "../../src/discord/command.ts";
import { commands } from "../../src/discord/commands/index.ts";
import type { Level } from "../../src/domain/actor.ts";
import { newId } from "../../src/lib/id.ts";
import { contentsOf, tablesChanged } from "../support/contents.ts";
import {
  dashboardPages,
  logInAs,
  type Proof,
  plainRoute,
  proofOf,
  sampleOf,
  visitDashboard,
} from "../support/dashboard.ts";
import type { Deed, Sending } from "../support/deeds/deed.ts";
import { moneyDeeds } from "../support/deeds/money.ts";
import { pointsDeeds } from "../support/deeds/points.ts";
import { salesDeeds } from "../support/deeds/sales.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { uploadOf } from "../support/uploadOf.ts";

const deeds = { ...pointsDeeds, ...salesDeeds, ...moneyDeeds };
const ADMIN = "1180000000000000902";
const STAFF = "1180000000000000901";
/** Logged in as admins, who are staff now, and nothing. */
const [LOWERED, GONE] = ["1180000000000000903", "1180000000000000904"];
const [ADMIN_ROLE, STAFF_ROLE] = ["21", "22"];

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  const { roles } = shop.desk.guild;
  roles.set(ADMIN, [ADMIN_ROLE]).set(STAFF, [STAFF_ROLE]).set(LOWERED, [STAFF_ROLE]);
});
afterAll(() => shop.stop());

const levels = new Map(
  commands.flatMap((command) =>
    waysOf(command).map(([words, { level }]): [string, Level] => [words, level ?? command.level]),
  ),
);
const pageless: Deed = { audit: { none: "there is no such route" }, make: () => ({ path: "" }) };
const levelOf = ({ command, level }: Deed): Level | undefined => (command ? levels.get(command) : level);

const routes = [
  ...new Set(
    dashboard.routes
      .filter(({ method }) => !["GET", "HEAD", "ALL"].includes(method))
      .map(({ path }) => plainRoute(path)),
  ),
];
/** Where the forms led to: pages of what they were about. */
const ledTo = new Set<string>();

/** Pages that ask what only admins may do, or show what only their commands do. */
const ADMINS = [
  "/dashboard/imports/:id/revoke",
  "/dashboard/members/balances",
  "/dashboard/members/balances/:id",
  "/dashboard/members/balances/:id/progress",
  "/dashboard/members/balances/:id/refused.csv",
  "/dashboard/referrals/batches",
  "/dashboard/referrals/batches/:id",
  "/dashboard/referrals/batches/:id/now",
  "/dashboard/referrals/batches/export.csv",
  "/dashboard/referrals/blacklist",
  "/dashboard/referrals/blacklist/export.csv",
  "/dashboard/shop/export/:id",
  "/dashboard/shop/purchases/:id/refund",
  "/dashboard/shop/void/:id",
  "/dashboard/tokens/campaigns/close/:id",
  "/dashboard/tokens/new",
  "/dashboard/tokens/remove/:id",
  "/dashboard/topups/unmatched/credit",
  "/dashboard/topups/unmatched/dismiss",
];
const askDashboard = (path: string, init: RequestInit) =>
  visitDashboard(shop, path, init, { adminRoleIds: [ADMIN_ROLE], staffRoleIds: [STAFF_ROLE] });

/** Sends a form, or a file, as the page does. */
async function send({ path, form = {}, file }: Sending, { cookie, csrf, origin }: Proof) {
  const headers = { cookie, ...(origin ? { origin } : {}) };
  const token: Record<string, string> = csrf === undefined ? {} : { csrf };
  if (file === undefined) {
    const body = new URLSearchParams({ ...form, ...token });
    return await askDashboard(path, { method: "POST", headers, body });
  }
  const content = isUpload(path) ? uploadOf(form, file) : file;
  const inHeader: Record<string, string> = csrf === undefined ? {} : { "x-csrf-token": csrf };
  return await askDashboard(path, { method: "POST", headers: { ...headers, ...inHeader }, body: content });
}

async function made(deed: Deed): Promise<Sending> {
  const { form, ...sending } = await deed.make(shop);
  shop.rings.length = 0;
  const { clock, random } = shop.deps();
  return { ...sending, form: { ...form, request: `web-${newId(clock(), random)}` } };
}

const auditSchema = z.object({ seq: z.number(), actor: z.string(), action: z.string() });
const auditsAfter = (seq: number) =>
  shop.database.rows(auditSchema, {
    sql: "select rowid as seq, actor, action from audits where rowid > ? order by rowid",
    args: [seq],
  });
const newestAudit = () => shop.database.number("select coalesce(max(rowid), 0) from audits");

describe("what changes something on the dashboard", () => {
  it("is known to this test, with who may do it and what the audit log calls it", () => {
    expect(Object.keys(deeds).toSorted()).toEqual(routes.toSorted());
    for (const [route, deed] of Object.entries(deeds))
      expect([route, levelOf(deed)]).not.toContain(undefined);
  });

  it.each(routes)("is done by whoever may, once, and leaves its audit row: %s", async (route) => {
    const deed = deeds[route];
    if (!deed) throw new Error("it is not known to this test");
    const level = levelOf(deed);
    const sending = await made(deed);
    const [admin, staff] = [proofOf(await logInAs(shop)), proofOf(await logInAs(shop, STAFF, "staff"))];
    const other = proofOf(await logInAs(shop));
    const lowered = proofOf(await logInAs(shop, LOWERED));
    const former: Record<string, Proof> = {
      "staff no more": proofOf(await logInAs(shop, GONE)),
      ...(level === "admin" ? { "admin no more": lowered } : {}),
    };
    const strangers: Record<string, Proof> = {
      "no session": { cookie: "", csrf: "x" },
      "a session that never was": proofOf("__Host-coffer=x"),
      "no token": { cookie: admin.cookie },
      "a wrong token": { ...admin, csrf: "x" },
      "another session's token": { ...admin, csrf: other.csrf ?? "" },
      "another site": { ...admin, origin: "https://example.com" },
      "a hidden origin": { ...admin, origin: "null" },
      ...(level === "admin" ? { staff } : {}),
    };
    const before = await contentsOf(shop);
    const statuses = async (proofs: Readonly<Record<string, Proof>>) =>
      await Promise.all(
        Object.entries(proofs).map(async ([name, proof]) => [name, (await send(sending, proof)).status]),
      );
    const refused = (proofs: Readonly<Record<string, Proof>>) =>
      Object.keys(proofs).map((name) => [name, 403]);
    expect(await statuses(strangers)).toEqual(refused(strangers));
    expect(tablesChanged(before, await contentsOf(shop))).toEqual([]);
    expect(await statuses(former)).toEqual(refused(former));
    expect(tablesChanged(before, await contentsOf(shop))).toEqual(["sessions"]);

    const [who, actor] = level === "admin" ? [admin, ADMIN] : [staff, STAFF];
    const seq = await newestAudit();
    const first = await send(sending, who);
    expect([200, 201, 303]).toContain(first.status);
    const audits = typeof deed.audit === "string" ? [{ actor, action: deed.audit }] : [];
    expect(await auditsAfter(seq)).toMatchObject(audits);
    const to = first.headers.get("location");
    if (to) ledTo.add(to.replace(/^\/dashboard/, ""));
    const done = await contentsOf(shop);
    const again = await send(sending, who);
    expect([again.status, again.headers.get("location")]).toEqual(
      deed.isLast ? [403, null] : [first.status, to],
    );
    expect(tablesChanged(done, await contentsOf(shop))).toEqual([]);
  });
});

describe("a page of the dashboard", () => {
  it("that is admins' alone is refused to staff, and no other is", async () => {
    const { cookie } = proofOf(await logInAs(shop, STAFF, "staff"));
    const refused: string[] = [];
    for (const page of dashboardPages) {
      const { status } = await askDashboard(sampleOf(page), { headers: { cookie } });
      if (status === 403) refused.push(page);
    }
    expect(refused.toSorted()).toEqual(ADMINS.toSorted());
  });

  it("offers staff no form that is admins' alone", async () => {
    const { cookie } = proofOf(await logInAs(shop, STAFF, "staff"));
    const offered = new Set<string>();
    for (const path of [...dashboardPages.filter((page) => !page.includes(":")).map(sampleOf), ...ledTo]) {
      const html = await (await askDashboard(path, { headers: { cookie } })).text();
      for (const [form] of html.matchAll(/<form[^>]*method="post"[^>]*>/g))
        offered.add(/action="([^"?]*)/.exec(form)?.[1] ?? "");
    }
    const routeOf = (action: string) =>
      routes.find((route) => new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`).test(action)) ?? action;
    const found = [...new Set([...offered].map(routeOf))];
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((route) => levelOf(deeds[route] ?? pageless) !== "staff")).toEqual([]);
  });

  it("changes nothing, whoever was led there", async () => {
    const { cookie } = proofOf(await logInAs(shop));
    const before = await contentsOf(shop);
    for (const path of [...dashboardPages.filter((page) => !page.includes(":")).map(sampleOf), ...ledTo])
      expect([path, (await askDashboard(path, { headers: { cookie } })).status]).not.toContain(500);
    expect(ledTo.size).toBeGreaterThan(30);
    expect(tablesChanged(before, await contentsOf(shop))).toEqual([]);
  });
});
