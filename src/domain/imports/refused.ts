import { and, asc, eq, lte, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { importRefused } from "../../db/schema/imports.ts";
import { SealBroken } from "../../lib/secret.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { type RowFault, rowFaults } from "./row.ts";
import type { RefusedRow } from "./tally.ts";

/** Refused rows have addresses in them: whoever wants the file takes it in these days. */
export const REFUSED_KEPT_MS = 7 * DAY_MS;

const PART_ROWS_MAX = 500;
const PART_CHARS_MAX = 100_000;

const partSchema = z.array(z.tuple([z.number(), z.enum(rowFaults), z.array(z.string())]));
const headerSchema = z.array(z.string());
type Part = [line: number, reason: RowFault, cells: readonly string[]][];

const bound = (importId: string, part: number) => `import_refused/${importId}/${part}`;

/** The statements that keep a file's refused rows, sealed, for who takes them as a file later; the header is part 0. */
export async function keepRefused(
  deps: Deps,
  job: OutboxRow,
  importId: string,
  header: readonly string[],
  rows: readonly RefusedRow[],
) {
  if (rows.length === 0) return [];
  const keys = (await deps.keyring()).current;
  const texts = [JSON.stringify(header), ...partsOf(rows).map((part) => JSON.stringify(part))];
  const sealed = await Promise.all(
    texts.map((text, part) => keys.seal("email-seal", text, bound(importId, part))),
  );
  return sealed.map((rowsSealed, part) =>
    deps.db.run(sql`
      insert into ${importRefused} (import_id, part, key_id, rows_sealed, created_at_ms)
      select ${importId}, ${part}, ${keys.id}, ${rowsSealed}, ${deps.clock()} where ${stillHeld(job)}`),
  );
}

/** The statement that forgets what an earlier reading kept. */
export const forgetRefused = (deps: Deps, job: OutboxRow, importId: string) =>
  deps.db.delete(importRefused).where(and(eq(importRefused.importId, importId), stillHeld(job)));

/** The statement that forgets what was kept for long enough. */
export const pruneRefused = ({ db, clock }: Deps) =>
  db.delete(importRefused).where(lte(importRefused.createdAtMs, clock() - REFUSED_KEPT_MS));

/** The refused rows of an import with the file's header; none when none were refused, or they or their key are gone by now. */
export async function refusedRowsOf(deps: Deps, importId: string) {
  const [stored, keyring] = await Promise.all([
    deps.db
      .select()
      .from(importRefused)
      .where(eq(importRefused.importId, importId))
      .orderBy(asc(importRefused.part)),
    deps.keyring(),
  ]);
  const [header, ...parts] = await opened(
    stored.map(({ part, keyId, rowsSealed }) => async () => {
      return await keyring.of(keyId).open("email-seal", rowsSealed, bound(importId, part));
    }),
  );
  const rows = parts.flatMap((text) => partSchema.parse(JSON.parse(text)));
  return {
    header: header === undefined ? [] : headerSchema.parse(JSON.parse(header)),
    rows: rows.map(([line, reason, cells]): RefusedRow => ({ line, reason, cells })),
  };
}

async function opened(parts: readonly (() => Promise<string>)[]): Promise<string[]> {
  try {
    return await Promise.all(parts.map((open) => open()));
  } catch (error) {
    if (error instanceof SealBroken) return [];
    throw error;
  }
}

function partsOf(rows: readonly RefusedRow[]): Part[] {
  const parts: Part[] = [];
  let chars = PART_CHARS_MAX;
  for (const { line, reason, cells } of rows) {
    const last = parts.at(-1);
    const long = cells.reduce((sum, cell) => sum + cell.length, 0);
    if (!last || last.length === PART_ROWS_MAX || chars + long > PART_CHARS_MAX) {
      parts.push([[line, reason, cells]]);
      chars = long;
    } else {
      last.push([line, reason, cells]);
      chars += long;
    }
  }
  return parts;
}
