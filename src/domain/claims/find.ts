import { and, desc, eq, inArray, like, or, type SQL, sql } from "drizzle-orm";
import { type claimStates, claims } from "../../db/schema/claims.ts";
import { normalizeEmail } from "../../lib/email.ts";
import { lookupHash } from "../../lib/secret.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";

export const CLAIMS_PER_PAGE = 8;
/** Claims of one address that a lookup shows; the newest first. */
export const LOOKUP_CLAIMS_MAX = 8;
const SUGGESTIONS_MAX = 25;

export type ClaimState = (typeof claimStates)[number];
export type ClaimFilter = { importId: string | undefined; state: ClaimState | undefined };

/** A claim as staff see it: no address, no code. */
export type ListedClaim = {
  id: string;
  orderId: string | null;
  points: number;
  state: ClaimState;
  expiresAtMs: number;
  claimedBy: string | null;
  claimedAtMs: number | null;
  mailState: string | null;
  mailReason: string | null;
};

export type ClaimPage = { rows: ListedClaim[]; count: number; page: number; pages: number; locale: Locale };

/** Written out, because Drizzle drops the table of a column in a selection from one table. */
const lastMail = (column: "state" | "reason") =>
  sql<
    string | null
  >`(select ${sql.identifier(column)} from mails where mails.claim_id = claims.id order by mails.created_at_ms desc limit 1)`;

const listed = {
  id: claims.id,
  orderId: claims.orderId,
  points: claims.points,
  state: claims.state,
  expiresAtMs: claims.expiresAtMs,
  claimedBy: claims.claimedBy,
  claimedAtMs: claims.claimedAtMs,
  mailState: lastMail("state"),
  mailReason: lastMail("reason"),
};

/** One page of claims, the newest first. `page` counts from 1; one past the end shows the last. */
export async function listClaims(
  deps: Deps,
  readerId: string,
  filter: ClaimFilter,
  page: number,
): Promise<ClaimPage> {
  const where = and(
    filter.importId ? eq(claims.importId, filter.importId) : undefined,
    filter.state ? eq(claims.state, filter.state) : undefined,
  );
  const [[total], rows, readers] = await deps.db.batch([
    deps.db.select({ count: sql<number>`count(*)` }).from(claims).where(where),
    deps.db
      .select(listed)
      .from(claims)
      .where(where)
      .orderBy(desc(claims.createdAtMs), claims.line)
      .limit(CLAIMS_PER_PAGE)
      .offset((page - 1) * CLAIMS_PER_PAGE),
    chosenLocale(deps.db, readerId),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / CLAIMS_PER_PAGE));
  if (page > pages) return await listClaims(deps, readerId, filter, pages);
  return { rows, count, page, pages, locale: localeFrom(deps, readers) };
}

/**
 * The claims of one address.
 * @throws Problem when the text is no address.
 */
export async function claimsOfEmail(deps: Deps, readerId: string, typed: string) {
  const email = normalizeEmail(typed);
  if (!email) throw new Problem({ kind: "email_invalid" });
  const keyring = await deps.keyring();
  const hashes = await Promise.all(keyring.all.map((keys) => lookupHash(keys, "email-lookup", email)));
  const [rows, readers] = await deps.db.batch([
    deps.db
      .select(listed)
      .from(claims)
      .where(inArray(claims.emailHash, hashes))
      .orderBy(desc(claims.createdAtMs))
      .limit(LOOKUP_CLAIMS_MAX),
    chosenLocale(deps.db, readerId),
  ]);
  const locale: Locale = localeFrom(deps, readers);
  return { email, rows, locale };
}

/** Open claims whose order or id begins with what is typed, for autocompletion. */
export async function suggestClaims(deps: Deps, typed: string) {
  const start: SQL | undefined = typed
    ? or(like(claims.orderId, `${escapeLike(typed)}%`), like(claims.id, `${escapeLike(typed)}%`))
    : undefined;
  return await deps.db
    .select({ id: claims.id, orderId: claims.orderId, points: claims.points })
    .from(claims)
    .where(and(sql`${claims.state} = 'pending'`, start))
    .orderBy(desc(claims.createdAtMs))
    .limit(SUGGESTIONS_MAX);
}

/** `%` and `_` typed by a person mean themselves: here they match nothing, since no id has them. */
function escapeLike(text: string): string {
  return text.replace(/[%_]/g, "\u0000");
}
