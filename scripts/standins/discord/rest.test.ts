import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import {
  APPLICATION_ID,
  AUDIT,
  AYU,
  DIMAS,
  errorOf,
  GENERAL,
  type Started,
  startDiscord,
} from "./test-support.ts";

const START_MS = Date.UTC(2026, 0, 1);

let nowMs = START_MS;
let started: Started;
beforeEach(async () => {
  nowMs = START_MS;
  started = await startDiscord({ clock: () => nowMs });
});
afterEach(() => started.close());

const post = (body: object, channelId: string = GENERAL.id) =>
  started.rest("POST", `/channels/${channelId}/messages`, body);
/** A message with a file, as the bot sends or edits one. */
const sendFile = (method: string, path: string, file: File, message: object) => {
  const form = new FormData();
  form.set("payload_json", JSON.stringify(message));
  form.set("files[0]", file, file.name);
  return started.rest(method, path, form);
};
const messageSchema = z.object({
  embeds: z.array(z.object({ image: z.object({ url: z.string() }).optional() })),
  attachments: z.array(z.unknown()),
});
const pictureIn = async (response: Response) => {
  const { embeds, attachments } = messageSchema.parse(await response.json());
  return { url: embeds[0]?.image?.url, attachments };
};
const openDm = async (userId: string) => {
  await started.rest("POST", "/users/@me/channels", { recipient_id: userId });
  return started.discord.dmChannelId(userId);
};

describe("a call is refused", () => {
  test.each([
    ["without a bot token", "GET", "/users/@me", undefined, { authorization: "" }, 401, 0],
    ["with another bot token", "GET", "/users/@me", undefined, { authorization: "Bot other" }, 401, 0],
    ["for a channel that does not exist", "POST", "/channels/1/messages", { content: "x" }, {}, 404, 10003],
    [
      "for a message that does not exist",
      "PATCH",
      `/channels/${GENERAL.id}/messages/1`,
      { content: "x" },
      {},
      404,
      10008,
    ],
    [
      "for a token that does not exist",
      "PATCH",
      `/webhooks/${APPLICATION_ID}/x/messages/@original`,
      { content: "x" },
      {},
      404,
      10015,
    ],
    ["for another application", "GET", "/applications/1/commands", undefined, {}, 404, 10002],
    ["for another guild", "PUT", `/applications/${APPLICATION_ID}/guilds/1/commands`, [], {}, 404, 10004],
    [
      "for somebody who is no member",
      "GET",
      "/guilds/1180000000000000001/members/1",
      undefined,
      {},
      404,
      10007,
    ],
    ["for a DM with nobody", "POST", "/users/@me/channels", { recipient_id: "1" }, {}, 400, 50033],
    ["for a message without anything", "POST", `/channels/${GENERAL.id}/messages`, {}, {}, 400, 50006],
    ["for a route that does not exist", "GET", "/nowhere", undefined, {}, 404, 0],
  ])("%s", async (_, method, path, body, headers, status, code) => {
    expect(await errorOf(await started.rest(method, path, body, headers))).toMatchObject({ status, code });
  });

  test("without Discord's form of User-Agent, by a page rather than JSON", async () => {
    const response = await started.rest("GET", "/users/@me", undefined, { "user-agent": "node" });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      403,
      expect.stringContaining("text/html"),
    ]);
  });
});

describe("messages of the bot", () => {
  test("with the same enforced nonce appear once, for some minutes", async () => {
    const first = await (await post({ content: "a", nonce: "n", enforce_nonce: true })).json();
    const second = await (await post({ content: "a", nonce: "n", enforce_nonce: true })).json();
    expect(second).toEqual(first);
    await post({ content: "a", nonce: "n" });
    expect(started.discord.messages(GENERAL.id)).toHaveLength(2);
    nowMs += 6 * 60_000;
    await post({ content: "a", nonce: "n", enforce_nonce: true });
    expect(started.discord.messages(GENERAL.id)).toHaveLength(3);
  });

  test("reach a person by the one DM channel there is", async () => {
    const channelId = await openDm(AYU.id);
    expect(await openDm(AYU.id)).toBe(channelId);
    await post({ content: "psst" }, channelId);
    expect(started.discord.directMessages(AYU.id)).toMatchObject([{ content: "psst" }]);
  });

  test("do not reach closed DMs, nor somebody who left", async () => {
    started.discord.closeDms(AYU.id);
    expect(await errorOf(await post({ content: "x" }, await openDm(AYU.id)))).toMatchObject({
      status: 403,
      code: 50007,
    });
    started.discord.leave(DIMAS.id);
    expect(await errorOf(await post({ content: "x" }, await openDm(DIMAS.id)))).toMatchObject({
      status: 403,
      code: 50278,
    });
  });

  test("carry files, which browsers can download and Workers cannot", async () => {
    const file = new File(["line,reason\n"], "refused.csv", { type: "text/csv" });
    const response = await sendFile("POST", `/channels/${AUDIT.id}/messages`, file, {
      attachments: [{ id: 0, filename: "refused.csv" }],
    });
    expect(response.status).toBe(200);
    const [attachment] = started.discord.messages(AUDIT.id)[0]?.attachments ?? [];
    expect(attachment).toMatchObject({ filename: "refused.csv", size: 12, contentType: "text/csv" });
    expect(new TextDecoder().decode(started.discord.file(attachment?.id ?? ""))).toBe("line,reason\n");
    const headers = { "sec-fetch-mode": "navigate" };
    const path = new URL(attachment?.url ?? "").pathname;
    expect((await started.discord.app.request(path, { headers })).status).toBe(200);
    expect((await started.discord.app.request(path)).status).toBe(403);
  });

  test("show an attached picture in their embed, until an edit takes it away", async () => {
    const bytes = Uint8Array.from([0x89, 0x50, 0, 0xff]);
    const embeds = [{ title: "Pay", image: { url: "attachment://qr.png" } }];
    const file = new File([bytes], "qr.png", { type: "image/png" });
    const posted = await sendFile("POST", `/channels/${AUDIT.id}/messages`, file, { embeds });
    const [message] = started.discord.messages(AUDIT.id);
    const [attachment] = message?.attachments ?? [];
    expect(await pictureIn(posted)).toEqual({ url: attachment?.url, attachments: [] });
    const path = new URL(attachment?.url ?? "").pathname;
    const served = await started.discord.app.request(path, { headers: { "sec-fetch-mode": "no-cors" } });
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes);

    const edit = (body: object) =>
      started.rest("PATCH", `/channels/${AUDIT.id}/messages/${message?.id}`, body);
    expect((await pictureIn(await edit({ content: "soon" }))).url).toBe(attachment?.url);
    expect(await pictureIn(await edit({ attachments: [] }))).toEqual({ url: undefined, attachments: [] });
    expect(started.discord.message(message?.id ?? "")?.attachments).toEqual([]);
  });

  test("lose the files they had to those that an edit sends, unless it lists them", async () => {
    const [one, two, three] = [new File(["1"], "1.txt"), new File(["2"], "2.txt"), new File(["3"], "3.txt")];
    await sendFile("POST", `/channels/${AUDIT.id}/messages`, one, {});
    const [message] = started.discord.messages(AUDIT.id);
    const path = `/channels/${AUDIT.id}/messages/${message?.id}`;
    const names = () =>
      started.discord.message(message?.id ?? "")?.attachments.map(({ filename }) => filename);
    await sendFile("PATCH", path, two, {});
    expect(names()).toEqual(["2.txt"]);
    const [kept] = started.discord.message(message?.id ?? "")?.attachments ?? [];
    await sendFile("PATCH", path, three, { attachments: [{ id: kept?.id }, { id: 0 }] });
    expect(names()).toEqual(["2.txt", "3.txt"]);
  });

  test("are waited for without asking again and again", async () => {
    const coming = started.discord.waitFor(({ content }) => content === "here");
    await post({ content: "other" });
    await post({ content: "here" });
    expect(await coming).toMatchObject({ content: "here" });
    await expect(started.discord.waitFor(() => false, { timeoutMs: 1 })).rejects.toThrow("1 ms");
  });
});

describe("rate limits", () => {
  test("turn a burst away with the time to wait, and let it in afterwards", async () => {
    for (let sent = 0; sent < 5; sent++) expect((await post({ content: "x" })).status).toBe(200);
    const refused = await post({ content: "x" });
    expect([
      refused.status,
      refused.headers.get("retry-after"),
      refused.headers.get("x-ratelimit-remaining"),
    ]).toEqual([429, "5", "0"]);
    expect(await refused.json()).toMatchObject({ retry_after: 5, global: false });
    nowMs += 5_001;
    expect((await post({ content: "x" })).status).toBe(200);
    expect(started.discord.requests.invalid()).toBe(1);
  });
});

describe("faults", () => {
  test("hit the requests they match, as often as asked", async () => {
    started.discord.faults.next({
      method: "POST",
      path: "/messages",
      times: 2,
      status: 429,
      retryAfterS: 0.5,
      global: true,
    });
    expect((await started.rest("GET", "/users/@me")).status).toBe(200);
    const first = await post({ content: "x" });
    expect([first.status, first.headers.get("x-ratelimit-global"), await first.json()]).toMatchObject([
      429,
      "true",
      { retry_after: 0.5 },
    ]);
    expect((await post({ content: "x" })).status).toBe(429);
    expect((await post({ content: "x" })).status).toBe(200);
    expect(started.discord.messages(GENERAL.id)).toHaveLength(1);
  });

  test("after the commit lose the answer and keep the effect", async () => {
    started.discord.faults.next({ path: "/messages", dropConnection: true, afterCommit: true });
    await expect(post({ content: "x" })).rejects.toThrow();
    expect(started.discord.messages(GENERAL.id)).toHaveLength(1);
  });

  test("before the commit lose both", async () => {
    started.discord.faults.next({ path: "/messages", dropConnection: true });
    await expect(post({ content: "x" })).rejects.toThrow();
    expect(started.discord.messages(GENERAL.id)).toHaveLength(0);
  });

  test("can be a page of Cloudflare's", async () => {
    started.discord.faults.next({ status: 403, html: true });
    const response = await post({ content: "x" });
    expect([response.status, response.headers.get("content-type")]).toEqual([403, "text/html"]);
  });
});
