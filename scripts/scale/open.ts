import { createClient } from "@libsql/client/http";
import { migrateDatabase } from "../stack/migrate.ts";
import { freePort } from "../stack/ports.ts";
import { startSqld } from "../stack/sqld.ts";
import { makeScale, TRANSFERS_PER_MEMBER } from "./make.ts";
import { verifyScale } from "./verify.ts";

const SECOND_MS = 1_000;

/**
 * A libSQL server on a folder with a shop of so many members; made now unless the folder has one.
 * @throws Error when what was made does not agree with its own transfers.
 */
export async function makeShopOfSize(
  folder: string,
  members: number,
  { verified, tell }: { verified: boolean; tell: (line: string) => void },
) {
  const sqld = await startSqld({ folder, port: await freePort() });
  const client = createClient({ url: sqld.url });
  const startedAtMs = Date.now();
  const tellTime = (what: string) =>
    tell(`${((Date.now() - startedAtMs) / SECOND_MS).toFixed(1).padStart(6)} s  ${what}`);
  try {
    await migrateDatabase(sqld.url);
    const { rows } = await client.execute("select count(*) as members from (select 1 from members limit 1)");
    if (rows[0]?.[0] === 0) {
      await makeScale(client, members, startedAtMs, tellTime);
      const wrong = verified ? await verifyScale(client, tellTime) : [];
      if (wrong.length > 0) throw new Error(`what was made is wrong: ${wrong.join("; ")}`);
      tellTime(`${members} members, ${members * TRANSFERS_PER_MEMBER} transfers in ${folder}`);
    }
    return { url: sqld.url, client, stop: () => sqld.stop() };
  } catch (error) {
    await sqld.stop();
    throw error;
  }
}
