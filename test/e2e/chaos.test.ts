import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withClient } from "../../scripts/chaos/client.ts";
import { keepDatabase } from "../../scripts/chaos/database.ts";
import { until } from "../../scripts/chaos/worker.ts";
import { freePort } from "../../scripts/stack/ports.ts";
import { scratchFolder } from "../../scripts/stack/scratch.ts";
import { startSqld } from "../../scripts/stack/sqld.ts";

const MAIN = join(import.meta.dirname, "../../scripts/chaos/main.ts");
const CHAOS_SECONDS = 60;
/** The run ends itself before, and then says why. */
const RUN_WITHIN_MS = 390_000;
const TIMEOUT_MS = 420_000;
const HUNG_AFTER_MS = 3_000;

/** A process of its own, because it kills the workerd that it finds below itself. */
function runChaos(): Promise<{ code: number; told: string }> {
  return new Promise((resolve) => {
    const args = [MAIN, "--seconds", String(CHAOS_SECONDS)];
    const child = execFile(process.execPath, args, { timeout: RUN_WITHIN_MS }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, told: `${stdout}\n${stderr}` });
    });
  });
}

it("keeps what it acknowledged while the database and the Worker are killed again and again", {
  timeout: TIMEOUT_MS,
}, async () => {
  const { code, told } = await runChaos();
  console.log(told);
  expect(told).toContain("verdict: every answer agrees with the books");
  expect(code).toBe(0);
});

it("kills a database that hangs, and finds all in it again", async () => {
  const place = { folder: scratchFolder("coffer-hang-"), port: await freePort() };
  const sqld = await startSqld(place);
  const database = keepDatabase(sqld, place, HUNG_AFTER_MS);
  const over = new AbortController();
  const watch = database.watch(over.signal);
  const ask = (sql: string) =>
    database.whileUp((url) => withClient(url, (client) => client.execute(sql), HUNG_AFTER_MS));
  await ask("create table kept as select 7 as value");
  sqld.process.kill("SIGSTOP");
  // On a busy machine it goes on answering until its turn to stop comes.
  await until(async () => database.hangs > 0, "the server was not found to hang");
  expect((await ask("select value from kept")).rows[0]?.value).toBe(7);
  expect(database.kills).toBe(0);
  over.abort();
  await watch;
  await database.stop();
  await rm(place.folder, { recursive: true });
});
