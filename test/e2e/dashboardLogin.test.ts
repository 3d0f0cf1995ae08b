import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscord } from "../../src/clients/discord/api.ts";
import type { Deps } from "../../src/domain/deps.ts";
import { csrfTokenOf } from "../../src/domain/sessions/secret.ts";
import { type Purpose, sessionOf } from "../../src/domain/sessions/session.ts";
import { newId } from "../../src/lib/id.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { createTestDeps, keyringOf } from "../support/deps.ts";
import { createRandom } from "../support/random.ts";
import { ADMIN, AYU, type OpenShop, openShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const SESSION = "__Host-coffer";
type Jar = Map<string, string>;

/** One request of a browser that follows nothing by itself. */
async function visit(jar: Jar, path: string, form?: Record<string, string>, headers = {}) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(new URL(path, shop.worker.url), {
    redirect: "manual",
    headers: { cookie, ...headers },
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/Max-Age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return {
    status: response.status,
    to: response.headers.get("location") ?? "",
    response,
    text: await response.text(),
  };
}

/** Goes through Discord and comes back. */
async function logIn(person: { readonly id: string }, to = "/dashboard") {
  const jar: Jar = new Map();
  const begun = await visit(jar, `/dashboard/login?to=${encodeURIComponent(to)}`);
  const back = await shop.discord.authorize(person.id, begun.to);
  return { jar, back, ended: await visit(jar, new URL(back).pathname + new URL(back).search) };
}

/** Addresses that are not a page of the dashboard, as browsers read them. */
const ELSEWHERE = [
  "https://example.com/",
  "//example.com",
  "/\\example.com",
  "/dashboard/../x\\y",
  "/dashboard/..//example.com",
  "/dashboard/%2e%2e//example.com",
  "/dashboard//example.com",
  "/dashboardish",
  "\t//example.com",
  "javascript:alert(1)",
  "data:text/html,x",
  "http://localhost@example.com/dashboard",
  "/dashboard/logout",
  "/dashboard/login?to=/dashboard",
  `/dashboard/${"x".repeat(500)}`,
];

const csrfOf = (jar: Jar) => csrfTokenOf(jar.get(SESSION) ?? "");
const requestId = () => `web-${newId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))}`;
const change = (jar: Jar, more: Record<string, string> = {}, headers = {}) =>
  visit(
    jar,
    "/dashboard/settings",
    { csrf: csrfOf(jar), request: requestId(), CLAIM_EXPIRY_DAYS: "30", ...more },
    headers,
  );
const changed = () => shop.value("select value from shop_settings where name = 'CLAIM_EXPIRY_DAYS'");

describe("logging in", () => {
  it("leads staff through Discord to the page that they wanted, with a cookie that no script and no other site gets", async () => {
    const { jar, ended } = await logIn(STAFF, "/dashboard/settings");
    expect([ended.status, ended.to]).toEqual([302, "/dashboard/settings"]);
    const cookie = ended.response.headers.getSetCookie().find((line) => line.startsWith(`${SESSION}=`)) ?? "";
    for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"])
      expect(cookie).toContain(part);
    const { status, text, response } = await visit(jar, "/dashboard");
    expect(status).toBe(200);
    expect(text).toContain(STAFF.displayName);
    expect(response.headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    const slashed = (await visit(jar, "/dashboard/")).response.headers.get("location") ?? "";
    expect(new URL(slashed, shop.settings.PUBLIC_URL).pathname).toBe("/dashboard");
    expect(await shop.value("select count(*) from sessions where id_hash = ?", jar.get(SESSION) ?? "")).toBe(
      0,
    );
  });

  it("refuses whoever is no staff, and tells them why", async () => {
    const { jar, ended } = await logIn(AYU);
    expect(ended.status).toBe(409);
    expect(ended.text).toContain("none of the roles");
    expect(jar.has(SESSION)).toBe(false);
  });

  it("takes an answer of Discord's once, with the state of this browser, and leads nowhere else", async () => {
    const { back, jar } = await logIn(STAFF);
    const path = new URL(back).pathname + new URL(back).search;
    expect((await visit(jar, path)).status).toBe(403);
    const other: Jar = new Map();
    await visit(other, "/dashboard/login");
    expect((await visit(other, path)).status).toBe(403);
    for (const to of ELSEWHERE) {
      const { ended } = await logIn(STAFF, to);
      expect([to, ended.status, ended.to]).toEqual([to, 302, "/dashboard"]);
    }
    const { ended } = await logIn(STAFF, "/dashboard/claims?q=a|b é\r\nset-cookie: x=\0y");
    expect([ended.status, ended.to]).toEqual([302, "/dashboard/claims?q=a|b%20%C3%A9set-cookie:%20x=%00y"]);
    expect(ended.response.headers.getSetCookie().some((line) => line.startsWith("x="))).toBe(false);
  });

  it("again ends the session that the browser had, and takes none that it did not give", async () => {
    const { jar } = await logIn(STAFF);
    const before = jar.get(SESSION) ?? "";
    const begun = await visit(jar, "/dashboard/login?other=1");
    const back = new URL(await shop.discord.authorize(ADMIN.id, begun.to));
    await visit(jar, back.pathname + back.search);
    expect(jar.get(SESSION)).not.toBe(before);
    expect((await visit(jar, "/dashboard")).text).toContain(ADMIN.displayName);
    expect((await visit(new Map([[SESSION, before]]), "/dashboard")).status).toBe(302);

    const fixed: Jar = new Map([[SESSION, "chosen-by-somebody-else"]]);
    const other = await visit(fixed, "/dashboard/login");
    const led = new URL(await shop.discord.authorize(STAFF.id, other.to));
    await visit(fixed, led.pathname + led.search);
    expect(fixed.get(SESSION)).toMatch(/^[\w-]{43}$/);
  });

  it("sends strangers to log in, and takes no form of theirs", async () => {
    const { status, to } = await visit(new Map(), "/dashboard/settings?x=1");
    expect([status, to]).toEqual([302, "/dashboard/login?to=%2Fdashboard%2Fsettings%3Fx%3D1"]);
    expect((await change(new Map())).status).toBe(403);
  });
});

describe("a form", () => {
  it("of staff changes no setting that is for admins", async () => {
    const { jar } = await logIn(STAFF);
    expect((await change(jar)).status).toBe(403);
    expect(await changed()).toBeUndefined();
  });

  it("without its token, with another session's, or from another site changes nothing", async () => {
    const { jar } = await logIn(ADMIN);
    const { jar: other } = await logIn(ADMIN);
    for (const csrf of ["", "x", csrfOf(other)]) expect((await change(jar, { csrf })).status).toBe(403);
    expect((await change(jar, {}, { origin: "https://example.com" })).status).toBe(403);
    expect(await changed()).toBeUndefined();
  });

  it("of an admin changes a setting, which then holds, and says so once", async () => {
    const { jar } = await logIn(ADMIN);
    const { status, to } = await change(jar);
    expect([status, to]).toEqual([303, "/dashboard/settings"]);
    expect(await changed()).toBe("30");
    expect((await visit(jar, "/dashboard/settings")).text).toContain("It holds within a minute");
    expect((await visit(jar, "/dashboard/settings")).text).not.toContain("It holds within a minute");
    const refused = await change(jar, { CLAIM_EXPIRY_DAYS: "99999" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("CLAIM_EXPIRY_DAYS");
  });
});

describe("a session", () => {
  it("ends where its owner logs out, here or from another browser, and nobody else can end it", async () => {
    const [one, other, admin] = [await logIn(STAFF), await logIn(STAFF), await logIn(ADMIN)];
    const hash = await shop.value(
      "select id_hash from sessions where member_id = ? order by rowid desc limit 1",
      STAFF.id,
    );
    const end = (jar: Jar) =>
      visit(jar, "/dashboard/sessions/end", { csrf: csrfOf(jar), request: requestId(), which: String(hash) });
    await end(admin.jar);
    expect((await visit(other.jar, "/dashboard")).status).toBe(200);
    await end(one.jar);
    const ended = await visit(other.jar, "/dashboard/orders");
    expect([ended.status, ended.to]).toEqual([302, "/dashboard/out?to=%2Fdashboard%2Forders"]);
    const told = await visit(other.jar, ended.to);
    expect(told.text).toContain("You are logged out.");
    expect(told.text).toContain('href="/dashboard/login?to=%2Fdashboard%2Forders"');
    expect((await visit(one.jar, "/dashboard/logout", { csrf: csrfOf(one.jar) })).status).toBe(303);
    expect((await visit(one.jar, "/dashboard")).status).toBe(302);
  });

  it("is in the language that its owner chooses there", async () => {
    const { jar } = await logIn(STAFF);
    const choose = async (language: string) =>
      (
        await visit(jar, "/dashboard/sessions/language", {
          csrf: csrfOf(jar),
          request: requestId(),
          language,
        })
      ).status;
    expect(await choose("id")).toBe(303);
    expect((await visit(jar, "/dashboard")).text).toContain('<html lang="id">');
    expect(await choose("fr")).toBe(400);
    expect(await choose("shop")).toBe(303);
    expect((await visit(jar, "/dashboard")).text).toContain('<html lang="en">');
  });

  it("is asked of Discord again after five minutes, and before each change, and ends with the role", async () => {
    const { jar } = await logIn(STAFF);
    const secret = jar.get(SESSION) ?? "";
    const levelAfter = async (minutes: number, purpose: Purpose) =>
      (await sessionOf(depsIn(minutes), secret, purpose))?.actor.level;
    shop.discord.setRoles(STAFF.id, [...ADMIN.roleIds]);
    expect(await levelAfter(4, "look")).toBe("staff");
    expect(await levelAfter(0, "change")).toBe("admin");
    shop.discord.setRoles(STAFF.id, []);
    expect(await levelAfter(4, "look")).toBe("admin");
    expect(await levelAfter(6, "look")).toBeUndefined();
    shop.discord.setRoles(STAFF.id, [...STAFF.roleIds]);
    expect(await levelAfter(8, "look")).toBeUndefined();
  });
});

/** What a verb of this shop works with so many minutes from now. */
function depsIn(minutes: number): Deps {
  const { settings } = shop;
  const random = createRandom(7);
  const apiUrl = settings.DISCORD_API_URL ?? "";
  const deps = createTestDeps({
    databaseUrl: shop.sqld.url,
    clock: () => Date.now() + minutes * MINUTE_MS,
    random,
    keyring,
    ringer: { ring: () => {} },
    discordUrl: apiUrl,
    sendgridUrl: null,
    midtransUrl: null,
    shop: {
      guildIds: (settings.DISCORD_GUILD_IDS ?? "").split(","),
      adminRoleIds: (settings.ADMIN_ROLE_IDS ?? "").split(","),
      staffRoleIds: (settings.STAFF_ROLE_IDS ?? "").split(","),
    },
  });
  const discord = createDiscord({
    apiUrl,
    cdnUrl: apiUrl,
    applicationId: settings.DISCORD_APPLICATION_ID ?? "",
    botToken: settings.DISCORD_BOT_TOKEN ?? "",
    publicUrl: settings.PUBLIC_URL ?? "",
  });
  return { ...deps, discord };
}
const keyring = await keyringOf(createRandom(7), 1);
