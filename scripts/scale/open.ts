import { existsSync, renameSync, rmSync } from "node:fs";
import { createClient } from "@libsql/client/http";
import { migrateDatabase } from "../stack/migrate.ts";
import { freePort } from "../stack/ports.ts";
import { startSqld } from "../stack/sqld.ts";
import { openFile } from "./database.ts";
import { makeScale, TRANSFERS_PER_MEMBER } from "./make.ts";
import { verifyScale } from "./verify.ts";

const SECOND_MS = 1_000;

/** A libSQL server on a folder with a shop of so many members; made now unless the folder has one. */
export async function openShopOfSize(folder: string, members: number, tell: (line: string) => void) {
  if (!existsSync(folder)) await makeShopOfSize(folder, members, tell);
  const sqld = await startSqld({ folder, port: await freePort() });
  return { url: sqld.url, client: createClient({ url: sqld.url }), stop: () => sqld.stop() };
}

/**
 * Makes a shop of so many members in a folder and proves it.
 * @throws Error when what was made does not agree with its own transfers.
 */
export async function makeShopOfSize(
  folder: string,
  members: number,
  tell: (line: string) => void,
): Promise<void> {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  const startedAtMs = Date.now();
  const tellTime = (what: string) =>
    tell(`${((Date.now() - startedAtMs) / SECOND_MS).toFixed(1).padStart(6)} s  ${what}`);
  const sqld = await startSqld({ folder: making, port: await freePort() });
  await migrateDatabase(sqld.url).finally(() => sqld.stop());
  const file = openFile(making);
  try {
    await makeScale(file, members, startedAtMs, tellTime);
    const wrong = await verifyScale(file, tellTime);
    if (wrong.length > 0) throw new Error(`what was made is wrong: ${wrong.join("; ")}`);
  } finally {
    file.close();
  }
  // Only what is whole and proven gets the name that is opened again.
  renameSync(making, folder);
  tellTime(`${members} members, ${members * TRANSFERS_PER_MEMBER} transfers in ${folder}`);
}
