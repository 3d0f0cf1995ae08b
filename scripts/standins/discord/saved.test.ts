import { afterEach, beforeEach, expect, test } from "vitest";
import { TOKEN_LIFE_MS } from "./limits.ts";
import { MESSAGES_SAVED, savedDiscordSchema } from "./saved.ts";
import {
  APPLICATION_ID,
  AYU,
  BOT_TOKEN,
  DIMAS,
  GENERAL,
  SAY,
  type Started,
  startDiscord,
} from "./test-support.ts";

let nowMs = Date.UTC(2026, 0, 1);
let started: Started;
beforeEach(async () => {
  started = await startDiscord({ clock: () => nowMs });
});
afterEach(() => started.close());

/** Another stand-in that begins with what a file would hold of this one. */
async function restart() {
  const saved = savedDiscordSchema.parse(JSON.parse(JSON.stringify(started.discord.save())));
  await started.close();
  started = await startDiscord({ clock: () => nowMs, saved });
}

const say = (userId: string) => started.discord.command(userId, { name: SAY.name, options: { text: "hi" } });
const post = (body: object, channelId: string = GENERAL.id) =>
  started.rest("POST", `/channels/${channelId}/messages`, body);
const contents = (channelId: string, as: string) =>
  started.discord.messages(channelId, { as }).map(({ content }) => content);

test("after a restart everybody sees what they saw, in channels and in their DM", async () => {
  const dm = started.discord.dmChannelId(AYU.id);
  await post({ content: "welcome", embeds: [{ title: "Shop", fields: [{ name: "a", value: "b" }] }] });
  await post({ content: "paid" }, dm);
  started.answerWith(() => ({ type: 4, data: { content: "secret", flags: 64 } }));
  await say(AYU.id);
  const dismissed = await say(AYU.id);
  started.discord.dismiss(AYU.id, dismissed.message?.id ?? "");
  started.discord.setLocale(AYU.id, "id");
  const before = started.discord.messages(GENERAL.id, { as: AYU.id });
  await restart();
  expect(started.discord.messages(GENERAL.id, { as: AYU.id })).toEqual(
    before.map((message) => ({ ...message, allowedMentions: undefined })),
  );
  expect(contents(GENERAL.id, AYU.id)).toEqual(["welcome", "secret"]);
  expect(contents(GENERAL.id, DIMAS.id)).toEqual(["welcome"]);
  expect(started.discord.directMessages(AYU.id).map(({ content }) => content)).toEqual(["paid"]);
  expect(started.discord.person(AYU.id)?.locale).toBe("id");
});

test("an answer deferred before a restart is filled after it, while its token lives", async () => {
  started.answerWith(() => ({ type: 5 }));
  const { interaction } = await say(AYU.id);
  const path = `/webhooks/${APPLICATION_ID}/${interaction.token}/messages/@original`;
  await restart();
  expect((await started.rest("PATCH", path, { content: "done" })).status).toBe(200);
  expect(contents(GENERAL.id, AYU.id)).toEqual(["done"]);
  nowMs += TOKEN_LIFE_MS + 1;
  await restart();
  expect((await started.rest("PATCH", path, { content: "late" })).status).toBe(404);
});

test("an interaction that nobody answered is lost with the restart", async () => {
  started.answerWith(() => new Response("", { status: 500 }));
  const { interaction } = await say(AYU.id);
  await restart();
  const path = `/webhooks/${APPLICATION_ID}/${interaction.token}`;
  expect((await started.rest("POST", path, { content: "late" })).status).toBe(404);
});

test("a message whose nonce is known from before a restart is not posted twice", async () => {
  const once = { content: "once", nonce: "n1", enforce_nonce: true };
  await post(once);
  await restart();
  expect((await post(once)).status).toBe(200);
  expect(contents(GENERAL.id, AYU.id)).toEqual(["once"]);
});

test("a file is there after a restart, an empty one too", async () => {
  for (const bytes of ["a,b\n", ""]) {
    const form = new FormData();
    form.set("payload_json", "{}");
    form.set("files[0]", new File([bytes], "refused.csv"));
    await fetch(`${started.url}/discord/api/v10/channels/${GENERAL.id}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bot ${BOT_TOKEN}`,
        "user-agent": "DiscordBot (https://example.com, 1)",
      },
      body: form,
    });
  }
  await restart();
  const ids = started.discord
    .messages(GENERAL.id)
    .flatMap(({ attachments }) => attachments.map(({ id }) => id));
  expect(ids.map((id) => new TextDecoder().decode(started.discord.file(id)))).toEqual(["a,b\n", ""]);
});

test("of a long channel a restart brings the newest messages back", async () => {
  started.answerWith(() => ({ type: 4, data: { content: "x" } }));
  for (let count = 0; count <= MESSAGES_SAVED.countMax; count++) await say(AYU.id);
  const newest = started.discord.messages(GENERAL.id).slice(-MESSAGES_SAVED.countMax);
  await restart();
  expect(started.discord.messages(GENERAL.id).map(({ id }) => id)).toEqual(newest.map(({ id }) => id));
});
