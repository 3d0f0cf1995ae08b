import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { ClientRefusal } from "./exchange.ts";
import { ADMIN, AYU, DIMAS, errorOf, GENERAL, SHOP, type Started, startDiscord } from "./test-support.ts";

const EPHEMERAL = 64;
const START_MS = Date.UTC(2026, 0, 1);

let nowMs = START_MS;
let started: Started;
beforeEach(async () => {
  nowMs = START_MS;
  started = await startDiscord({ answerWithinMs: 300, clock: () => nowMs });
});
afterEach(() => started.close());

const say = (userId: string = AYU.id, channel: string = GENERAL.id) =>
  started.discord.command(userId, { name: "say", options: { text: "hi" } }, { channel });
const original = (token: string) => `/webhooks/${started.discord.applicationId}/${token}/messages/@original`;
const button = (id: string, more: object = {}) => ({
  type: 1,
  components: [{ type: 2, style: 1, label: "Go", custom_id: id, ...more }],
});
const modal = {
  custom_id: "m",
  title: "Sure?",
  components: [{ type: 18, label: "Why", component: { type: 4, style: 1, custom_id: "why" } }],
};

describe("what reaches the Worker", () => {
  test("its signature verifies", async () => {
    const { status, failure } = await started.discord.ping();
    expect({ status, failure }).toEqual({ status: 200, failure: null });
  });

  test.each(["bad", "malformed", "missing"] as const)("a %s signature does not verify", async (signature) => {
    const { status, failure } = await started.discord.ping({ signature });
    expect({ status, failure }).toEqual({ status: 401, failure: "The application did not respond" });
  });

  test("in a guild it names the member with roles and permissions", async () => {
    await say(ADMIN.id);
    expect(started.seen[0]).toMatchObject({
      type: 2,
      context: 0,
      guild_id: started.discord.world.guildId,
      channel: { id: GENERAL.id, type: 0 },
      locale: "en-US",
      member: { user: { id: ADMIN.id }, roles: ADMIN.roleIds, permissions: expect.stringMatching(/^\d+$/) },
      data: { name: "say", options: [{ name: "text", type: 3, value: "hi" }] },
    });
  });

  test("in a DM it names a user, and no guild", async () => {
    await say(AYU.id, "dm");
    expect(started.seen[0]).toMatchObject({ context: 1, user: { id: AYU.id } });
    expect(started.seen[0]).not.toHaveProperty("guild_id");
    expect(started.seen[0]).not.toHaveProperty("member");
  });

  test("a DM offers no command of the guild, and no global one that is not made for it", async () => {
    started.discord.registerCommands([{ name: "here", description: "d", contexts: [0] }]);
    started.discord.registerCommands([{ name: "own", description: "d" }], started.discord.world.guildId);
    for (const name of ["here", "own"]) {
      expect((await started.discord.command(AYU.id, { name })).interaction.command).toBe(`/${name}`);
      await expect(started.discord.command(AYU.id, { name }, { channel: "dm" })).rejects.toThrow(
        ClientRefusal,
      );
    }
  });

  test("a command kept for some permissions is offered to those who have them", async () => {
    started.discord.registerCommands([{ name: "staff", description: "d", default_member_permissions: "32" }]);
    await expect(started.discord.command(AYU.id, { name: "staff" })).rejects.toThrow(ClientRefusal);
    expect((await started.discord.command(ADMIN.id, { name: "staff" })).status).toBe(200);
    expect((await started.discord.command(AYU.id, { name: "staff" }, { unchecked: true })).status).toBe(200);
  });

  test("an uploaded file can be fetched at the CDN's origin until its link expires", async () => {
    started.discord.registerCommands([
      {
        name: "import",
        description: "d",
        options: [{ type: 11, name: "file", description: "d", required: true }],
      },
    ]);
    const bytes = new TextEncoder().encode("email,amount\n");
    await started.discord.command(ADMIN.id, {
      name: "import",
      options: { file: { name: "orders.csv", bytes } },
    });
    const file = z
      .object({
        data: z.object({
          resolved: z.object({
            attachments: z.record(z.string(), z.object({ url: z.string(), size: z.number() })),
          }),
        }),
      })
      .transform(({ data }) => Object.values(data.resolved.attachments)[0])
      .parse(started.seen[0]);
    expect(file?.size).toBe(bytes.length);
    expect(file?.url).toContain(`${started.url}/ephemeral-attachments/`);
    expect(await (await fetch(file?.url ?? "")).text()).toBe("email,amount\n");
    nowMs += 25 * 60 * 60_000;
    expect((await fetch(file?.url ?? "")).status).toBe(404);
  });
});

describe("the answer", () => {
  test("that does not come in time is a failure, and the token is worth nothing afterwards", async () => {
    started.answerWith(() => undefined);
    const { failure, interaction } = await say();
    expect(failure).toBe("The application did not respond");
    expect(
      await errorOf(await started.rest("PATCH", original(interaction.token), { content: "late" })),
    ).toMatchObject({ code: 10015 });
    const callback = `/interactions/${interaction.id}/${interaction.token}/callback`;
    expect(await errorOf(await started.rest("POST", callback, { type: 5 }))).toMatchObject({ code: 10062 });
  });

  test.each([
    ["an update to a command", { type: 7, data: { content: "x" } }],
    ["a deferred update to a command", { type: 6 }],
    ["choices to a command", { type: 8, data: { choices: [] } }],
    ["a pong to a command", { type: 1 }],
    ["a type that does not exist", { type: 99 }],
    ["no text at all", { type: 4, data: {} }],
    ["text beyond 2,000 characters", { type: 4, data: { content: "x".repeat(2_001) } }],
    ["a modal without fields", { type: 9, data: { ...modal, components: [] } }],
    ["a modal with a long title", { type: 9, data: { ...modal, title: "x".repeat(46) } }],
  ])("is refused: %s", async (_, answer) => {
    started.answerWith(() => answer);
    const { failure, message } = await say();
    expect({ failure, message }).toEqual({ failure: "The application did not respond", message: null });
  });

  test("may be given by the callback route instead, once", async () => {
    started.answerWith(({ id, token }) => {
      void started.rest("POST", `/interactions/${id}/${token}/callback`, {
        type: 4,
        data: { content: "by REST" },
      });
      return new Response(null, { status: 202 });
    });
    const { message, interaction, failure } = await say();
    expect({ failure, content: message?.content }).toEqual({ failure: null, content: "by REST" });
    const again = await started.rest(
      "POST",
      `/interactions/${interaction.id}/${interaction.token}/callback`,
      { type: 5 },
    );
    expect(await errorOf(again)).toMatchObject({ code: 40060 });
  });

  test("to a second delivery of the same interaction changes nothing", async () => {
    started.answerWith(() => ({ type: 4, data: { content: "done" } }));
    const exchange = await say();
    const again = await started.discord.redeliver(exchange);
    expect(again.status).toBe(200);
    expect(started.seen.map(({ id }) => id)).toEqual([exchange.interaction.id, exchange.interaction.id]);
    expect(started.discord.messages(GENERAL.id)).toHaveLength(1);
  });

  test("when ephemeral is seen by the asker alone, and not by the bot's token", async () => {
    started.answerWith(() => ({ type: 4, data: { content: "secret", flags: EPHEMERAL } }));
    const { message } = await say();
    expect(started.discord.messages(GENERAL.id, { as: AYU.id })).toHaveLength(1);
    expect(started.discord.messages(GENERAL.id, { as: DIMAS.id })).toHaveLength(0);
    const byBot = await started.rest("GET", `/channels/${GENERAL.id}/messages/${message?.id}`);
    expect(await errorOf(byBot)).toMatchObject({ status: 404, code: 10008 });
  });

  test("once dismissed is out of sight, though the application may go on editing it", async () => {
    started.answerWith(() => ({ type: 4, data: { content: "secret", flags: EPHEMERAL } }));
    const { message, interaction } = await say();
    started.discord.dismiss(DIMAS.id, message?.id ?? "");
    expect(started.discord.messages(GENERAL.id, { as: AYU.id })).toHaveLength(1);
    started.discord.dismiss(AYU.id, message?.id ?? "");
    expect((await started.rest("PATCH", original(interaction.token), { content: "more" })).status).toBe(200);
    expect(started.discord.messages(GENERAL.id, { as: AYU.id })).toHaveLength(0);
  });

  test.each([
    ["a page", () => new Response("<p>", { headers: { "content-type": "text/html" } })],
    ["half of some JSON", () => new Response("{", { headers: { "content-type": "application/json" } })],
    ["an error", () => new Response("", { status: 500 })],
  ])("that is %s is a failure", async (_, answer) => {
    started.answerWith(answer);
    expect(await say()).toMatchObject({ failure: "The application did not respond", message: null });
  });

  test("keeps the ephemerality of its deferral, whatever the edit or the follow-up says", async () => {
    started.answerWith(() => ({ type: 5, data: { flags: EPHEMERAL } }));
    const secret = await say();
    expect(secret.message).toMatchObject({ thinking: true, ephemeralTo: AYU.id });
    await started.rest("POST", `/webhooks/${started.discord.applicationId}/${secret.interaction.token}`, {
      content: "a",
      flags: 0,
    });
    expect(started.discord.messages(GENERAL.id)).toMatchObject([
      { content: "a", thinking: false, ephemeralTo: AYU.id },
    ]);

    started.answerWith(() => ({ type: 5 }));
    const open = await say(AYU.id, SHOP.id);
    await started.rest("PATCH", original(open.interaction.token), { content: "b", flags: EPHEMERAL });
    expect(started.discord.messages(SHOP.id)).toMatchObject([{ content: "b", ephemeralTo: null }]);
  });

  test("can be edited for 15 minutes and no longer", async () => {
    started.answerWith(() => ({ type: 5 }));
    const { interaction, message } = await say();
    nowMs += 15 * 60_000;
    expect((await started.rest("PATCH", original(interaction.token), { content: "just" })).status).toBe(200);
    nowMs += 1;
    const late = await started.rest("PATCH", original(interaction.token), { content: "late" });
    expect(await errorOf(late)).toMatchObject({ status: 401, code: 50027 });
    expect(started.discord.history(message?.id ?? "").map(({ content }) => content)).toEqual(["just"]);
  });

  test("cannot be edited before it was given", async () => {
    const edit = Promise.withResolvers<Response>();
    started.answerWith(({ token }) => {
      edit.resolve(started.rest("PATCH", original(token), { content: "too early" }));
      return undefined;
    });
    await say();
    expect(await errorOf(await edit.promise)).toMatchObject({ status: 404, code: 10008 });
  });
});

describe("buttons and modals", () => {
  beforeEach(() => {
    started.answerWith(({ type }) =>
      type === 2 ? { type: 4, data: { content: "sure?", components: [button("go")] } } : { type: 6 },
    );
  });

  test("a button's answer may update its message", async () => {
    const { message } = await say();
    started.answerWith(() => ({ type: 7, data: { content: "done", components: [] } }));
    const pressed = await started.discord.press(DIMAS.id, message ?? "", "go");
    expect(started.seen[1]).toMatchObject({
      type: 3,
      message: { id: message?.id },
      data: { custom_id: "go", component_type: 2 },
    });
    expect(pressed.message).toMatchObject({ id: message?.id, content: "done", components: [] });
    expect(started.discord.history(message?.id ?? "").map(({ content }) => content)).toEqual([
      "sure?",
      "done",
    ]);
  });

  test("a button that is not there, is disabled, or is another's cannot be pressed", async () => {
    const { message } = await say();
    await expect(started.discord.press(AYU.id, message ?? "", "other")).rejects.toThrow(ClientRefusal);
    started.answerWith(() => ({
      type: 4,
      data: { content: "x", flags: EPHEMERAL, components: [button("no", { disabled: true })] },
    }));
    const { message: own } = await say();
    await expect(started.discord.press(AYU.id, own ?? "", "no")).rejects.toThrow("no is disabled");
    await expect(started.discord.press(DIMAS.id, own ?? "", "no")).rejects.toThrow("sees no message");
  });

  test("a menu of users sends whom one chose, and who that is", async () => {
    const menu = { type: 1, components: [{ type: 5, custom_id: "whom" }] };
    started.answerWith(({ type }) =>
      type === 2 ? { type: 4, data: { content: "whom?", components: [menu] } } : { type: 6 },
    );
    const { message } = await say();
    const choose = (...ids: string[]) => started.discord.select(AYU.id, message ?? "", "whom", ids);
    expect((await choose(DIMAS.id)).failure).toBeNull();
    expect((await choose(started.discord.applicationId)).failure).toBeNull();
    expect(started.seen.slice(1)).toMatchObject([
      {
        type: 3,
        data: {
          custom_id: "whom",
          component_type: 5,
          values: [DIMAS.id],
          resolved: {
            users: { [DIMAS.id]: { id: DIMAS.id, username: DIMAS.username } },
            members: { [DIMAS.id]: { roles: [] } },
          },
        },
      },
      { data: { resolved: { users: { [started.discord.applicationId]: { bot: true } } } } },
    ]);
    await expect(choose("1180000000000000299")).rejects.toThrow("nobody");
    await expect(choose(GENERAL.id)).rejects.toThrow("nobody");
    await expect(choose()).rejects.toThrow("choose 1 to 1");
    await expect(choose(AYU.id, DIMAS.id)).rejects.toThrow("choose 1 to 1");
  });

  test("a modal is filled and submitted, and cannot be answered with another modal", async () => {
    started.answerWith(() => ({ type: 9, data: modal }));
    const { modal: opened } = await say();
    await expect(started.discord.submitModal(AYU.id, opened?.id ?? "", { why: "" })).rejects.toThrow(
      "required",
    );
    const submitted = await started.discord.submitModal(AYU.id, opened?.id ?? "", { why: "because" });
    expect(started.seen[1]).toMatchObject({
      type: 5,
      data: {
        custom_id: "m",
        components: [{ type: 18, component: { type: 4, custom_id: "why", value: "because" } }],
      },
    });
    expect(submitted.failure).not.toBeNull();
  });

  test("autocomplete gives choices and nothing else", async () => {
    started.discord.registerCommands([
      {
        name: "find",
        description: "d",
        options: [{ type: 3, name: "q", description: "d", autocomplete: true, required: true }],
      },
    ]);
    started.answerWith(() => ({ type: 8, data: { choices: [{ name: "A", value: "a" }] } }));
    const { choices } = await started.discord.autocomplete(AYU.id, { name: "find", options: { q: "" } }, "q");
    expect(choices).toEqual([{ name: "A", value: "a" }]);
    started.answerWith(() => ({ type: 4, data: { content: "no" } }));
    expect(
      (await started.discord.autocomplete(AYU.id, { name: "find", options: { q: "" } }, "q")).failure,
    ).not.toBeNull();
  });
});
