import { once } from "node:events";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import {
  ADMIN,
  AUDIT,
  AYU,
  DIMAS,
  GENERAL,
  type Started,
  startDiscord,
} from "../standins/discord/test-support.ts";
import { createMidtransStandIn, type MidtransStandIn } from "../standins/midtrans/standin.ts";
import type { Mail, Mailbox } from "../standins/sendgrid/mailbox.ts";
import { createPlayground, isPlayground } from "./playground.ts";

const MAIL: Mail = {
  id: "m1",
  to: "ayu@example.com",
  subject: "Points",
  text: "/claim code:X",
  html: "<b>Points</b>",
  receivedAtMs: 0,
  customArgs: {},
  state: "accepted",
};

const LOGIN_URL = "https://shop.example.com/dashboard/login";

let started: Started;
let reported: string[];
let mails: Mail[];
let midtrans: MidtransStandIn;
let page: ReturnType<typeof createPlayground>;
beforeEach(async () => {
  started = await startDiscord();
  reported = [];
  mails = [MAIL];
  const mailbox: Mailbox = {
    list: () => mails,
    subscribe: () => () => undefined,
    deliver: async (id, event) => void reported.push(`${id} ${event}`),
  };
  midtrans = createMidtransStandIn({ serverKey: "SB-x", baseUrl: () => "/midtrans", notifyUrl: () => null });
  page = createPlayground({ discord: started.discord, mailbox, midtrans, loginUrl: LOGIN_URL });
});
afterEach(async () => {
  midtrans.close();
  await started.close();
});

const stateSchema = z.looseObject({
  channels: z.array(z.object({ name: z.string() })),
  commands: z.array(z.object({ label: z.string(), description: z.string() })),
});
const dashboardSchema = z.object({ dashboardUrl: z.url() });
const portSchema = z.object({ port: z.number() });
const listSchema = z.object({
  found: z.number(),
  more: z.number(),
  mails: z.array(z.object({ id: z.string() })),
});
const stateOf = async (userId: string) =>
  stateSchema.parse(await (await page.request(`/playground/state?as=${userId}`)).json());
const messagesOf = (userId: string, channelId: string) =>
  page.request(`/playground/messages?as=${userId}&channel=${channelId}`);
const act = (userId: string, what: object, file?: File) => {
  const body = new FormData();
  body.set("act", JSON.stringify(what));
  if (file) body.set("file:file", file);
  return page.request(`/playground/act?as=${userId}`, {
    method: "POST",
    body,
    headers: { "sec-fetch-site": "same-origin" },
  });
};
const say = { act: "command", name: "say", options: { text: "hi" }, channel: GENERAL.id };

describe("each person", () => {
  test("sees their own channels, and nobody else's", async () => {
    expect((await stateOf(ADMIN.id)).channels.map(({ name }) => name)).toEqual([
      "general",
      "shop",
      "audit",
      "Coffer",
    ]);
    expect((await stateOf(AYU.id)).channels.map(({ name }) => name)).toEqual(["general", "shop", "Coffer"]);
    expect((await messagesOf(AYU.id, AUDIT.id)).status).toBe(404);
    expect((await messagesOf(AYU.id, started.discord.dmChannelId(DIMAS.id))).status).toBe(404);
  });

  test("is offered the commands they may use, each subcommand a line, in their language", async () => {
    started.discord.registerCommands([
      {
        name: "claim",
        name_localizations: { id: "klaim" },
        description: "Claim",
        description_localizations: { id: "Tukar" },
      },
      {
        name: "import",
        description: "Import",
        default_member_permissions: "32",
        options: [
          { type: 1, name: "orders", description: "Orders" },
          { type: 1, name: "status", description: "Status" },
          {
            type: 2,
            name: "file",
            description: "Files",
            options: [{ type: 1, name: "list", description: "List" }],
          },
        ],
      },
    ]);
    expect((await stateOf(ADMIN.id)).commands.map(({ label }) => label)).toEqual([
      "claim",
      "import file list",
      "import orders",
      "import status",
    ]);
    expect(await stateOf(DIMAS.id)).toMatchObject({ commands: [{ label: "klaim", description: "Tukar" }] });
  });

  test("can leave the server and come back; outside it they use no command", async () => {
    expect((await act(DIMAS.id, { act: "membership", inGuild: false })).status).toBe(200);
    expect(await stateOf(DIMAS.id)).toMatchObject({ me: { inGuild: false } });
    expect(await (await act(DIMAS.id, say)).json()).toEqual({ error: "this person has left the server" });
    await act(DIMAS.id, { act: "membership", inGuild: true });
    expect(await stateOf(DIMAS.id)).toMatchObject({ me: { inGuild: true } });
  });

  test("is led to the dashboard as themselves, by the origin at which they will log in", async () => {
    const { dashboardUrl } = dashboardSchema.parse(await stateOf(DIMAS.id));
    expect(new URL(dashboardUrl).origin).toBe(started.url);
    const response = await page.request(dashboardUrl.slice(started.url.length));
    expect([response.status, response.headers.get("location")]).toEqual([302, LOGIN_URL]);
    expect(response.headers.get("set-cookie")).toBe(
      `person=${DIMAS.id}; Path=/oauth2; HttpOnly; SameSite=Lax`,
    );
  });

  test("sees ephemeral answers to themselves alone", async () => {
    started.answerWith(() => ({ type: 4, data: { content: "secret", flags: 64 } }));
    expect((await act(AYU.id, say)).status).toBe(200);
    expect(await (await messagesOf(AYU.id, GENERAL.id)).json()).toMatchObject([
      { content: "secret", ephemeral: true },
    ]);
    expect(await (await messagesOf(ADMIN.id, GENERAL.id)).json()).toEqual([]);
  });
});

describe("what a person does", () => {
  test("reaches the Worker with its file", async () => {
    const file = { type: 11, name: "file", description: "d" };
    started.discord.registerCommands([{ name: "import", description: "d", options: [file] }]);
    started.answerWith(() => ({ type: 5 }));
    const command = { act: "command", name: "import", options: {}, channel: GENERAL.id };
    await act(ADMIN.id, command, new File(["email\n"], "orders.csv", { type: "text/csv" }));
    expect(JSON.stringify(started.seen[0])).toContain(
      '"filename":"orders.csv","content_type":"text/csv","size":6',
    );
  });

  test("fails in the words that Discord shows, with the reason for developers", async () => {
    started.answerWith(() => ({ type: 4, data: { content: "" } }));
    expect(await (await act(AYU.id, say)).json()).toMatchObject({
      failure: "The application did not respond",
      problem: expect.stringContaining("50006"),
    });
  });

  test("that Discord's client would not send is refused with a sentence", async () => {
    const response = await act(AYU.id, { ...say, options: { text: "" } });
    expect([response.status, await response.json()]).toEqual([400, { error: "text: must not be empty" }]);
  });

  test("cannot be done by a page of another site", async () => {
    const body = new FormData();
    body.set("act", JSON.stringify(say));
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example.com" };
    expect((await page.request("/playground/act", { method: "POST", body, headers })).status).toBe(403);
    expect((await page.request("/playground/mails/m1/bounce", { method: "POST", headers })).status).toBe(403);
    expect([started.seen, reported]).toEqual([[], []]);
  });
});

describe("the page", () => {
  test("is served with its modules, and lets nothing in from elsewhere", async () => {
    const index = await page.request("/playground/");
    expect(index.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect((await page.request("/playground/js/main.js")).status).toBe(200);
    expect((await page.request("/playground/../playground.ts")).status).toBe(404);
  });

  test("lists the mails without their contents, and finds them by address", async () => {
    const list = async (to: string) => await (await page.request(`/playground/mails?to=${to}`)).json();
    const { html: _, text: __, ...listed } = MAIL;
    expect(await list("AYU")).toEqual({ total: 1, found: 1, more: 0, mails: [listed] });
    expect(await list("dimas")).toEqual({ total: 1, found: 0, more: 0, mails: [] });
  });

  test("lists the newest mails first, a page more each time it is asked, up to a limit", async () => {
    mails = Array.from({ length: 2_300 }, (_, index) => ({ ...MAIL, id: `m${index}` }));
    const list = async (pages: string) => {
      const response = await page.request(`/playground/mails?pages=${pages}`);
      const { found, more, mails } = listSchema.parse(await response.json());
      return [found, more, mails.length, mails[0]?.id, mails.at(-1)?.id];
    };
    expect(await list("1")).toEqual([2_300, 200, 200, "m2299", "m2100"]);
    expect(await list("2")).toEqual([2_300, 200, 400, "m2299", "m1900"]);
    expect(await list("10")).toEqual([2_300, 0, 2_000, "m2299", "m300"]);
    expect(await list("99999999999")).toEqual([2_300, 0, 2_000, "m2299", "m300"]);
    expect(await list("-1")).toEqual([2_300, 200, 200, "m2299", "m2100"]);
    mails = mails.slice(0, 250);
    expect(await list("1")).toEqual([250, 50, 200, "m249", "m50"]);
  });

  test("shows a mail without script, and reports what became of it", async () => {
    const html = await page.request("/playground/mails/m1/html");
    expect(html.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(await html.text()).toBe(MAIL.html);
    const headers = { "sec-fetch-site": "same-origin" };
    await page.request("/playground/mails/m1/bounce", { method: "POST", headers });
    expect((await page.request("/playground/mails/m1/opened", { method: "POST", headers })).status).toBe(404);
    expect(reported).toEqual(["m1 bounce"]);
  });

  test.each([
    ["a playground", () => page, true],
    ["something else", () => new Hono().all("*", (context) => context.text("Coffer")), false],
  ])("is told from what else answers at its port: %s", async (_, app, itIs) => {
    const server = serve({ fetch: app().fetch, port: 0, hostname: "127.0.0.1" });
    await once(server, "listening");
    const { port } = portSchema.parse(server.address());
    expect(await isPlayground(`http://127.0.0.1:${port}`)).toBe(itIs);
    server.close();
    await once(server, "close");
    expect(await isPlayground(`http://127.0.0.1:${port}`)).toBe(false);
  });

  test("hears of what changes as it changes", async () => {
    const stop = new AbortController();
    const stream = await page.request(`/playground/events?as=${AYU.id}`, { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain("event: ready");
    started.answerWith(() => ({ type: 4, data: { content: "hello" } }));
    await act(DIMAS.id, say);
    expect((await reader?.read())?.value).toContain('"content":"hello"');
    await reader?.cancel();
    stop.abort();
  });
});
