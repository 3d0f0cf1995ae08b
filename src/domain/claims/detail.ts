import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audits } from "../../db/schema/audit.ts";
import { claims } from "../../db/schema/claims.ts";
import { imports } from "../../db/schema/imports.ts";
import { mailEvents, mails, suppressions } from "../../db/schema/mail.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { maskedAddressOf } from "./address.ts";
import { reissuedFrom } from "./reissue.ts";

/** The newest mails of a claim, and what SendGrid said of them. */
const MAILS_SHOWN_MAX = 20;
const EVENTS_SHOWN_MAX = 200;
const AUDITS_SHOWN_MAX = 50;

export type MailWay = {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly createdAtMs: number;
  readonly stateAtMs: number;
  readonly events: readonly {
    readonly kind: string;
    readonly reason: string | null;
    readonly atMs: number;
  }[];
};

export type ClaimDetail = {
  readonly claim: Pick<
    typeof claims.$inferSelect,
    | "id"
    | "importId"
    | "orderId"
    | "points"
    | "product"
    | "campaign"
    | "state"
    | "createdAtMs"
    | "expiresAtMs"
    | "claimedBy"
    | "claimedAtMs"
    | "endedAtMs"
  >;
  readonly fileName: string | null;
  /** Masked. */
  readonly address: string;
  /** What SendGrid reported of a mail to this address, if that speaks against mailing it. */
  readonly unwanted: string | null;
  readonly mails: readonly MailWay[];
  /** What staff did with it, the oldest first. */
  readonly deeds: readonly {
    readonly action: string;
    readonly actor: string;
    readonly reason: string | null;
    readonly atMs: number;
  }[];
  /** The claim in whose place it stands, and the one that stands in its place. */
  readonly insteadOf: string | null;
  readonly replacedBy: string | null;
};

/** One claim with the way of each of its mails, in one round trip. @throws Problem when there is none. */
export async function claimDetail(deps: Deps, claimId: string): Promise<ClaimDetail> {
  const { db } = deps;
  const ofClaim = db
    .select({ id: mails.id })
    .from(mails)
    .where(eq(mails.claimId, claimId))
    .orderBy(desc(mails.createdAtMs))
    .limit(MAILS_SHOWN_MAX);
  const [[found], sent, events, deeds, [unwanted], [before]] = await db.batch([
    db
      .select({ claim: claims, fileName: imports.fileName })
      .from(claims)
      .leftJoin(imports, eq(imports.id, claims.importId))
      .where(eq(claims.id, claimId)),
    db.select().from(mails).where(inArray(mails.id, ofClaim)).orderBy(asc(mails.createdAtMs)),
    db
      .select()
      .from(mailEvents)
      .where(inArray(mailEvents.mailId, ofClaim))
      .orderBy(asc(mailEvents.atMs))
      .limit(EVENTS_SHOWN_MAX),
    db.select().from(audits).where(isAbout(claimId)).orderBy(asc(audits.createdAtMs)).limit(AUDITS_SHOWN_MAX),
    db
      .select({ kind: suppressions.kind })
      .from(suppressions)
      .where(sql`${suppressions.emailHash} = (select email_hash from claims where id = ${claimId})`),
    reissuedFrom(deps, claimId),
  ]);
  if (!found) throw new Problem({ kind: "claim_unknown" });
  const replaced = deeds.find(({ action }) => action === "claim.reissue");
  return {
    claim: found.claim,
    fileName: found.fileName,
    address: await maskedAddressOf(deps, found.claim),
    unwanted: unwanted?.kind ?? null,
    mails: sent.map((mail) => ({ ...mail, events: events.filter(({ mailId }) => mailId === mail.id) })),
    deeds: deeds.map(({ action, actor, reason, createdAtMs: atMs }) => ({ action, actor, reason, atMs })),
    insteadOf: before?.claimId ?? null,
    replacedBy: replaced ? reissuedBy(replaced.after) : null,
  };
}

/** What staff did with a claim, be it with all claims of its import at once. */
const isAbout = (claimId: string) => sql`
  ${audits.target} in (${`claim:${claimId}`}, (
    select 'import:' || import_id from claims where id = ${claimId} and state = 'revoked'))
  and (${audits.target} = ${`claim:${claimId}`} or (${audits.action} = 'import.revoke' and exists (
    select 1 from claims where id = ${claimId} and ${audits.createdAtMs} between claims.created_at_ms and ended_at_ms)))`;

const afterSchema = z.object({ claim: z.string() });

function reissuedBy(after: string | null): string | null {
  const read = afterSchema.safeParse(JSON.parse(after ?? "null"));
  return read.success ? read.data.claim : null;
}
