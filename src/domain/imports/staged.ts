import { and, asc, eq, sql } from "drizzle-orm";
import { importRows } from "../../db/schema/imports.ts";
import { emailBinding } from "../claims/code.ts";
import type { Deps } from "../deps.ts";
import type { MailSample } from "./findings.ts";

const MAIL_SAMPLES_MAX = 2;

/** A waiting row whose order has a claim already, made under the current root key or the previous one. */
const isImported = sql`exists (
  select 1 from claims where claims.order_key = ${importRows.orderKey}
  and claims.email_hash in (${importRows.emailHash}, ${importRows.emailHashPrevious}))`;

/** Its address bounced or complained, under the current root key or the previous one. */
const isUnwanted = sql`exists (
  select 1 from suppressions where suppressions.email_hash in (${importRows.emailHash}, ${importRows.emailHashPrevious}))`;

/** What the waiting rows of an import come to, with the first mails that would go out. */
export async function stagedFindings(deps: Deps, importId: string) {
  const ofImport = eq(importRows.importId, importId);
  const [[all], [imported], [fresh], samples] = await deps.db.batch([
    deps.db.select({ count: sql<number>`count(*)` }).from(importRows).where(ofImport),
    deps.db.select({ count: sql<number>`count(*)` }).from(importRows).where(and(ofImport, isImported)),
    deps.db
      .select({
        points: sql<number>`coalesce(sum(points), 0)`,
        held: sql<number>`count(*) filter (where ${isUnwanted})`,
      })
      .from(importRows)
      .where(and(ofImport, sql`not ${isImported}`)),
    firstToBeMailed(deps, importId),
  ]);
  return {
    staged: all?.count ?? 0,
    alreadyImported: imported?.count ?? 0,
    held: fresh?.held ?? 0,
    points: fresh?.points ?? 0,
    mailSamples: await openSamples(deps, samples),
  };
}

/** The first waiting rows of an import that would be mailed. */
export function firstToBeMailed(deps: Deps, importId: string) {
  return deps.db
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), sql`not ${isImported}`, sql`not ${isUnwanted}`))
    .orderBy(asc(importRows.line))
    .limit(MAIL_SAMPLES_MAX);
}

/** Opens the addresses of waiting rows, for whoever is to confirm them. */
export async function openSamples(
  deps: Deps,
  rows: readonly (typeof importRows.$inferSelect)[],
): Promise<MailSample[]> {
  const keyring = await deps.keyring();
  return await Promise.all(
    rows.map(async ({ claimId, keyId, emailSealed, points, orderId }) => ({
      email: await keyring.of(keyId).open("email-seal", emailSealed, emailBinding(claimId)),
      points,
      orderId,
    })),
  );
}
