import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { accountId, memberOwner, openMemberAccounts, systemOwner, transferFrom } from "../../db/ledger.ts";
import { heldBy, payDebt } from "../../db/money.ts";
import { apiKeys, apiRequests } from "../../db/schema/api.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { DAY_MS } from "../../lib/time.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { meetMemberWhere } from "../members/locale.ts";
import { earnFrom } from "../referrals/earn.ts";
import { accessColumns, type Credentials, liveKey, mayUse } from "./key.ts";
import { answerExpression, type MoveAnswer, readAnswer } from "./moveAnswer.ts";
import { type AccessRefusal, refusalOf } from "./refusal.ts";
import { markUsed } from "./use.ts";

export const REASON_CHARS_MAX = 200;
/** More than any wallet holds; sums of so many stay whole numbers. */
export const AMOUNT_MAX = 1_000_000_000_000;
/** A refusal is explained by a second question; should nothing speak against the move any more, it is tried again. */
const ATTEMPTS_MAX = 3;
/** How long a repeat gets the same answer. After that its cause in the books still keeps it from being done again. */
export const REQUESTS_KEPT_MS = 60 * DAY_MS;
const API = accountId(systemOwner("api"), "money");

/** What another program asks for, and under which key of its own, so that a repeat is known as one. */
export type MoveRequest = {
  readonly kind: "credit" | "debit";
  readonly memberId: string;
  readonly amount: number;
  readonly reason: string;
  readonly idempotencyKey: string;
};

/** Why nothing was asked of the wallet. */
export type MoveRefusal =
  | AccessRefusal
  /** The idempotency key came with another request before. */
  | { readonly kind: "content_differs" }
  /** It was used so long ago that the answer is gone; its move is in the books. */
  | { readonly kind: "spent"; readonly transfer: number };

export type Moved = MoveAnswer | MoveRefusal;

/**
 * Puts money into a member's wallet, or takes it out: one batch with the key's check, the transfer, what it pays of a
 * debt, and the answer, which a repeat of the request gets again, a refusal of the wallet included.
 */
export async function moveMoney(deps: Deps, credentials: Credentials, request: MoveRequest): Promise<Moved> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const moved = (await book(deps, credentials, request)) ?? (await explain(deps, credentials, request));
    if (moved) return moved;
  }
  throw new Error("the request did not hold still");
}

/**
 * The other program's key stands there as a hash: it never ends like a cause that is made of another one, and no member's
 * id in it is rewritten when that member is forgotten.
 */
export const causeOf = (
  { keyId }: Pick<Credentials, "keyId">,
  { idempotencyKey }: Pick<MoveRequest, "idempotencyKey">,
) => `api:${keyId}:${createHash("sha256").update(idempotencyKey).digest("base64url")}`;

/** Says whether a repeat asks for the same. */
const digestOf = ({ kind, memberId, amount, reason }: MoveRequest) =>
  createHash("sha256")
    .update(JSON.stringify([kind, memberId, amount, reason]))
    .digest("hex");

const scopeOf = ({ kind }: MoveRequest) => `wallets:${kind}` as const;

const answeredBefore = ({ keyId }: Credentials, { idempotencyKey }: MoveRequest): SQL =>
  sql`${apiRequests} where ${apiRequests.keyId} = ${keyId} and ${apiRequests.idempotencyKey} = ${idempotencyKey}`;

/** Books the move, or what the wallet says against it; null when a guard refused to ask the wallet. */
async function book(deps: Deps, credentials: Credentials, request: MoveRequest): Promise<MoveAnswer | null> {
  const { db } = deps;
  const { kind, memberId } = request;
  const cause = causeOf(credentials, request);
  const booked = bookedNow(deps);
  const isBooked = sql`exists (select 1 from ${transfers} where ${transfers.cause} = ${cause})`;
  const fits = walletTakes(deps, request);
  try {
    const [rows] = await writeThenRead(
      db,
      [
        mustHold(
          db,
          sql`exists (select 1 from ${liveKey(credentials)} and ${mayUse(scopeOf(request))})
            and not exists (select 1 from ${answeredBefore(credentials, request)}) and not ${isBooked}`,
        ),
        ...(kind === "credit"
          ? [openMemberAccounts(db, "money", sql`select ${memberId} as member_id where ${fits}`)]
          : []),
        transferFrom(
          db,
          {
            ...sidesOf(request),
            amount: BigInt(request.amount),
            asset: "money",
            kind: `api.${kind}`,
            cause,
            actor: `api:${credentials.keyId}`,
            memo: request.reason,
            source: sql`'api:' || ${apiKeys.name}`,
            ...booked,
          },
          sql`${liveKey(credentials)} and ${fits}`,
        ),
        ...(kind === "credit"
          ? [
              payDebt(db, memberId, cause, booked),
              meetMemberWhere(db, memberId, booked.createdAtMs, isBooked),
            ]
          : [
              // The guard above lets no repeat come so far.
              earnFrom(
                deps,
                { kind: "api", cause, memberId, amount: sql`${transfers.amount}` },
                sql`${transfers} where ${transfers.cause} = ${cause}`,
              ),
            ]),
        db.run(sql`
          insert into ${apiRequests} (key_id, idempotency_key, digest, status, answer, created_at_ms)
          select ${credentials.keyId}, ${request.idempotencyKey}, ${digestOf(request)}, iif(${isBooked}, 200, 409),
            ${answerExpression(cause, memberId, { max: deps.shop.walletPerMemberMax, atMs: booked.createdAtMs })}, ${booked.createdAtMs}`),
        markUsed(db, credentials, booked.createdAtMs),
      ],
      [answerOf(deps, credentials, request)],
    );
    return readAnswer(rows[0]?.answer);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return null;
  }
}

function sidesOf({ kind, memberId }: MoveRequest) {
  const wallet = accountId(memberOwner(memberId), "money");
  return kind === "credit" ? { debit: API, credit: wallet } : { debit: wallet, credit: API };
}

/** A wallet is filled up to the shop's limit, what goes to a debt not counted, and emptied down to zero. */
function walletTakes({ shop }: Deps, { kind, memberId, amount }: MoveRequest): SQL {
  const { balance, debt } = heldBy(memberId);
  return kind === "credit"
    ? sql`${balance} - ${debt} + ${BigInt(amount)} <= ${BigInt(shop.walletPerMemberMax)}`
    : sql`${balance} >= ${BigInt(amount)}`;
}

const answerOf = ({ db }: Deps, credentials: Credentials, request: MoveRequest) =>
  db
    .select({ digest: apiRequests.digest, answer: apiRequests.answer })
    .from(apiRequests)
    .where(
      sql`${apiRequests.keyId} = ${credentials.keyId} and ${apiRequests.idempotencyKey} = ${request.idempotencyKey}`,
    );

/** What the guard's refusal means; null when nothing speaks against the move any more. */
async function explain(deps: Deps, credentials: Credentials, request: MoveRequest): Promise<Moved | null> {
  const { db } = deps;
  const [[access], [before], [spent]] = await db.batch([
    db.select(accessColumns(credentials, scopeOf(request))).from(sql`(select 1)`),
    answerOf(deps, credentials, request),
    db
      .select({ transfer: transfers.seq })
      .from(transfers)
      .where(sql`${transfers.cause} = ${causeOf(credentials, request)}`),
  ]);
  const refusal = refusalOf(access);
  if (refusal) return refusal;
  if (before)
    return before.digest === digestOf(request) ? readAnswer(before.answer) : { kind: "content_differs" };
  return spent ? { kind: "spent", ...spent } : null;
}
