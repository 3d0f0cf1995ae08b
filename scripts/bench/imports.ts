import { join } from "node:path";
import type { Project } from "./config.ts";
import { emptiedDatabase } from "./emptied.ts";
import { orderFile, runImport } from "./importing.ts";
import { peakMemory } from "./memory.ts";
import type { Outside } from "./outside.ts";
import { interleaved, type Pair } from "./pairs.ts";
import type { Shop } from "./shop.ts";
import { startWorkerd } from "./workerd.ts";

export type ImportPace = { readonly pairs: number; readonly rows: number; readonly largeRows: number };

export type ImportFigures = {
  /** Rows a second. */
  readonly pairs: readonly Pair[];
  readonly calls: number;
  readonly peakBytes: number;
};

type Stage = {
  readonly folder: string;
  readonly shop: Shop;
  readonly project: Project;
  readonly outside: Outside;
  readonly coffer: string;
  readonly bareRows: string;
};

const BARE_TABLE = `create table bench_rows (
  order_id text not null, created text not null, product text not null, email text not null, amount text not null,
  unique (order_id, email)) strict`;
/** Enough that what is compiled and kept after the first import does not count as its memory. */
const WARM_UP_ROWS = 200;

/** An import end to end against the least that an import is, each time on an empty database; then the memory of a large one. */
export async function measureImports(stage: Stage, pace: ImportPace): Promise<ImportFigures> {
  const database = await emptiedDatabase(stage.folder, BARE_TABLE);
  const { shop, project, outside } = stage;
  const settings = shop.settings(project.vars, database.url, outside.url);
  const common = { project, settings };
  const coffer = await startWorkerd({
    ...common,
    folder: join(stage.folder, "coffer"),
    modulePath: stage.coffer,
    queues: "delivered",
  });
  const bare = await startWorkerd({
    ...common,
    folder: join(stage.folder, "rows"),
    modulePath: stage.bareRows,
    queues: "none",
  });
  try {
    let calls = 0;
    const ours = async () => {
      await database.empty();
      const run = await runImport(shop, coffer.port, outside, pace.rows);
      calls = run.calls;
      return (run.rows * 1_000) / run.tookMs;
    };
    const theirs = async () => {
      await database.empty();
      return await bareRate(bare.port, outside, pace.rows);
    };
    await database.empty();
    await runImport(shop, coffer.port, outside, WARM_UP_ROWS);
    await bareRate(bare.port, outside, WARM_UP_ROWS);
    const pairs = await interleaved(pace.pairs, ours, theirs);
    const peakBytes = await largeImport(stage, settings, database.empty, pace.largeRows);
    return { pairs, calls, peakBytes };
  } finally {
    await coffer.stop();
    await bare.stop();
    await database.close();
  }
}

/** In a workerd of its own, because memory that an earlier import left free would hide what this one takes. */
async function largeImport(
  { folder, shop, project, outside, coffer }: Stage,
  settings: Readonly<Record<string, string>>,
  emptyDatabase: () => Promise<void>,
  rows: number,
): Promise<number> {
  await emptyDatabase();
  const worker = await startWorkerd({
    folder: join(folder, "large"),
    modulePath: coffer,
    project,
    settings,
    queues: "delivered",
  });
  try {
    await runImport(shop, worker.port, outside, WARM_UP_ROWS);
    return await peakMemory(worker.pid, () => runImport(shop, worker.port, outside, rows));
  } finally {
    await worker.stop();
  }
}

async function bareRate(port: number, outside: Outside, rows: number): Promise<number> {
  const file = `${outside.url}${outside.upload(`bare.csv`, orderFile(rows))}`;
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/?file=${encodeURIComponent(file)}`);
  const stored = await answer.text();
  if (stored !== String(rows))
    throw new Error(`the bare Worker stored ${stored.slice(0, 200)}, not ${rows} rows`);
  return (rows * 1_000) / (performance.now() - startedAt);
}
