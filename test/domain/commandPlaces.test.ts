import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandPlaces, pageOfCommand } from "../../src/dashboard/commandPlaces.ts";
import { DiscordText } from "../../src/dashboard/discordText.tsx";
import { dashboard } from "../../src/dashboard/door.tsx";
import { waysOf } from "../../src/discord/command.ts";
import { commands } from "../../src/discord/commands/index.ts";
import { readSources } from "../support/architecture.ts";
import { plainRoute } from "../support/dashboard.ts";

const ways = commands.flatMap((command) => waysOf(command).map(([words]) => words));
const begins = (words: string, beginning: string) => words === beginning || words.startsWith(`${beginning} `);
const pages = new Set(dashboard.routes.map(({ method, path }) => `${method} ${plainRoute(path)}`));
/** Commands as our sentences name them: `/import status`, with a backslash before the quote within a template. */
const MENTION = /\\?`\/([a-z-]+(?: [a-z-]+(?![a-z_]*:))*)/g;
/** Not a command, but an address. */
const DASHBOARD = "dashboard";
const mentions = readSources(join(import.meta.dirname, "../../src"))
  .filter(({ path }) => /^(domain|lib\/words)\//.test(path))
  .flatMap(({ path, text }) => [...text.matchAll(MENTION)].map(([, words = ""]) => [path, words] as const))
  .filter(([, words]) => words !== DASHBOARD);

describe("the table of what the dashboard does instead of a command", () => {
  it("has an entry for every command, and none for what is no command", () => {
    const found = Object.keys(commandPlaces);
    expect(commands.map(({ name }) => name).filter((name) => !found.includes(name))).toEqual([]);
    expect(found.filter((entry) => !ways.some((words) => begins(words, entry)))).toEqual([]);
  });

  it("leads to pages that there are", () => {
    const missing = Object.keys(commandPlaces).flatMap((words) => {
      const page = pageOfCommand(`/${words}`, "en");
      return page && !pages.has(`GET ${page.to.replace(/[?].*/, "")}`) ? [page.to] : [];
    });
    expect(missing).toEqual([]);
  });

  it("knows every command that a sentence names", () => {
    expect(mentions.length).toBeGreaterThan(100);
    expect(
      mentions.filter(([, words]) => !ways.some((way) => begins(way, words) || begins(words, way))),
    ).toEqual([]);
  });

  it.each([
    ["/orderstatus order_code:ED001", "/dashboard/orders", "Orders"],
    ["/campaign create", "/dashboard/tokens/campaigns", "Tokens"],
    ["/admin unmatched", "/dashboard/topups/unmatched", "Top-ups"],
    ["/import status", "/dashboard/imports", "Imports"],
  ])("takes %s to %s", (code, to, name) => {
    expect(pageOfCommand(code, "en")).toEqual({ to, name });
  });

  it("makes a link of a command in a sentence, and leaves a member's own command as text", () => {
    const text = "See `/jobs`, then `/balance`.";
    expect(String(DiscordText({ text, locale: "en", timeZone: "UTC" }))).toBe(
      'See <a href="/dashboard/jobs" title="/jobs">Jobs</a>, then <code>/balance</code>.',
    );
  });

  // A file's own headers stand in such a sentence too.
  it.each(["/claim code:XXXX", "/balance", "K7M4Q", "/no such", "/constructor", "/__proto__ x"])(
    "leaves %s as it is",
    (code) => {
      expect(pageOfCommand(code, "id")).toBeNull();
    },
  );
});
