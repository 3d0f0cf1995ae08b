import { join } from "node:path";
import type { Project } from "./config.ts";
import { emptiedDatabase } from "./emptied.ts";
import { interactionJson, newSnowflake } from "./interaction.ts";
import type { Outside } from "./outside.ts";
import { interleaved, type Pair } from "./pairs.ts";
import { postInteraction } from "./post.ts";
import { type Shop, STAFF_ROLE_ID } from "./shop.ts";
import { startWorkerd } from "./workerd.ts";

export type StockPace = { readonly pairs: number; readonly codes: number };

type Stage = {
  readonly folder: string;
  readonly shop: Shop;
  readonly project: Project;
  readonly outside: Outside;
  readonly coffer: string;
  readonly bareCodes: string;
};

const BARE_TABLE = "create table bench_codes (hash text not null unique, sealed text not null) strict";
const ADDING_MAX_MS = 120_000;
const WARM_UP_CODES = 200;
/** That comes with the migrations. */
const PRODUCT = "redfinger";

/** Codes a second from the upload to the summary, against the least that storing them sealed is. */
export async function measureStock(stage: Stage, pace: StockPace): Promise<readonly Pair[]> {
  const { folder, shop, project, outside } = stage;
  const database = await emptiedDatabase(folder, BARE_TABLE);
  const settings = {
    ...shop.settings(project.vars, database.url, outside.url),
    ADMIN_ROLE_IDS: STAFF_ROLE_ID,
  };
  const common = { project, settings };
  const coffer = await startWorkerd({
    ...common,
    folder: join(folder, "stock"),
    modulePath: stage.coffer,
    queues: "delivered",
  });
  const bare = await startWorkerd({
    ...common,
    folder: join(folder, "codes"),
    modulePath: stage.bareCodes,
    queues: "none",
  });
  const ours = async (count: number) => {
    await database.empty();
    return await addCodes(shop, coffer.port, outside, count);
  };
  const theirs = async (count: number) => {
    await database.empty();
    return await storeBare(bare.port, outside, count);
  };
  try {
    await ours(WARM_UP_CODES);
    await theirs(WARM_UP_CODES);
    return await interleaved(
      pace.pairs,
      () => ours(pace.codes),
      () => theirs(pace.codes),
    );
  } finally {
    await coffer.stop();
    await bare.stop();
    await database.close();
  }
}

function codesFile(count: number): Buffer {
  const batch = newSnowflake().slice(-6);
  const lines = Array.from({ length: count }, (_, at) => `RF-${batch}-${String(at).padStart(8, "0")}`);
  return Buffer.from(`${lines.join("\n")}\n`);
}

/** Uploads a file as an admin does, confirms its preview at once, and waits for the summary. */
async function addCodes(shop: Shop, port: number, outside: Outside, count: number): Promise<number> {
  const file = codesFile(count);
  const fileId = newSnowflake();
  const url = `${outside.url}${outside.upload(`${fileId}.txt`, file)}`;
  const admin = { id: newSnowflake(), staff: true };
  const attachment = {
    id: fileId,
    filename: "codes.txt",
    size: file.length,
    url,
    content_type: "text/plain",
  };
  const options = [
    { type: 3, name: "product", value: PRODUCT },
    { type: 11, name: "file", value: fileId },
  ];
  const ask = interactionJson("command", admin, {
    id: "4",
    name: "admin",
    type: 1,
    options: [{ type: 1, name: "addstock", options }],
    resolved: { attachments: { [fileId]: attachment } },
  });
  outside.reset();
  const startedAt = performance.now();
  await postInteraction(shop, port, ask);
  const find = (pattern: RegExp) => () =>
    outside
      .edits()
      .map((edit) => pattern.exec(edit)?.[1])
      .find(Boolean);
  const confirm = await outside.waitFor(find(/"custom_id":"(admin:addcodes:[^"]+)"/), ADDING_MAX_MS);
  const press = interactionJson("press", admin, { custom_id: confirm, component_type: 2 });
  await postInteraction(shop, port, press);
  await outside.waitFor(find(/"title":"(Codes added)"/), ADDING_MAX_MS);
  return (count * 1_000) / (performance.now() - startedAt);
}

async function storeBare(port: number, outside: Outside, count: number): Promise<number> {
  const file = `${outside.url}${outside.upload("bare.txt", codesFile(count))}`;
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/?file=${encodeURIComponent(file)}`);
  const stored = await answer.text();
  if (stored !== String(count))
    throw new Error(`the bare Worker stored ${stored.slice(0, 200)}, not ${count} codes`);
  return (count * 1_000) / (performance.now() - startedAt);
}
