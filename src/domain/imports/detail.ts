import { and, eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { gateOf } from "../../db/gates.ts";
import { claimStates, claims } from "../../db/schema/claims.ts";
import { importCounts } from "../../db/schema/counts.ts";
import { importRefused, imports } from "../../db/schema/imports.ts";
import { mailStates, mails } from "../../db/schema/mail.ts";
import { localDay } from "../../lib/localDay.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { type ImportRow, importById } from "./ask.ts";
import { type Findings, findingsOf, type MailSample } from "./findings.ts";
import { isBeingRevoked } from "./revoke.ts";
import { firstToBeMailed, openSamples } from "./staged.ts";
import { type Unmailed, unmailedOf } from "./unmailed.ts";

/** Days after its upload on which the claims of an import are counted one by one. */
export const CLAIM_DAYS_MAX = 60;
/** Mails that did not arrive and are named with the import; the list of claims has them all. */
export const TROUBLE_TOLD_MAX = 10;
/** Every time zone is so many minutes from the others. */
const QUARTER_MS = 15 * MINUTE_MS;

type Counts<S extends string> = Readonly<Partial<Record<S, number>>>;

export type Trouble = {
  readonly claimId: string;
  readonly orderId: string | null;
  readonly state: string;
  readonly reason: string | null;
};

export type ImportDetail = {
  readonly row: ImportRow;
  readonly findings: Findings | null;
  /** Each mail, those that were sent again included. */
  readonly mails: Counts<(typeof mailStates)[number]>;
  readonly claims: Counts<(typeof claimStates)[number]>;
  /** Claims a day, from the day of the upload to the last day that counts. */
  readonly claimedByDay: readonly { readonly day: number; readonly count: number }[];
  readonly trouble: readonly Trouble[];
  readonly unmailed: Unmailed;
  /** Whether the refused rows are still there to be taken as a file. */
  readonly hasRefusedRows: boolean;
  readonly mailSamples: readonly MailSample[];
  /** Rows that are still to become claims. */
  readonly rowsWaiting: number;
  readonly mailStoppedReason: string | null;
  readonly isBeingRevoked: boolean;
};

/** All that a page tells of an import, in one round trip. @throws Problem when there is none of this id. */
export async function importDetail(deps: Deps, importId: string): Promise<ImportDetail> {
  const { db } = deps;
  const isState = (state: string): SQL =>
    sql`exists (select 1 from ${imports} where id = ${importId} and state = ${state})`;
  const [
    [row],
    kept,
    open,
    [claimed],
    trouble,
    [unmailed],
    [refused],
    samples,
    [waiting],
    [gate],
    [revoking],
  ] = await db.batch([
    importById(deps, importId),
    db.select().from(importCounts).where(eq(importCounts.importId, importId)),
    db
      .select({ state: mails.state, count: sql<number>`count(*)` })
      .from(mails)
      .where(sql`${mails.importId} = ${importId} and ${mails.state} in ('held', 'queued', 'sending')`)
      .groupBy(mails.state),
    claimedByQuarter(deps, importId),
    troubleOf(deps, importId),
    unmailedOf(deps, importId),
    db
      .select({ part: importRefused.part })
      .from(importRefused)
      .where(and(eq(importRefused.importId, importId), eq(importRefused.part, 0))),
    firstToBeMailed(deps, importId),
    db
      .select({ count: sql<number>`(select count(*) from import_rows where import_id = ${importId})` })
      .from(imports)
      .where(and(eq(imports.id, importId), isState("running"))),
    gateOf(db, "mail"),
    db
      .select({ is: isBeingRevoked(importId) })
      .from(imports)
      .where(eq(imports.id, importId)),
  ]);
  if (!row || !unmailed) throw new Problem({ kind: "import_unknown" });
  return {
    row,
    findings: findingsOf(row),
    mails: byState(mailStates, [...kept.filter(({ what }) => what === "mail"), ...open]),
    claims: byState(
      claimStates,
      kept.filter(({ what }) => what === "claim"),
    ),
    claimedByDay: daysOf(deps, row, quartersSchema.parse(JSON.parse(claimed?.json ?? "[]"))),
    trouble,
    unmailed,
    hasRefusedRows: refused !== undefined,
    mailSamples: row.state === "previewed" ? await openSamples(deps, samples) : [],
    rowsWaiting: waiting?.count ?? 0,
    mailStoppedReason: gate && gate.closedUntilMs > deps.clock() ? gate.reason : null,
    isBeingRevoked: revoking?.is ?? false,
  };
}

const quartersSchema = z.array(z.tuple([z.number(), z.number()]));

/** As one value: the driver takes longer over a row than SQLite over counting it. */
function claimedByQuarter({ db }: Deps, importId: string) {
  const span = sql.raw(String(CLAIM_DAYS_MAX * DAY_MS));
  const quarter = sql.raw(String(QUARTER_MS));
  return db.select({ json: sql<string>`json_group_array(json_array(quarter, count))` }).from(sql`(
      select claimed_at_ms / ${quarter} as quarter, count(*) as count from ${claims}
      where import_id = ${importId} and state = 'claimed'
      and claimed_at_ms < (select created_at_ms from ${imports} where id = ${importId}) + ${span}
      group by 1)`);
}

function daysOf(deps: Deps, row: ImportRow, quarters: readonly (readonly [number, number])[]) {
  const { timeZone } = deps.shop;
  const first = localDay(row.createdAtMs, timeZone);
  const last = Math.min(localDay(deps.clock(), timeZone), first + CLAIM_DAYS_MAX - 1);
  const counts = new Map<number, number>();
  for (const [quarter, count] of quarters) {
    const day = localDay(quarter * QUARTER_MS, timeZone);
    counts.set(day, (counts.get(day) ?? 0) + count);
  }
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    day: first + at,
    count: counts.get(first + at) ?? 0,
  }));
}

function troubleOf({ db }: Deps, importId: string) {
  return db
    .select({ claimId: mails.claimId, orderId: claims.orderId, state: mails.state, reason: mails.reason })
    .from(mails)
    .innerJoin(claims, eq(claims.id, mails.claimId))
    .where(
      and(
        eq(mails.importId, importId),
        sql`${mails.state} in ('bounced', 'dropped', 'complaint', 'failed', 'uncertain', 'held')`,
        sql`not exists (
          select 1 from mails as later where later.claim_id = mails.claim_id and later.created_at_ms > mails.created_at_ms)`,
      ),
    )
    .limit(TROUBLE_TOLD_MAX);
}

function byState<S extends string>(
  states: readonly S[],
  counts: readonly { state: string; count: number }[],
): Counts<S> {
  const found: Partial<Record<S, number>> = {};
  for (const state of states) {
    const count = counts.find((row) => row.state === state)?.count ?? 0;
    if (count > 0) found[state] = count;
  }
  return found;
}
