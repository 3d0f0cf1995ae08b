import { sql } from "drizzle-orm";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import type { Keyring } from "../../lib/secret.ts";
import { claimCodes, codeHash, emailBinding } from "../claims/code.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";
import type { AcceptedRow } from "./row.ts";

/** An accepted row with the line it stands in. */
export type RowToStage = AcceptedRow & { readonly line: number };

/** What makes two rows the same order, together with the address. */
export function orderKeyOf(orderId: string | null, campaign: string): string {
  return orderId === null ? `campaign:${campaign.toLowerCase()}` : `order:${orderId.toLowerCase()}`;
}

/** Where a claim comes from is its id: import and line, so that making it twice makes the same one. */
export const claimIdOf = (importId: string, line: number): string => `${importId}.${line}`;

/** Rows as the waiting table has them: with hashes and sealed addresses, as JSON. */
export type SealedRows = {
  readonly keyId: string;
  readonly lines: readonly number[];
  readonly json: string;
};

export async function sealRows(
  deps: Deps,
  source: { id: string; campaign: string },
  rows: readonly RowToStage[],
): Promise<SealedRows> {
  const keyring = await deps.keyring();
  const codeOf = claimCodes();
  const sealed = await Promise.all(rows.map((row) => sealRow(keyring, codeOf, source, row)));
  return { keyId: keyring.current.id, lines: rows.map(({ line }) => line), json: JSON.stringify(sealed) };
}

/**
 * Puts rows into the waiting table in one statement, while the import is being read and the job has it, and lets
 * the job keep it. The same order twice in a file is taken once; returns whether every row was taken.
 */
export async function stageRows(
  deps: Deps,
  job: OutboxRow,
  source: { id: string },
  rows: SealedRows,
): Promise<boolean> {
  const [taken] = await deps.db.batch([
    deps.db.run(sql`
      insert into ${importRows} (import_id, key_id, line, claim_id, code_hash, order_key, order_id, email_hash,
        email_hash_previous, email_sealed, points, product)
      select ${source.id}, ${rows.keyId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
        value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9
      from json_each(${rows.json})
      where ${stillHeld(job)} and exists (
        select 1 from ${imports} where ${imports.id} = ${source.id} and ${imports.state} = 'reading')
      on conflict do nothing`),
    extendLease(deps.db, job, deps.clock() + LEASE_MS),
  ]);
  return taken.rowsAffected === rows.lines.length;
}

/** The first of these lines that were not taken: their orders stand further up in the file. */
export async function repeatedLines(
  deps: Deps,
  source: { id: string },
  lines: readonly number[],
  most: number,
): Promise<number[]> {
  const rows = await deps.db
    .select({ line: sql<number>`value` })
    .from(sql`json_each(${JSON.stringify(lines)})`)
    .where(sql`not exists (select 1 from import_rows where import_id = ${source.id} and line = value)`)
    .orderBy(sql`value`)
    .limit(most);
  return rows.map(({ line }) => line);
}

async function sealRow(
  keyring: Keyring,
  codeOf: ReturnType<typeof claimCodes>,
  source: { id: string; campaign: string },
  row: RowToStage,
) {
  const claimId = claimIdOf(source.id, row.line);
  const keys = keyring.current;
  const previous = keyring.all[1];
  const [hash, emailHash, emailHashPrevious, emailSealed] = await Promise.all([
    codeOf(keys, claimId).then((code) => codeHash(keys, code)),
    keys.hash("email-lookup", row.email),
    previous ? previous.hash("email-lookup", row.email) : null,
    keys.seal("email-seal", row.email, emailBinding(claimId)),
  ]);
  const orderKey = orderKeyOf(row.orderId, source.campaign);
  return [
    row.line,
    claimId,
    hash,
    orderKey,
    row.orderId,
    emailHash,
    emailHashPrevious,
    emailSealed,
    row.points,
    row.product,
  ];
}
