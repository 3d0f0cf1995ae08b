import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, LINES_MAX, readSources, rules, type Source } from "./support/architecture.ts";

const sources = readSources(join(import.meta.dirname, "../src"));

describe("the house", () => {
  it("is there", () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(300);
  });

  it.each(Object.entries(rules))("%s", (_, breaksOf) => {
    expect(breaksOf(sources)).toEqual([]);
  });
});

const file = (path: string, ...lines: string[]): Source => ({ path, text: `${lines.join("\n")}\n` });
const breaks = (rule: keyof typeof rules, ...files: Source[]) => rules[rule]?.(files);

describe("imports", () => {
  it.each([
    ['import { a } from "../lib/a.ts";', "lib/a.ts", false],
    ['import type { A } from "../lib/a.ts";', "lib/a.ts", true],
    ['import { type A, b } from "../lib/a.ts";', "lib/a.ts", false],
    ['import * as a from "../lib/a.ts";', "lib/a.ts", false],
    ['import a, { b } from "../lib/a.ts";', "lib/a.ts", false],
    ['import "../lib/a.ts";', "lib/a.ts", false],
    ['export { a } from "../lib/a.ts";', "lib/a.ts", false],
    ['export * from "../lib/a.ts";', "lib/a.ts", false],
    ['export type { A } from "../lib/a.ts";', "lib/a.ts", true],
    ['const a = await import("../lib/a.ts");', "lib/a.ts", false],
    ['import {\n  a,\n  b,\n} from "./b.ts";', "jobs/b.ts", false],
  ])("are seen: %s", (text, of, typeOnly) => {
    expect(importsOf(file("jobs/x.ts", text))).toEqual([{ of, typeOnly }]);
  });

  it.each([
    'import { z } from "zod";',
    '// import { a } from "./a.ts";',
    '/* import "./a.ts"; */',
    "const a = 1;",
  ])("of src are not seen in: %s", (text) => {
    expect(importsOf(file("jobs/x.ts", text))).toEqual([]);
  });
});

describe("a break is found:", () => {
  it.each([
    ["lib/a.ts", "../db/client.ts"],
    ["db/a.ts", "../clients/http.ts"],
    ["db/a.ts", "../domain/deps.ts"],
    ["clients/a.ts", "../db/client.ts"],
    ["clients/discord/a.ts", "../../domain/deps.ts"],
    ["domain/claims/a.ts", "../../discord/reply.ts"],
    ["domain/claims/a.ts", "../../jobs/cron.ts"],
    ["domain/claims/a.ts", "../../deps.ts"],
    ["discord/a.ts", "../db/client.ts"],
    ["discord/a.ts", "../jobs/cron.ts"],
    ["webhooks/a.ts", "../discord/reply.ts"],
    ["api/a.ts", "../db/schema/api.ts"],
    ["api/a.ts", "../discord/reply.ts"],
    ["api/a.ts", "../clients/midtrans/client.ts"],
    ["discord/a.ts", "../api/problem.ts"],
    ["discord/a.ts", "../../openapi.json"],
    ["dashboard/pages/a.ts", "../../db/schema/index.ts"],
    ["jobs/a.ts", "../clients/sendgrid/client.ts"],
    ["jobs/a.ts", "../app.ts"],
  ])("%s imports %s", (path, specifier) => {
    expect(breaks("imports point down", file(path, `import { x } from "${specifier}";`))).toHaveLength(1);
  });

  it("a type of another door or of the tables is an import too", () => {
    const typed = file("jobs/a.ts", 'import type { x } from "../db/client.ts";');
    expect(breaks("imports point down", typed)).toHaveLength(1);
  });

  it.each([
    ["discord/a.ts", 'import type { x } from "../clients/discord/api.ts";'],
    ["discord/a.ts", 'import { x } from "../clients/discord/card.ts";'],
    ["jobs/a.ts", 'import { x } from "../domain/claims/claim.ts";'],
    ["api/a.ts", 'import { x } from "../domain/api/move.ts";'],
    ["api/a.ts", 'const x = await import("../../openapi.json");'],
    ["domain/claims/a.ts", 'import { x } from "../members/locale.ts";'],
    ["deps.ts", 'import { x } from "./db/client.ts";'],
  ])("none where %s has %s", (path, text) => {
    expect(breaks("imports point down", file(path, text))).toEqual([]);
  });

  it("files that import each other, also by way of a third and by types alone", () => {
    const circle = [
      file("lib/a.ts", 'import { b } from "./b.ts";'),
      file("lib/b.ts", 'import type { C } from "./c.ts";'),
      file("lib/c.ts", 'import { a } from "./a.ts";'),
    ];
    expect(breaks("no import cycle", ...circle)).toEqual(["lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts"]);
    expect(breaks("no import cycle", ...circle.slice(1))).toEqual([]);
  });

  it("features that need each other, though their files form no cycle", () => {
    const circle = [
      file("domain/mail/send.ts", 'import { a } from "../imports/ask.ts";'),
      file("domain/imports/status.ts", 'import { b } from "../mail/gate.ts";'),
    ];
    expect(breaks("no import cycle", ...circle)).toEqual([]);
    expect(breaks("features form no circle", ...circle)).toEqual(["imports → mail → imports"]);
  });

  it.each(["const a = env.JOBS;", "context.env.LOCALE", "process.env.HOME"])(
    "settings read in a door: %s",
    (line) => {
      expect(breaks("settings and bindings are read at the root", file("discord/a.ts", line))).toHaveLength(
        1,
      );
      expect(breaks("settings and bindings are read at the root", file("deps.ts", line))).toEqual([]);
    },
  );

  it.each(["Date.now()", "new Date()", "Math.random()", "performance.now()", "crypto.randomUUID()"])(
    "time or chance below the doors: %s",
    (call) => {
      const rule = "clock and randomness are arguments";
      for (const path of ["lib/a.ts", "db/a.ts", "clients/a.ts", "domain/claims/a.ts"]) {
        expect(breaks(rule, file(path, "", `const a = ${call};`))).toEqual([
          `${path}:2 asks the time or chance itself`,
        ]);
      }
      expect(breaks(rule, file("deps.ts", `const a = ${call};`))).toEqual([]);
    },
  );

  it("none for a moment that is given, a function handed over, or a comment", () => {
    const lines = ["new Date(atMs);", "const clock = Date.now;", "// Date.now()", "/** new Date() */"];
    expect(breaks("clock and randomness are arguments", file("lib/a.ts", ...lines))).toEqual([]);
  });

  it.each([
    "db.insert(transfers).values(row)",
    "db.update(accounts).set(row)",
    "db.delete(schema.transfers)",
    "sql`insert into transfers (seq) values (1)`",
    "sql`INSERT OR REPLACE INTO accounts values (1)`",
    "sql`update\n  accounts set balance = 1`",
    "sql`delete from \u0024{transfers}`",
    "sql`insert into \u0024{accounts} (id)`",
  ])("the ledger written elsewhere: %s", (text) => {
    const rule = "the ledger is written in one place";
    expect(breaks(rule, file("domain/claims/a.ts", text))).toHaveLength(1);
    expect(breaks(rule, file("db/ledger.ts", text))).toEqual([]);
  });

  it("none where the ledger is only read", () => {
    const lines = ["db.select().from(accounts)", "sql`select * from \u0024{transfers}`", "db.insert(claims)"];
    expect(breaks("the ledger is written in one place", file("domain/claims/a.ts", ...lines))).toEqual([]);
  });

  it(`a file of more than ${LINES_MAX} lines`, () => {
    const long = file("lib/a.ts", ...Array.from({ length: LINES_MAX + 1 }, () => ""));
    expect(breaks("files are short", long)).toEqual([`lib/a.ts has ${LINES_MAX + 1} lines`]);
    expect(breaks("files are short", file("lib/a.ts", ...Array(LINES_MAX).fill("")))).toEqual([]);
  });
});
