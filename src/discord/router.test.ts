import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADMIN, type Started, startDiscord } from "../../scripts/standins/discord/test-support.ts";
import { action, type Command, card, commandJson, waysOf } from "./command.ts";
import { type CommandInteraction, interactionSchema } from "./interaction.ts";
import { optional } from "./options.ts";
import { findAction } from "./router.ts";

const words = { en: "Keys", id: "Kunci" };
const doing = (title: string) =>
  action({
    description: words,
    options: { name: optional("text", words, { autocomplete: true }) },
    ephemeral: true,
    run: async () => card("en", { tone: "info", title }),
    suggest: async () => [],
  });
const revoke = doing("revoke");
const command: Command = {
  name: "admin",
  description: words,
  level: "admin",
  subcommands: {
    list: doing("list"),
    apikey: { description: words, actions: { list: doing("keys"), revoke } },
  },
};

let started: Started;
let seen: CommandInteraction[];
beforeEach(async () => {
  started = await startDiscord();
  seen = [];
  started.answerWith((payload) => {
    const interaction = interactionSchema.parse(payload);
    if (interaction.type !== 3) seen.push(interaction);
    return interaction.type === 4 ? { type: 8, data: { choices: [] } } : { type: 4, data: { content: "ok" } };
  });
  started.discord.registerCommands([commandJson(command)]);
});
afterEach(() => started.close());

const found = () => seen.map((interaction) => findAction([command], interaction));

describe("a group of subcommands", () => {
  test("leads to its action and the options given there, as Discord sends them", async () => {
    const path = { name: "admin", group: "apikey", subcommand: "revoke" };
    await started.discord.command(ADMIN.id, { ...path, options: { name: "till" } });
    await started.discord.autocomplete(ADMIN.id, { ...path, options: { name: "t" } }, "name");
    expect(found()).toMatchObject([
      { given: [{ name: "name", value: "till" }] },
      { given: [{ name: "name", value: "t", focused: true }] },
    ]);
    expect(found().map((each) => each?.action)).toEqual([revoke, revoke]);
  });

  test("does not hide a subcommand beside it that has the name of one of its own", async () => {
    await started.discord.command(ADMIN.id, { name: "admin", subcommand: "list" });
    expect(found().map((each) => each?.action)).toEqual([command.subcommands?.list]);
  });

  test.each([
    ["nothing below it", [{ name: "apikey", type: 2 }]],
    ["what is not in it", [{ name: "apikey", type: 2, options: [{ name: "create", type: 1 }] }]],
    ["what every object has", [{ name: "apikey", type: 2, options: [{ name: "toString", type: 1 }] }]],
    ["an option for a subcommand", [{ name: "apikey", type: 2, options: [{ name: "list", type: 3 }] }]],
  ])("with %s leads nowhere", (_, options) => {
    const interaction = interactionSchema.parse({
      type: 2,
      id: "1",
      token: "t",
      data: { name: "admin", options },
    });
    expect(interaction.type === 2 && findAction([command], interaction)).toBeUndefined();
  });

  test("is spelt out where ways are listed", () => {
    expect(waysOf(command).map(([way]) => way)).toEqual([
      "admin list",
      "admin apikey list",
      "admin apikey revoke",
    ]);
  });
});
