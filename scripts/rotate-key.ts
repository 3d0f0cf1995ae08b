import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../src/db/client.ts";
import { claimsOfOldKeys } from "../src/domain/claims/oldKeys.ts";
import { rotateOrderFiles } from "../src/domain/orders/rotate.ts";
import { codesOfUnknownKeys, rotateStock } from "../src/domain/stock/rotate.ts";
import { createKeyring, rootKeyBytes } from "../src/lib/secret.ts";
import { readSettings } from "./stack/settings.ts";

const CALL_MS = 30_000;
/** Of one line of progress. */
const SLICES = 10;

const setting = readSettings(join(import.meta.dirname, ".."));
const number = (value: number) => value.toLocaleString("en");

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function rootKey(name: string): Uint8Array {
  const value = setting(name);
  if (!value) fail(`${name} is not set: put it into the environment, .dev.vars or wrangler.toml`);
  return rootKeyBytes(value) ?? fail(`${name} is not 32 bytes in base64`);
}

const url = setting("TURSO_DATABASE_URL") ?? fail("TURSO_DATABASE_URL is not set");
const keyring = await createKeyring(
  [rootKey("ENCRYPTION_KEY"), rootKey("ENCRYPTION_KEY_PREVIOUS")],
  (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
);
const deps = {
  db: connect({
    url,
    authToken: setting("TURSO_AUTH_TOKEN") ?? null,
    deadlineMs: () => Date.now() + CALL_MS,
    clock: Date.now,
    chance: Math.random,
    sleep: (ms) => sleep(ms),
  }),
  keyring: async () => keyring,
  clock: Date.now,
};

let rotated = await rotateStock(deps, SLICES);
let total = rotated.done;
while (rotated.done > 0 && rotated.left > 0) {
  console.log(`${number(total)} codes re-encrypted, ${number(rotated.left)} left`);
  rotated = await rotateStock(deps, SLICES);
  total += rotated.done;
}
console.log(`${number(total)} codes of stock re-encrypted with the current key`);

let files = await rotateOrderFiles(deps);
let parts = files.done;
while (files.done > 0 && files.left > 0) {
  files = await rotateOrderFiles(deps);
  parts += files.done;
}
console.log(`${number(parts)} parts of files of orders re-encrypted`);

const unknown = await codesOfUnknownKeys(deps);
const claims = await claimsOfOldKeys(deps);
if (claims.count > 0 && claims.lastExpiryMs !== null)
  console.log(
    `${number(claims.count)} open claims need ENCRYPTION_KEY_PREVIOUS until ${new Date(claims.lastExpiryMs).toISOString().slice(0, 10)}`,
  );
if (rotated.left > 0)
  console.error(`${number(rotated.left)} codes do not open with the previous key: their rows were changed`);
if (files.left > 0)
  console.error(`${number(files.left)} parts of files of orders do not open with the previous key`);
if (unknown > 0) console.error(`${number(unknown)} codes are sealed with a key that is neither of the two`);
process.exit(rotated.left + files.left + unknown > 0 ? 1 : 0);
