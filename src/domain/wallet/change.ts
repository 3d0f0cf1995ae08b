import { type SQL, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import {
  accountId,
  memberOwner,
  openAccounts,
  seenFrom,
  systemOwner,
  transferFrom,
} from "../../db/ledger.ts";
import { heldBy, payDebt } from "../../db/money.ts";
import { accounts, transfers } from "../../db/schema/ledger.ts";
import { minorUnits } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom, meetMember } from "../members/locale.ts";
import { noticeBell, putNotice } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { debtPayment, type MoneyMoved, selectMoved } from "./moved.ts";
import { openTopups } from "./topups.ts";

export const REASON_CHARS_MAX = 200;
/** A refusal is explained by a second question; when the wallet has moved in between, the change is tried again. */
const ATTEMPTS_MAX = 5;

/** What staff do to a wallet. */
export const moneyActions = ["add", "deduct"] as const;
export type MoneyAction = (typeof moneyActions)[number];

export type MoneyChange = {
  readonly action: MoneyAction;
  readonly memberId: string;
  /** In the smallest part of the currency. */
  readonly amount: number;
  readonly reason: string;
  /** The member is not told. */
  readonly silent: boolean;
};

export type MoneyChanged = MoneyMoved & { readonly locale: Locale };

/**
 * Gives a member money or takes it, the amount as a number of the currency's unit: one batch with the transfer, what
 * it pays of a debt, the audit row and the member's notice. The repeat of a request gets its first answer again.
 * @throws Problem when the amount is none, the wallet would be too full, or more would be taken than is there.
 */
export async function changeMoney(
  deps: Deps,
  request: Request,
  asked: Omit<MoneyChange, "amount"> & { readonly typed: number },
): Promise<MoneyChanged> {
  const { typed, ...rest } = asked;
  const change = { ...rest, reason: asked.reason.trim(), amount: amountOf(deps, typed) };
  if (change.reason === "")
    throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const done = (await book(deps, request, change)) ?? (await explain(deps, request, change));
    if (done) return done;
  }
  throw new Error("the wallet did not hold still");
}

function amountOf({ shop }: Deps, typed: number): number {
  const max = shop.walletPerMemberMax;
  const amount = minorUnits(typed, shop.currency);
  if (amount === null || amount < 1 || amount > max)
    throw new Problem({ kind: "money_amount", min: 1, max, currency: shop.currency });
  return amount;
}

const causeOf = (request: Request) => `interaction:${request.id}`;
const noticeIdOf = (request: Request) => `${request.id}.notice`;
const auditIdOf = (request: Request) => `${request.id}.money`;
const walletOf = (memberId: string) => accountId(memberOwner(memberId), "money");

/** Books the change; null when the guard refused it. */
async function book(deps: Deps, request: Request, change: MoneyChange): Promise<MoneyChanged | null> {
  const { db } = deps;
  const { action, memberId, amount, reason, silent } = change;
  const cause = causeOf(request);
  const [wallet, grants] = [walletOf(memberId), accountId(systemOwner("grants"), "money")];
  const [debit, credit] = action === "add" ? [grants, wallet] : [wallet, grants];
  const booked = bookedNow(deps);
  const parts = {
    debit,
    credit,
    amount: BigInt(amount),
    asset: "money",
    kind: `wallet.${action}`,
    cause,
  } as const;
  const notice = { notice: "money_changed", memberId, cause } as const;
  try {
    const [[moved], readers] = await writeThenRead(
      db,
      [
        meetMember(db, memberId, deps.clock(), request),
        openAccounts(db, "money", [memberOwner(memberId)]),
        transferFrom(
          db,
          { ...parts, actor: request.actor.id, memo: reason, source: "staff", ...booked },
          sql`${accounts} where id = ${wallet} and ${verdictOn(deps, change)} = 'booked'`,
        ),
        mustHaveChanged(db),
        ...(action === "add" ? [payDebt(db, memberId, cause, booked)] : []),
        ...(silent ? [] : [putNotice(deps, noticeIdOf(request), notice)]),
        ...recordAudit(deps, {
          id: auditIdOf(request),
          actor: request.actor.id,
          action: `wallet.${action}`,
          target: memberOwner(memberId),
          ...factsOf(cause, memberId),
          reason,
          cause,
        }),
      ],
      [selectMoved(db, cause, memberId), chosenLocale(db, request.actor.id)],
    );
    if (!moved) throw new Error("a booked transfer is not there");
    ringAfter(deps, request, silent);
    return { ...moved, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return null;
  }
}

type MoneyVerdict = "booked" | "over_max" | "too_little";

/** Whether a change is booked, as an expression over the wallet's balance at that moment. What may still be paid in takes room. */
function verdictOn({ shop, clock }: Deps, { action, memberId, amount }: MoneyChange): SQL<MoneyVerdict> {
  const [money, max] = [BigInt(amount), BigInt(shop.walletPerMemberMax)];
  return action === "add"
    ? sql`iif(balance - ${heldBy(memberId).debt} + ${waitingOf(memberId, clock())} + ${money} > ${max}, 'over_max', 'booked')`
    : sql`iif(balance < ${money}, 'too_little', 'booked')`;
}

const waitingOf = (memberId: string, nowMs: number): SQL<number> =>
  sql`(select coalesce(sum(amount), 0) from ${openTopups(memberId, nowMs)})`;

/** The wallet before and after, debt included; the batch itself knows it. */
function factsOf(cause: string, memberId: string) {
  const { change, balance } = seenFrom(walletOf(memberId));
  const held = heldBy(memberId);
  const facts = (...pairs: SQL[]): SQL =>
    sql`(select json_object(${sql.join(pairs, sql`, `)}) from ${transfers} where ${transfers.cause} = ${cause})`;
  return {
    before: facts(
      sql`'money', ${balance} - ${change}`,
      sql`'owed', ${held.debt} + coalesce(${debtPayment(cause, "amount")}, 0)`,
    ),
    after: facts(
      sql`'amount', ${transfers.amount}`,
      sql`'money', ${held.balance}`,
      sql`'owed', ${held.debt}`,
    ),
  };
}

function ringAfter(deps: Deps, request: Request, silent: boolean): void {
  if (!silent) ring(deps, [noticeBell(noticeIdOf(request))]);
  ringAudit(deps, auditIdOf(request));
}

/** What the guard's refusal means; null when nothing speaks against the change any more. */
async function explain(deps: Deps, request: Request, change: MoneyChange): Promise<MoneyChanged | null> {
  const { db, shop } = deps;
  const { memberId } = change;
  const [[moved], [held], readers] = await db.batch([
    selectMoved(db, causeOf(request), memberId),
    db
      .select({
        balance: sql<number>`balance`,
        waiting: waitingOf(memberId, deps.clock()),
        verdict: verdictOn(deps, change),
      })
      .from(sql`(select ${heldBy(memberId).balance} as balance)`),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (moved) {
    // The first attempt may have lost its reply, and with it its bells.
    ringAfter(deps, request, change.silent);
    return { ...moved, locale };
  }
  if (!held || held.verdict === "booked") return null;
  const { balance, waiting } = held;
  if (held.verdict === "too_little")
    throw new Problem({ kind: "money_too_little", memberId, held: balance, currency: shop.currency }, locale);
  const max = shop.walletPerMemberMax;
  throw new Problem(
    { kind: "wallet_over_max", held: balance, waiting, max, currency: shop.currency },
    locale,
  );
}
