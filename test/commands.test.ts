import { describe, expect, it } from "vitest";
import * as z from "zod";
import { renderCard } from "../src/clients/discord/card.ts";
import { commandJson, pressId, waysOf } from "../src/discord/command.ts";
import { commands } from "../src/discord/commands/index.ts";
import { reply } from "../src/discord/reply.ts";
import { type Level, mayActAs } from "../src/domain/actor.ts";
import { previewCard } from "../src/domain/imports/previewCard.ts";
import { indonesianNames } from "../src/lib/words/names.ts";
import {
  below,
  CHOICE_CHARS_MAX,
  COMMANDS_MAX,
  CUSTOM_ID_CHARS_MAX,
  GROUP,
  type Node,
  refusals,
  SUBCOMMAND,
} from "./support/commandLimits.ts";

describe("the table of commands", () => {
  const table = commands.map((command): Node => commandJson(command));

  it("is one that Discord takes", () => {
    expect(table.length).toBeLessThanOrEqual(COMMANDS_MAX);
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
    expect(new Set(table.map((node) => node.name_localizations?.id)).size).toBe(table.length);
    expect(table.flatMap(refusals)).toEqual([]);
  });

  it("has an Indonesian name and description for everything", () => {
    for (const node of table.flatMap((command) => [...below(command)])) {
      expect(node.name_localizations, node.name).toEqual({ id: indonesianNames[node.name] });
      expect(indonesianNames[node.name], node.name).toBeDefined();
      expect(node.description_localizations?.id, node.name).toBeTruthy();
      expect(node.description_localizations?.id, node.name).not.toBe(node.description);
      for (const choice of node.choices ?? [])
        expect(choice.name_localizations?.id, choice.name).toBeTruthy();
    }
  });

  it("is for the shop's server alone, and shows staff commands to staff alone", () => {
    for (const [at, command] of commands.entries()) {
      const json = commandJson(command);
      expect(json).toMatchObject({ contexts: [0], integration_types: [0] });
      if (command.level === "everyone") expect(json.default_member_permissions).toBeNull();
      else expect(BigInt(json.default_member_permissions ?? 0), String(at)).toBeGreaterThan(0n);
    }
  });

  it("has an action or subcommands, never both, and no button of a lower level than its command", () => {
    for (const command of commands) {
      const { name, action, subcommands, presses, level } = command;
      expect(Boolean(action) !== Boolean(subcommands), name).toBe(true);
      const allowed = (pressed: Level) => mayActAs({ id: "", level: pressed }, level);
      for (const press of Object.values(presses ?? {})) expect(allowed(press.level), name).toBe(true);
      for (const [, inner] of waysOf(command)) expect(allowed(inner.level ?? level)).toBe(true);
    }
  });

  it("has suggestions wherever an option offers them", () => {
    for (const [, action] of commands.flatMap(waysOf)) {
      const offers = Object.values(action.options).some(({ autocomplete }) => autocomplete);
      expect(Boolean(action.suggest)).toBe(offers);
    }
  });
});

describe("what Discord would refuse is found:", () => {
  const good: Node = { name: "a", description: "A" };
  const sub: Node = { ...good, type: SUBCOMMAND };
  const group: Node = { ...good, type: GROUP };
  const with25 = Array.from({ length: 26 }, (_, at) => ({ ...good, name: `a${at}` }));
  it.each<[string, Node]>([
    ["an upper-case name", { ...good, name: "Claim" }],
    ["a name with a blank", { ...good, name: "top up" }],
    ["a name of 33", { ...good, name: "a".repeat(33) }],
    ["an Indonesian name with a mark", { ...good, name_localizations: { id: "cek-saldo?" } }],
    ["an empty description", { ...good, description: "" }],
    ["a description of 101", { ...good, description: "a".repeat(101) }],
    ["an Indonesian description of 101", { ...good, description_localizations: { id: "a".repeat(101) } }],
    ["26 options", { ...good, options: with25 }],
    [
      "an option twice",
      {
        ...good,
        options: ["x", "y"].map((id) => ({ ...good, name_localizations: { id } })),
      },
    ],
    ["a required option last", { ...good, options: [good, { ...good, name: "b", required: true }] }],
    ["an option beside a subcommand", { ...good, options: [good, { ...good, name: "b", type: SUBCOMMAND }] }],
    [
      "an option beside a group",
      {
        ...good,
        options: [
          { ...group, options: [sub] },
          { ...good, name: "b" },
        ],
      },
    ],
    ["a group of nothing", { ...good, options: [{ ...group, options: [] }] }],
    ["a group in a group", { ...good, options: [{ ...group, options: [{ ...group, options: [sub] }] }] }],
    ["an option in a group", { ...good, options: [{ ...group, options: [good] }] }],
    ["a subcommand in a subcommand", { ...good, options: [{ ...sub, options: [sub] }] }],
    ["26 choices", { ...good, choices: with25.map(({ name }) => ({ name, value: name })) }],
    ["a choice of 101", { ...good, choices: [{ name: "a".repeat(101), value: "a" }] }],
    ["a choice's value of 101", { ...good, choices: [{ name: "a", value: "a".repeat(101) }] }],
    ["choices and autocomplete", { ...good, autocomplete: true, choices: [{ name: "a", value: "a" }] }],
    ["bounds that nothing fits", { ...good, min_value: 2, max_value: 1 }],
    ["a text of 6,001", { ...good, max_length: 6_001 }],
    [
      "8,001 characters",
      {
        ...good,
        options: with25.slice(0, 25).map((option) => ({
          ...option,
          description: "a".repeat(100),
          choices: Array.from({ length: 2 }, (_, at) => ({
            name: "b".repeat(100),
            value: `${at}`.repeat(100),
          })),
        })),
      },
    ],
  ])("%s", (_, node) => {
    expect(refusals(node)).toHaveLength(1);
  });

  it("nothing in a group beside a subcommand", () => {
    const groups = [
      { ...group, options: [sub] },
      { ...sub, name: "b" },
    ];
    expect(refusals({ ...good, options: groups })).toEqual([]);
  });

  it("nothing in a good one", () => {
    expect(
      refusals({
        ...good,
        options: [
          { ...good, required: true },
          { ...good, name: "b" },
        ],
      }),
    ).toEqual([]);
  });
});

describe("a button's custom_id", () => {
  const longestId = "9".repeat(20);
  /** Midtrans takes no longer ones. */
  const longestOrderId = "x".repeat(50);

  it("fits Discord for the longest ids there are", () => {
    const ids = [
      pressId("claims", "page", "x".repeat(60), "pending", 100_000),
      pressId("jobs", "retry"),
      pressId("admin", "apikeys", Number.MAX_SAFE_INTEGER),
      pressId("achievements", "page", longestId, 100_000),
      pressId("achievement", "page", 100_000),
      pressId("leaderboard", "next", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "month:2026-11"),
      pressId("messages", "page", longestId, 100_000),
      pressId("privacy", "erase", longestId, Number.MAX_SAFE_INTEGER),
      pressId("shop", "cancel", "x".repeat(40), longestId),
      pressId("topup", "missing", "x".repeat(40), 1_000),
      pressId("orders", "show", longestId, 100_000),
      pressId("admin", "vieworders", "delivered", longestId, 100_000),
      pressId("admin", "reviews", "x".repeat(60), 100_000),
      pressId("help", "page", "x".repeat(32), 100),
      pressId("import", "ask", longestId, "uncertain"),
      pressId("import", "again", longestId, "uncertain", Number.MAX_SAFE_INTEGER),
      pressId("admin", "topups", "partly_refunded", 100_000),
      pressId("admin", "unmatched", "dismissed", 100_000),
      pressId("admin", "payment", longestOrderId),
      pressId("admin", "book", longestId, longestOrderId),
      pressId("listtokens", "page", "available", longestId, 10_000),
      pressId("removetoken", "keep", longestId),
      pressId("campaign", "close", longestId),
      ...customIds(longestId),
    ];
    for (const id of ids) expect(id.length, id).toBeLessThanOrEqual(CUSTOM_ID_CHARS_MAX);
  });

  it("names a command of the table and one of its buttons", () => {
    expect(customIds(longestId)).toHaveLength(2);
    for (const id of customIds(longestId)) {
      const [name, press = ""] = id.split(":");
      const command = commands.find((candidate) => candidate.name === name);
      expect(Object.keys(command?.presses ?? {})).toContain(press);
    }
  });

  /** The buttons of an import's preview. */
  function customIds(importId: string): string[] {
    const row = {
      id: importId,
      state: "previewed" as const,
      askedBy: longestId,
      interactionToken: null,
      answerUntilMs: 0,
      decidedRequest: null,
      fileName: "orders.csv",
      fileUrl: null,
      fileBytes: 1,
      options: "{}",
      campaign: "",
      message: null,
      expiryDays: 90,
      findings: null,
      confirmUntilMs: null,
      progressAtMs: 0,
      createdAtMs: 0,
      finishedAtMs: null,
    };
    const findings = {
      columns: { email: "email", amount: "amount", order: null, date: null, products: [] },
      rows: 2,
      accepted: 2,
      repeatedInFile: 0,
      repeatedLines: [],
      held: 0,
      alreadyImported: 0,
      filtered: 0,
      refused: [],
      points: 2,
      amountSamples: [],
    };
    const card = previewCard({
      kind: "previewed",
      row,
      locale: "en",
      findings,
      mailSamples: [],
      header: [],
      refused: [],
    });
    const { components } = renderCard(card);
    return components.flatMap(({ components: buttons }) =>
      buttons.flatMap((button) => ("custom_id" in button ? [button.custom_id] : [])),
    );
  }
});

describe("suggestions", () => {
  const answer = z.object({
    type: z.literal(8),
    data: z.object({ choices: z.array(z.object({ name: z.string(), value: z.string() })) }),
  });

  it("are at most 25, at most 100 characters long, and never cut through an emoji", async () => {
    const long = Array.from({ length: 30 }, (_, at) => ({
      name: `${"x".repeat(75 + at)}😀${"y".repeat(50)}`,
      value: `${at}`,
    }));
    const { data } = answer.parse(await reply.suggestions(long).json());
    expect(data.choices).toHaveLength(25);
    for (const { name } of data.choices) {
      expect(name.length).toBeLessThanOrEqual(CHOICE_CHARS_MAX);
      expect(name.isWellFormed()).toBe(true);
    }
  });

  it("whose value is too long are left out: cut, it would mean something else", async () => {
    const { data } = answer.parse(await reply.suggestions([{ name: "a", value: "x".repeat(101) }]).json());
    expect(data.choices).toEqual([]);
  });
});
