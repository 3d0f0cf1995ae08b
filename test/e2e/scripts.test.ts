import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchFolder } from "../../scripts/stack/scratch.ts";
import { type Sqld, startSqld } from "../../scripts/stack/sqld.ts";
import {
  APPLICATION_ID,
  BOT_TOKEN,
  type Started,
  startDiscord,
} from "../../scripts/standins/discord/test-support.ts";
import { testPort } from "./support/shop.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Runs a script as npm does, with settings from the environment. */
function run(script: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, "scripts", script), ...args],
      { cwd: tmpdir(), env: { PATH: process.env.PATH, ...env } },
      (_, out, errors) => resolve({ code: child.exitCode ?? -1, said: out + errors }),
    );
  });
}

describe("npm run register", () => {
  let discord: Started;
  beforeAll(async () => {
    discord = await startDiscord();
  });
  afterAll(() => discord.close());

  const register = (...args: string[]) =>
    run("register.ts", args, {
      DISCORD_APPLICATION_ID: APPLICATION_ID,
      DISCORD_BOT_TOKEN: BOT_TOKEN,
      DISCORD_API_URL: `${discord.url}/discord/api/v10`,
    });
  const sent = () => discord.discord.requests.list().filter(({ method }) => method === "PUT").length;
  const names = () => discord.discord.commands().map(({ name }) => name);

  test("--check tells what differs, changes nothing and fails", async () => {
    const { code, said } = await register("--check");
    expect(code).toBe(1);
    expect(said).toContain("/claim new");
    expect(said).toContain("/say gone");
    expect([sent(), names()]).toEqual([0, ["say"]]);
  });

  test("replaces the whole table in one call", async () => {
    const { code, said } = await register();
    expect([code, sent()]).toEqual([0, 1]);
    expect(said).toContain("Discord has the new table");
    expect(names()).toEqual(
      expect.arrayContaining(["claim", "balance", "language", "import", "claims", "jobs"]),
    );
    expect(names()).not.toContain("say");
  });

  test("sends nothing when nothing differs, and --check is content", async () => {
    const [again, checked] = [await register(), await register("--check")];
    expect(again).toEqual({ code: 0, said: "Discord's commands are up to date\n" });
    expect(checked).toEqual(again);
    expect(sent()).toBe(1);
  });

  test("--guild makes the table of one server", async () => {
    const guildId = discord.discord.world.guildId;
    expect((await register("--guild", guildId)).said).toContain(`in guild ${guildId}`);
    expect(sent()).toBe(2);
  });

  test.skipIf(existsSync(join(ROOT, ".dev.vars")))(
    "without a token it says which setting is missing",
    async () => {
      const { code, said } = await run("register.ts", [], {
        DISCORD_APPLICATION_ID: APPLICATION_ID,
        DISCORD_API_URL: `${discord.url}/discord/api/v10`,
      });
      expect(code).toBe(2);
      expect(said).toBe(
        "DISCORD_BOT_TOKEN is not set: put it into the environment, .dev.vars or wrangler.toml\n",
      );
    },
  );

  test("with a wrong token it fails and does not show it", async () => {
    const { code, said } = await run("register.ts", [], {
      DISCORD_APPLICATION_ID: APPLICATION_ID,
      DISCORD_BOT_TOKEN: "a-wrong-token",
      DISCORD_API_URL: `${discord.url}/discord/api/v10`,
    });
    expect({ code, said }).toEqual({
      code: 2,
      said: "Discord refuses the bot token: check DISCORD_BOT_TOKEN\n",
    });
  });
});

describe("npm run migrate", () => {
  const folder = scratchFolder("coffer-migrate-");
  let sqld: Sqld;
  beforeAll(async () => {
    sqld = await startSqld({ folder, port: await testPort() });
  });
  afterAll(async () => {
    await sqld.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("fills an empty server, and a second time changes nothing", async () => {
    const database = createClient({ url: sqld.url });
    const schema = async () =>
      (await database.execute("select name, sql from sqlite_master order by name")).rows;
    const first = await run("migrate.ts", [], { TURSO_DATABASE_URL: sqld.url });
    expect(first).toEqual({ code: 0, said: `Migrated ${new URL(sqld.url).host}\n` });
    const before = await schema();
    expect(before.map(({ name }) => name)).toEqual(expect.arrayContaining(["claims", "transfers", "outbox"]));
    expect((await run("migrate.ts", [], { TURSO_DATABASE_URL: sqld.url })).code).toBe(0);
    expect(await schema()).toEqual(before);
    database.close();
  });

  test("fails clearly where no server answers", async () => {
    const { code, said } = await run("migrate.ts", [], {
      TURSO_DATABASE_URL: `http://127.0.0.1:${await testPort()}`,
    });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The database at 127\.0\.0\.1:\d+ could not be migrated: connect ECONNREFUSED .*\n$/,
    );
  });
});
