import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePoints } from "../../src/domain/points/change.ts";
import { contentsOf, tablesChanged } from "../support/contents.ts";
import { dashboardPages, logInAs, proofOf, sampleOf, visitDashboard } from "../support/dashboard.ts";
import { imported } from "../support/orders.ts";
import { newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { newOrder } from "../support/staffOrders.ts";

const ADMIN = "1180000000000000902";
const ADMIN_ROLE = "21";

let shop: TestShop;
let cookie: string;
let csrf: string;
beforeAll(async () => {
  shop = await startShop();
  shop.desk.guild.roles.set(ADMIN, [ADMIN_ROLE]);
  cookie = await logInAs(shop, ADMIN);
  csrf = proofOf(cookie).csrf ?? "";
});
afterAll(() => shop.stop());

const visit = (path: string, { headers, ...init }: RequestInit = {}) =>
  visitDashboard(
    shop,
    path,
    { headers: { cookie, ...(headers as Record<string, string>) }, ...init },
    { adminRoleIds: [ADMIN_ROLE] },
  );

/** Every name that a field of the page has: what its address, or one of its forms, may carry. */
const namesIn = (html: string) => [...html.matchAll(/\bname="([^"]+)"/g)].map(([, name = ""]) => name);

describe("an address", () => {
  it("says nothing that a page then runs, whatever its parts say", async () => {
    const names = new Set(["after", "q", "to", "check", "order", "member", "token", "day", "asset", "state"]);
    for (const page of dashboardPages.filter((path) => !path.endsWith(".csv")))
      for (const name of namesIn(await (await visit(sampleOf(page))).text())) names.add(name);
    const marks = [`'"onfocus=alert(1) x="><script>alert(1)</script>`, "javascript:alert(1)"];
    const runs = ["<script>alert", `"onfocus=`, `href="javascript:`, `action="javascript:`];
    for (const page of dashboardPages)
      await Promise.all(
        marks.map(async (mark) => {
          const query = new URLSearchParams([...names].map((name) => [name, mark]));
          const answer = await visit(`${sampleOf(page)}?${query}`);
          const text = await answer.text();
          expect([page, answer.status]).not.toContain(500);
          expect([page, runs.filter((run) => text.includes(run))]).toEqual([page, []]);
        }),
      );
  });

  it("is answered with a page, not a fault, however odd its parts are", async () => {
    const odd = ["\0", "9".repeat(20), "1.".padEnd(300, "x"), "%", "🦊".repeat(300)];
    const names = ["after", "q", "check", "order", "member", "day", "asset", "state", "kind", "campaign"];
    for (const page of dashboardPages)
      await Promise.all(
        odd.map(async (value) => {
          const query = new URLSearchParams(names.map((name) => [name, value]));
          const { status } = await visit(`${sampleOf(page)}?${query}`);
          expect([page, value, status]).not.toContain(500);
        }),
      );
  });

  it("leads nobody in by another way of writing it", async () => {
    const stranger = { headers: { cookie: "" } };
    for (const path of [
      "/assets/..%2fsettings",
      "/assets/%2e%2e/settings",
      "//settings",
      "/login/../settings",
      "/settings%2f",
      "/out/..%5csettings",
    ]) {
      const answer = await visit(path, stranger);
      expect([path, answer.status]).toEqual([path, 302]);
      expect(answer.headers.get("location")).toMatch(/^\/dashboard\/login\?to=/);
    }
    const slashed = await visit("/settings/", stranger);
    expect([slashed.status, slashed.headers.get("location")]).toEqual([
      301,
      `${shop.deps().shop.publicUrl}/dashboard/settings`,
    ]);
  });

  it("of another host is led to the shop's own, with its path alone", async () => {
    for (const path of [
      "/dashboard//evil.example",
      "/dashboard/@evil.example",
      "/dashboard?x=//evil.example",
    ]) {
      const { headers } = await visit(`http://other.example${path}`);
      expect(new URL(headers.get("location") ?? "").origin).toBe("https://coffer.example.com");
    }
  });
});

describe("every answer", () => {
  it("is kept by no shared machine, framed by nobody, and lets in nothing that is not the dashboard's own", async () => {
    const form = { method: "POST", body: "x".repeat(70_000) };
    const answers = await Promise.all([
      ...dashboardPages.map((page) => visit(sampleOf(page))),
      ...["/nowhere", "/login", "/callback?state=x", "/out"].map((path) => visit(path)),
      visit("/settings", { headers: { cookie: "" } }),
      visit("/settings", form),
      visit("/settings", { ...form, body: "x" }),
    ]);
    for (const { headers, status, url } of answers) {
      const policy = headers.get("content-security-policy") ?? "";
      for (const part of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
      ])
        expect([status, url, policy]).toEqual([status, url, expect.stringContaining(part)]);
      expect(policy).not.toContain("unsafe");
      expect(Object.fromEntries(headers)).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "strict-transport-security": expect.stringMatching(/^max-age=\d{7,}/),
      });
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("a file for spreadsheets", () => {
  it("has no cell that one would run, whoever wrote it", async () => {
    const memberId = shop.newId();
    const change = { action: "add", memberId, amount: 5, reason: "=1+1", silent: true } as const;
    await changePoints(shop.deps(), shop.request(ADMIN, "admin"), change);
    const csv = 'email,order id,amount\nbuyer@example.com,"@SUM(1)",5\n+1@example.com,"\t=1",-5\n';
    const importId = await imported(shop, csv, { campaign: "-2+3" });
    await newProduct(shop, { name: "+1 Gift card", description: "=1" });
    await newOrder(shop, { description: "@A1", customerId: memberId });
    let files = 0;
    for (const page of dashboardPages.filter((path) => path.endsWith(".csv"))) {
      const path = sampleOf(page).replace(
        /1180000000000000203/,
        page.includes("imports") ? importId : memberId,
      );
      const answer = await visit(path);
      if (answer.status !== 200) continue;
      const text = await answer.text();
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
      expect([page, /(?:^\uFEFF?|,|\n)"?[=+\-@\t\r]/.test(text)]).toEqual([page, false]);
      if (/'[=+@-]/.test(text)) files++;
    }
    expect(files).toBeGreaterThan(3);
  });
});

describe("a cookie", () => {
  it("without its prefix, doubled, or with anything but the secret lets nobody in", async () => {
    const [, secret = ""] = cookie.split("=");
    for (const other of [
      `coffer=${secret}`,
      `__Secure-coffer=${secret}`,
      `__Host-coffer=%00${secret}`,
      `__Host-coffer=${secret}x`,
    ])
      expect((await visit("/settings", { headers: { cookie: other } })).status).toBe(302);
  });
});

describe("a form", () => {
  const request = "web-0123456789abcdefghijklmno";
  const field = "CLAIM_EXPIRY_DAYS";
  const unchanged = async (work: () => Promise<number>, status: number) => {
    const before = await contentsOf(shop);
    expect(await work()).toBe(status);
    expect(tablesChanged(before, await contentsOf(shop))).toEqual([]);
  };
  const post = async (init: RequestInit, path = "/settings") =>
    (await visit(path, { method: "POST", ...init })).status;

  it("is taken as browsers send forms, and with its token among its fields", async () => {
    const json = JSON.stringify({ csrf, request, [field]: "31" });
    for (const type of ["application/json", "text/plain", "application/xml"])
      await unchanged(() => post({ body: json, headers: { "content-type": type } }), 403);
    const plain = `csrf=${csrf}&request=${request}&${field}=31`;
    await unchanged(() => post({ body: plain, headers: { "content-type": "text/plain" } }), 403);
    await unchanged(
      () => post({ body: new URLSearchParams({ request, [field]: "31" }) }, `/settings?csrf=${csrf}`),
      403,
    );
    const parts = new FormData();
    parts.set("csrf", new Blob([csrf]), "csrf");
    parts.set(field, "31");
    await unchanged(() => post({ body: parts }), 403);
  });

  it("that another site has sent is refused, though it had the token", async () => {
    const body = () => new URLSearchParams({ csrf, request, [field]: "31" });
    for (const site of ["cross-site", "same-site"])
      await unchanged(() => post({ body: body(), headers: { "sec-fetch-site": site } }), 403);
    for (const origin of [
      "null",
      "https://coffer.example.com.evil.example",
      "http://coffer.example.com",
      "https://evil.example",
    ])
      await unchanged(() => post({ body: body(), headers: { origin } }), 403);
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"])
      await unchanged(
        async () => (await visit("/settings", { method, headers: { "x-csrf-token": csrf } })).status,
        404,
      );
    await unchanged(
      async () => (await visit("/settings", { headers: { "x-http-method-override": "POST" } })).status,
      200,
    );
  });

  it("that is larger than any of ours is told so, whatever it says of its length", async () => {
    const body = new URLSearchParams({ csrf, request, [field]: "x".repeat(70_000) }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await unchanged(() => post({ body, headers }), 413);
    const stream = new Blob([body]).stream();
    await unchanged(() => post({ body: stream, headers, duplex: "half" } as RequestInit), 413);
  });

  it("with names that objects have by themselves is read like any other", async () => {
    const fields = { csrf, request, __proto__: "x", constructor: "x", toString: "x", hasOwnProperty: "x" };
    const body = new URLSearchParams([
      ...Object.entries(fields),
      ["__proto__", "x"],
      ["a[b]", "x"],
      ["a.b", "x"],
    ]);
    await unchanged(() => post({ body }), 303);
  });
});
