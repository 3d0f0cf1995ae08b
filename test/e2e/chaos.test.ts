import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const MAIN = join(import.meta.dirname, "../../scripts/chaos/main.ts");
const CHAOS_SECONDS = 60;
/** The run ends itself before, and then says why. */
const RUN_WITHIN_MS = 270_000;
const TIMEOUT_MS = 300_000;

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
