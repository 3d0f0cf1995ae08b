import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EXAMPLE_ROLES, EXAMPLE_WORLD } from "../example-world.ts";
import { ACCESS_TOKEN_LIFE_S, CODE_LIFE_MS } from "../limits.ts";
import {
  APPLICATION_ID,
  AYU,
  CLIENT_SECRET,
  DIMAS,
  REDIRECT_URI,
  type Started,
  startDiscord,
} from "../test-support.ts";
import { application, formOf, told, VERIFIER } from "./test-support.ts";

const MEMBER = `/users/@me/guilds/${EXAMPLE_WORLD.guildId}/member`;
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

let nowMs: number;
let started: Started;
let app: ReturnType<typeof application>;
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1);
  started = await startDiscord({ clock: () => nowMs });
  app = application(started);
});
afterEach(() => started.close());

type Differing = Readonly<Record<string, string | null>>;
const statusOf = async (path: string, token: string) => (await app.get(path, token)).status;

describe("a code", () => {
  test("becomes the tokens of who authorized, for what they allowed", async () => {
    expect(await told(await app.exchange(app.code()))).toEqual([
      200,
      {
        access_token: expect.any(String),
        token_type: "Bearer",
        expires_in: 604_800,
        refresh_token: expect.any(String),
        scope: "identify guilds.members.read",
      },
    ]);
  });

  test("is taken from an application that proves itself by HTTP Basic", async () => {
    const form = formOf({
      grant_type: "authorization_code",
      code: app.code(),
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    });
    expect((await app.post("/oauth2/token", form, basic(APPLICATION_ID, CLIENT_SECRET))).status).toBe(200);
  });

  test("needs no verifier when the login had no challenge", async () => {
    const code = app.code({ code_challenge: null, code_challenge_method: null });
    expect((await app.exchange(code, { code_verifier: null })).status).toBe(200);
  });

  test("is worth nothing a second time", async () => {
    const code = app.code();
    expect((await app.exchange(code)).status).toBe(200);
    expect(await told(await app.exchange(code))).toEqual([
      400,
      { error: "invalid_grant", error_description: 'Invalid "code" in request.' },
    ]);
  });

  test("is worth nothing past its time", async () => {
    const [early, late] = [app.code(), app.code()];
    nowMs += CODE_LIFE_MS;
    expect((await app.exchange(early)).status).toBe(200);
    nowMs += 1;
    expect((await app.exchange(late)).status).toBe(400);
  });

  test.each<[string, Differing, string, string]>([
    ["that nobody got", { code: "x" }, "invalid_grant", 'Invalid "code" in request.'],
    ["left out", { code: null }, "invalid_request", 'Missing "code" in request.'],
    [
      "with another address",
      { redirect_uri: "https://shop.example.com/" },
      "invalid_grant",
      'Invalid "redirect_uri" in request.',
    ],
    ["without the address", { redirect_uri: null }, "invalid_grant", 'Invalid "redirect_uri" in request.'],
    ["without the verifier", { code_verifier: null }, "invalid_request", 'Missing "code_verifier"'],
    [
      "with a verifier that is too short",
      { code_verifier: "a".repeat(42) },
      "invalid_request",
      'Invalid "code_verifier"',
    ],
    ["with another verifier", { code_verifier: "b".repeat(43) }, "invalid_grant", "Code challenge failed."],
    [
      "for an unknown grant",
      { grant_type: "password" },
      "unsupported_grant_type",
      "Grant type password is not supported",
    ],
    ["for no grant", { grant_type: null }, "unsupported_grant_type", "Grant type None is not supported"],
  ])("%s is refused, and works when all is right", async (_, differing, error, error_description) => {
    const code = app.code();
    expect(await told(await app.exchange(code, differing))).toEqual([400, { error, error_description }]);
    expect((await app.exchange(code)).status).toBe(200);
  });

  test.each<[string, Differing]>([
    ["another secret", { client_secret: "x" }],
    ["no secret", { client_secret: null }],
    ["another id", { client_id: "1" }],
    ["nothing", { client_id: null, client_secret: null }],
  ])("is refused to an application with %s", async (_, differing) => {
    expect(await told(await app.exchange(app.code(), differing))).toEqual([401, { error: "invalid_client" }]);
  });

  test.each([
    ["another secret", basic(APPLICATION_ID, "x")],
    ["something that is no Base64", { authorization: "Basic %%%" }],
  ])("is refused to an application whose HTTP Basic has %s", async (_, headers) => {
    const form = formOf({ grant_type: "authorization_code", code: app.code(), redirect_uri: REDIRECT_URI });
    expect(await told(await app.post("/oauth2/token", form, headers))).toEqual([
      401,
      { error: "invalid_client" },
    ]);
  });

  test("is not taken as JSON, nor by GET", async () => {
    const json = JSON.stringify({ grant_type: "authorization_code", code: app.code() });
    const headers = { "content-type": "application/json", ...basic(APPLICATION_ID, CLIENT_SECRET) };
    expect(await told(await app.post("/oauth2/token", json, headers))).toEqual([
      400,
      { error: "unsupported_grant_type", error_description: "Grant type None is not supported" },
    ]);
    expect((await app.post("/oauth2/token/revoke", json, headers)).status).toBe(400);
    expect((await started.rest("GET", "/oauth2/token")).status).toBe(405);
  });
});

describe("an access token", () => {
  test("tells who its person is, and what roles they have now", async () => {
    const { access_token } = await app.login(DIMAS.id);
    expect(await told(await app.get("/users/@me", access_token))).toMatchObject([
      200,
      { id: DIMAS.id, username: "dimas", global_name: "Dimas" },
    ]);
    started.discord.setRoles(DIMAS.id, [EXAMPLE_ROLES.staffId]);
    const [status, member] = await told(await app.get(MEMBER, access_token));
    expect([status, member]).toMatchObject([200, { user: { id: DIMAS.id }, roles: [EXAMPLE_ROLES.staffId] }]);
    expect(member).not.toHaveProperty("permissions");
  });

  test("finds no member in another guild, nor in one that its person left", async () => {
    const { access_token } = await app.login();
    const unknownGuild = [404, { message: "Unknown Guild", code: 10004 }];
    expect(await told(await app.get("/users/@me/guilds/1/member", access_token))).toEqual(unknownGuild);
    started.discord.leave(AYU.id);
    expect(await told(await app.get(MEMBER, access_token))).toEqual(unknownGuild);
    expect(await statusOf("/users/@me", access_token)).toBe(200);
    started.discord.rejoin(AYU.id);
    expect(await statusOf(MEMBER, access_token)).toBe(200);
  });

  test("opens what was allowed and nothing else", async () => {
    const { access_token: identity } = await app.login(AYU.id, "identify");
    expect([await statusOf("/users/@me", identity), await statusOf(MEMBER, identity)]).toEqual([200, 401]);
    const { access_token: roles } = await app.login(AYU.id, "guilds.members.read");
    expect([await statusOf("/users/@me", roles), await statusOf(MEMBER, roles)]).toEqual([401, 200]);
    expect(await statusOf(`/guilds/${EXAMPLE_WORLD.guildId}`, roles)).toBe(401);
    expect(await statusOf("/users/@me", "made-up")).toBe(401);
  });

  test("ends after a week; a refresh gives others, and ends the old ones", async () => {
    const first = await app.login();
    nowMs += ACCESS_TOKEN_LIFE_S * 1_000 + 1;
    expect(await statusOf("/users/@me", first.access_token)).toBe(401);
    const second = await app.tokens(await app.refresh(first.refresh_token));
    expect(await statusOf("/users/@me", second.access_token)).toBe(200);
    expect(await told(await app.refresh(first.refresh_token))).toEqual([400, { error: "invalid_grant" }]);
    const third = await app.tokens(await app.refresh(second.refresh_token));
    expect(await statusOf("/users/@me", second.access_token)).toBe(401);
    expect(await statusOf("/users/@me", third.access_token)).toBe(200);
  });

  test.each(["access_token", "refresh_token"] as const)(
    "is worth nothing once any %s of its person is revoked",
    async (which) => {
      const [one, other, dimas] = [await app.login(), await app.login(), await app.login(DIMAS.id)];
      expect(await told(await app.revoke(one[which]))).toEqual([200, {}]);
      for (const { access_token } of [one, other])
        expect(await statusOf("/users/@me", access_token)).toBe(401);
      expect((await app.refresh(other.refresh_token)).status).toBe(400);
      expect(await statusOf("/users/@me", dimas.access_token)).toBe(200);
    },
  );

  test("is worth nothing once its person takes back what they allowed", async () => {
    const [{ access_token }, waiting] = [await app.login(), app.code()];
    started.discord.deauthorize(AYU.id);
    expect(await statusOf("/users/@me", access_token)).toBe(401);
    expect((await app.exchange(waiting)).status).toBe(400);
  });
});

describe("a revocation", () => {
  test("of a token that is nobody's is no error", async () => {
    expect(await told(await app.revoke("made-up"))).toEqual([200, {}]);
  });

  test("needs the application's secret, and a token", async () => {
    const { access_token } = await app.login();
    const strange = formOf({ client_id: APPLICATION_ID, client_secret: "x", token: access_token });
    expect((await app.post("/oauth2/token/revoke", strange)).status).toBe(401);
    const empty = await app.post("/oauth2/token/revoke", formOf({}), basic(APPLICATION_ID, CLIENT_SECRET));
    expect(empty.status).toBe(400);
    expect(await statusOf("/users/@me", access_token)).toBe(200);
  });
});

test("the bot's own token tells of the bot, and of nobody's membership", async () => {
  expect(await told(await started.rest("GET", "/users/@me"))).toMatchObject([
    200,
    { id: APPLICATION_ID, bot: true },
  ]);
  expect(await told(await started.rest("GET", MEMBER))).toMatchObject([403, { code: 20001 }]);
});

describe("limits and faults", () => {
  test("a person's routes are limited each, and for that person alone", async () => {
    const [ayu, dimas] = [await app.login(AYU.id), await app.login(DIMAS.id)];
    for (let call = 0; call < 5; call++) expect(await statusOf(MEMBER, ayu.access_token)).toBe(200);
    const sixth = await app.get(MEMBER, ayu.access_token);
    expect([sixth.status, sixth.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(await statusOf("/users/@me", ayu.access_token)).toBe(200);
    expect(await statusOf(MEMBER, dimas.access_token)).toBe(200);
    nowMs += 5_000;
    expect(await statusOf(MEMBER, ayu.access_token)).toBe(200);
  });

  test("the route of tokens is limited, and does not tell how far it is", async () => {
    const answers = [];
    for (let call = 0; call < 51; call++) answers.push(await app.exchange("x"));
    expect(answers.map(({ status }) => status)).toEqual([...Array(50).fill(400), 429]);
    expect(answers[0]?.headers.has("x-ratelimit-remaining")).toBe(false);
  });

  test("a code whose answer is lost is used", async () => {
    const code = app.code();
    started.discord.faults.next({ path: "/oauth2/token", status: 502, afterCommit: true });
    expect((await app.exchange(code)).status).toBe(502);
    expect((await app.exchange(code)).status).toBe(400);
  });

  test("Discord that is away before it did anything leaves the code as it was", async () => {
    const code = app.code();
    started.discord.faults.next({ path: "/oauth2/token", dropConnection: true });
    await expect(app.exchange(code)).rejects.toThrow();
    expect((await app.exchange(code)).status).toBe(200);
    const { access_token } = await app.login();
    started.discord.faults.next({ path: "/member", status: 429, retryAfterS: 3 });
    expect(await statusOf(MEMBER, access_token)).toBe(429);
  });
});
