import { sql } from "drizzle-orm";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { type Given, prepared } from "../../db/prepared.ts";
import { accountStats } from "../../db/schema/standings.ts";
import type { Deps } from "../deps.ts";
import { accessColumns, type Credentials } from "./key.ts";
import { type AccessRefusal, refusalOf } from "./refusal.ts";
import { markUsed } from "./use.ts";

/** `movedAtMs` is null before money has moved. */
export type Wallet = {
  readonly kind: "wallet";
  readonly balance: number;
  readonly debt: number;
  readonly movedAtMs: number | null;
};

/** What a member has and owes; somebody we never met has nothing. One round trip, the key's check included. */
export async function readWallet(
  deps: Deps,
  credentials: Credentials,
  memberId: string,
): Promise<Wallet | AccessRefusal> {
  const account = accountId(memberOwner(memberId), "money");
  const [, [row]] = await ask(deps.db, { ...credentials, memberId, account, nowMs: deps.clock() });
  if (!row) throw new Error("a question for one row had none");
  const { known, allowed, ...wallet } = row;
  return refusalOf({ known, allowed }) ?? { kind: "wallet", ...wallet };
}

type Row = { known: number; allowed: number } & Omit<Wallet, "kind">;
type Values = { keyId: string; hash: string; memberId: string; account: string; nowMs: number };

const ask = prepared((db, given: Given<Values>) => {
  const key = { keyId: given("keyId"), hash: given("hash") };
  const { known, allowed } = accessColumns(key, "wallets:read");
  const { balance, debt } = heldBy(given("memberId"));
  return [
    markUsed(db, key, given("nowMs")),
    db.all<Row>(sql`
      select ${known} as known, ${allowed} as allowed, ${balance} as balance, ${debt} as debt,
        (select last_at_ms from ${accountStats} where account = ${given("account")}) as "movedAtMs"`),
  ];
});
