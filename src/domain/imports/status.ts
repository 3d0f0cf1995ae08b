import { and, desc, eq, sql } from "drizzle-orm";
import { gateOf } from "../../db/gates.ts";
import { claims } from "../../db/schema/claims.ts";
import { imports } from "../../db/schema/imports.ts";
import { mails } from "../../db/schema/mail.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { addressOf } from "../claims/address.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { type ImportRow, importById } from "./ask.ts";
import { type Unmailed, unmailedOf } from "./unmailed.ts";

export const IMPORTS_LISTED_MAX = 10;
/** Addresses that bounced and are told; the claims list has them all. */
export const BOUNCED_TOLD_MAX = 10;
const SUGGESTIONS_MAX = 25;

export type Bounced = { email: string; orderId: string | null; state: string; reason: string | null };

export type ImportStatus = {
  row: ImportRow;
  /** Each claim once, by its newest mail. */
  mails: Readonly<Record<string, number>>;
  claims: Readonly<Record<string, number>>;
  bounced: Bounced[];
  mailStoppedReason: string | null;
  unmailed: Unmailed;
  locale: Locale;
};

/** Of a claim that was mailed again the older mails tell nothing any more. */
const newestOfItsClaim = sql`not exists (
  select 1 from mails as later where later.claim_id = mails.claim_id and later.created_at_ms > mails.created_at_ms)`;

/** All about one import. @throws Problem when there is none of this id. */
export async function importStatus(deps: Deps, readerId: string, importId: string): Promise<ImportStatus> {
  const { db } = deps;
  const [[row], mailCounts, claimCounts, unwanted, [unmailed], [gate], readers] = await db.batch([
    importById(deps, importId),
    db
      .select({ state: mails.state, count: sql<number>`count(*)` })
      .from(mails)
      .where(and(eq(mails.importId, importId), newestOfItsClaim))
      .groupBy(mails.state),
    db
      .select({ state: claims.state, count: sql<number>`count(*)` })
      .from(claims)
      .where(eq(claims.importId, importId))
      .groupBy(claims.state),
    db
      .select({ claim: claims, state: mails.state, reason: mails.reason })
      .from(mails)
      .innerJoin(claims, eq(claims.id, mails.claimId))
      .where(
        sql`${mails.importId} = ${importId} and ${mails.state} in ('bounced', 'dropped', 'complaint', 'failed', 'held') and ${newestOfItsClaim}`,
      )
      .limit(BOUNCED_TOLD_MAX),
    unmailedOf(deps, importId),
    gateOf(db, "mail"),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (!row || !unmailed) throw new Problem({ kind: "import_unknown" }, locale);
  const bounced = await Promise.all(unwanted.map((mail) => openBounced(deps, mail)));
  const stopped = gate && gate.closedUntilMs > deps.clock() ? gate.reason : null;
  return {
    row,
    mails: byState(mailCounts),
    claims: byState(claimCounts),
    bounced,
    mailStoppedReason: stopped,
    unmailed,
    locale,
  };
}

/** The newest imports, for whoever names none. */
export async function listImports(deps: Deps, readerId: string) {
  const [rows, readers] = await deps.db.batch([
    deps.db.select().from(imports).orderBy(desc(imports.createdAtMs)).limit(IMPORTS_LISTED_MAX),
    chosenLocale(deps.db, readerId),
  ]);
  return { rows, locale: localeFrom(deps, readers) };
}

/** Imports whose file's name contains what is typed, the newest first, for autocompletion. */
export async function suggestImports(deps: Deps, typed: string) {
  return await deps.db
    .select({
      id: imports.id,
      fileName: imports.fileName,
      createdAtMs: imports.createdAtMs,
      state: imports.state,
    })
    .from(imports)
    .where(
      typed
        ? sql`instr(lower(${imports.fileName}), ${typed.toLowerCase()}) > 0 or ${imports.id} = ${typed}`
        : undefined,
    )
    .orderBy(desc(imports.createdAtMs))
    .limit(SUGGESTIONS_MAX);
}

/** Campaigns of earlier imports that contain what is typed, the newest first, for autocompletion. */
export async function suggestCampaigns(deps: Deps, typed: string): Promise<string[]> {
  const rows = await deps.db
    .select({ campaign: imports.campaign })
    .from(imports)
    .where(sql`${imports.campaign} <> '' and instr(lower(${imports.campaign}), ${typed.toLowerCase()}) > 0`)
    .groupBy(imports.campaign)
    .orderBy(desc(sql`max(${imports.createdAtMs})`))
    .limit(SUGGESTIONS_MAX);
  return rows.map(({ campaign }) => campaign);
}

async function openBounced(
  deps: Deps,
  mail: { claim: typeof claims.$inferSelect; state: string; reason: string | null },
): Promise<Bounced> {
  const { claim, state, reason } = mail;
  return { email: await addressOf(deps, claim), orderId: claim.orderId, state, reason };
}

function byState(counts: readonly { state: string; count: number }[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.map(({ state, count }) => [state, count]));
}
