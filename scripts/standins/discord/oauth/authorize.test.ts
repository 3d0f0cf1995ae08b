import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AYU, DIMAS, REDIRECT_URI, type Started, startDiscord } from "../test-support.ts";
import { application, FORM, formOf, queryOf } from "./test-support.ts";

const BACK = new URL(REDIRECT_URI).origin;

let started: Started;
beforeEach(async () => {
  started = await startDiscord();
});
afterEach(() => started.close());

type Differing = Readonly<Record<string, string | null>>;
const open = (differing: Differing = {}, cookie = "") =>
  fetch(`${started.url}/oauth2/authorize?${queryOf(differing)}`, {
    headers: { cookie },
    redirect: "manual",
  });
const choose = (fields: Differing, differing: Differing = {}, site = "same-origin") =>
  fetch(`${started.url}/oauth2/authorize?${queryOf(differing)}`, {
    method: "POST",
    headers: { "content-type": FORM, "sec-fetch-site": site },
    body: formOf(fields),
    redirect: "manual",
  });
const authorize = (differing: Differing = {}) => choose({ user_id: AYU.id, choice: "authorize" }, differing);
const landed = (response: Response) => {
  const url = new URL(response.headers.get("location") ?? "");
  return { status: response.status, origin: url.origin, ...Object.fromEntries(url.searchParams) };
};
const chosen = async (response: Response) =>
  (await response.text()).match(/value="(\d+)"\s+required\s+checked/)?.[1];

describe("the page of a login", () => {
  test("says who asks for what, and lets nothing in from elsewhere", async () => {
    const response = await open();
    const page = await response.text();
    expect(page).toContain("<h1>Authorize Kopi Senja</h1>");
    expect(page).toContain("see your roles in a server");
    expect(page).toContain(`From here you go to ${BACK}.`);
    for (const { id } of started.discord.world.users) expect(page).toContain(`value="${id}"`);
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self'/);
    expect((await fetch(`${started.url}/oauth2/page.css`)).headers.get("content-type")).toBe("text/css");
  });

  test("offers the person of the address, else of the cookie, else nobody", async () => {
    expect(await chosen(await open())).toBeUndefined();
    expect(await chosen(await open({}, `person=${DIMAS.id}`))).toBe(DIMAS.id);
    expect(await chosen(await open({ as: AYU.id }, `person=${DIMAS.id}`))).toBe(AYU.id);
    expect(await chosen(await open({ as: "1" }))).toBeUndefined();
  });

  test("shows what it is given as text", async () => {
    expect(await (await open({ scope: "<script>alert(1)</script>" })).text()).not.toContain("<script>");
  });

  test.each<[string, Differing, string]>([
    ["another application", { client_id: "1" }, "Unknown Application"],
    ["no application", { client_id: null }, "Unknown Application"],
    [
      "an address that is not registered",
      { redirect_uri: `${BACK}/elsewhere` },
      "Invalid OAuth2 redirect_uri",
    ],
    [
      "an address below a registered one",
      { redirect_uri: `${REDIRECT_URI}/x` },
      "Invalid OAuth2 redirect_uri",
    ],
    ["no address", { redirect_uri: null }, "Invalid OAuth2 redirect_uri"],
  ])("with %s leads nowhere, whatever is chosen", async (_, differing, why) => {
    for (const response of [await open(differing), await authorize(differing)]) {
      expect([response.status, response.headers.get("location")]).toEqual([400, null]);
      expect(await response.text()).toContain(why);
    }
    expect(() => application(started).code(differing)).toThrow(why);
  });

  test("leads nowhere where no login is set up", async () => {
    await started.close();
    started = await startDiscord({ login: null });
    expect(() => application(started).code()).toThrow("Invalid OAuth2 redirect_uri");
    expect((await application(started).exchange("x")).status).toBe(401);
  });
});

describe("who authorizes", () => {
  test("is sent back with a code and the state, and is the person of the next login", async () => {
    const response = await authorize();
    expect(landed(response)).toEqual({
      status: 302,
      origin: BACK,
      code: expect.stringMatching(/^[\w-]{32}$/),
      state: "s1",
    });
    expect(response.headers.get("set-cookie")).toContain(`person=${AYU.id}; Path=/oauth2; HttpOnly`);
  });

  test("without a state, or with a strange one, gets back just that", async () => {
    expect(landed(await authorize({ state: null }))).not.toHaveProperty("state");
    expect(landed(await authorize({ state: "a&b=c d" }))).toMatchObject({ state: "a&b=c d" });
  });

  test("but cancels is sent back with that, chosen or not who they are", async () => {
    for (const user_id of [AYU.id, null]) {
      expect(landed(await choose({ user_id, choice: "cancel" }))).toEqual({
        status: 302,
        origin: BACK,
        error: "access_denied",
        error_description: "The resource owner or authorization server denied the request",
        state: "s1",
      });
    }
  });

  test("must be somebody", async () => {
    for (const user_id of [null, "1"])
      expect((await choose({ user_id, choice: "authorize" })).status).toBe(400);
  });

  test("does so on this page alone", async () => {
    expect((await choose({ user_id: AYU.id, choice: "authorize" }, {}, "cross-site")).status).toBe(403);
  });

  test.each<[string, Differing, string, string]>([
    ["no response_type", { response_type: null }, "invalid_request", "Missing response_type parameter."],
    [
      "the implicit grant",
      { response_type: "token" },
      "unsupported_response_type",
      "response_type=token is not supported",
    ],
    [
      "an unknown scope",
      { scope: "identify guild.members.read" },
      "invalid_scope",
      "The requested scope is invalid, unknown, or malformed.",
    ],
    ["no scope", { scope: null }, "invalid_scope", "The requested scope is invalid, unknown, or malformed."],
    [
      "a plain challenge",
      { code_challenge_method: "plain" },
      "invalid_request",
      'Unsupported "code_challenge_method"',
    ],
    [
      "a challenge without method",
      { code_challenge_method: null },
      "invalid_request",
      'Unsupported "code_challenge_method"',
    ],
    ["a method without challenge", { code_challenge: null }, "invalid_request", 'Missing "code_challenge"'],
    [
      "a challenge that is too short",
      { code_challenge: "abc" },
      "invalid_request",
      'Invalid "code_challenge"',
    ],
  ])("for %s gets no code", async (_, differing, error, error_description) => {
    expect(landed(await authorize(differing))).toEqual({
      status: 302,
      origin: BACK,
      error,
      error_description,
      state: "s1",
    });
  });

  test("once is not asked again with prompt=none, until they take it back", async () => {
    const again = () => open({ prompt: "none" }, `person=${AYU.id}`);
    expect((await again()).status).toBe(200);
    await application(started).login(AYU.id);
    expect(landed(await again())).toMatchObject({ status: 302, state: "s1", code: expect.any(String) });
    expect((await open({ prompt: "none" }, `person=${DIMAS.id}`)).status).toBe(200);
    expect((await open({}, `person=${AYU.id}`)).status).toBe(200);
    started.discord.deauthorize(AYU.id);
    expect((await again()).status).toBe(200);
  });
});

test("faults hit the page of a login too", async () => {
  started.discord.faults.next({ path: "/oauth2/authorize", status: 503, html: true });
  expect((await open()).status).toBe(503);
  started.discord.faults.next({ path: "/oauth2/authorize", dropConnection: true });
  await expect(open()).rejects.toThrow();
  expect((await open()).status).toBe(200);
});
