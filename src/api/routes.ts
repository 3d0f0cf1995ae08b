import type * as z from "zod/mini";
import { readTopup } from "../domain/api/topup.ts";
import { readWallet } from "../domain/api/wallet.ts";
import type { topupAnswer, walletAnswer } from "./answers.ts";
import { moveThrough } from "./move.ts";
import { problem } from "./problem.ts";
import { memberSchema } from "./requests.ts";
import type { Route, Visit } from "./route.ts";
import { answer, currencyOf, momentOf, noAccess, notAMember } from "./words.ts";

/** What the API can do; openapi.json describes the same. */
export const routes: readonly Route[] = [
  {
    operation: "getWallet",
    method: "GET",
    path: "/wallets/{member}",
    scope: "wallets:read",
    answer: wallet,
  },
  {
    operation: "creditWallet",
    method: "POST",
    path: "/wallets/{member}/credits",
    scope: "wallets:credit",
    answer: (visit) => moveThrough("credit", visit),
  },
  {
    operation: "debitWallet",
    method: "POST",
    path: "/wallets/{member}/debits",
    scope: "wallets:debit",
    answer: (visit) => moveThrough("debit", visit),
  },
  { operation: "getTopup", method: "GET", path: "/topups/{topup}", scope: "topups:read", answer: topup },
];

async function wallet({ deps, credentials, id }: Visit): Promise<Response> {
  if (!memberSchema.safeParse(id).success) return notAMember();
  const found = await readWallet(deps, credentials, id);
  if (found.kind !== "wallet") return noAccess(found, "wallets:read");
  const { balance, debt, movedAtMs } = found;
  return answer<z.infer<typeof walletAnswer>>({
    member: id,
    balance,
    debt,
    ...currencyOf(deps),
    movedAt: movedAtMs === null ? null : momentOf(movedAtMs),
  });
}

async function topup({ deps, credentials, id }: Visit): Promise<Response> {
  const found = await readTopup(deps, credentials, id);
  if (found.kind === "topup_unknown")
    return problem("topup-unknown", "Its id begins with tu- and is shown with the payment.", {});
  if (found.kind !== "topup") return noAccess(found, "topups:read");
  const { memberId, amount, refunded, state, createdAtMs, stateAtMs, expiresAtMs } = found.topup;
  return answer<z.infer<typeof topupAnswer>>({
    id,
    member: memberSchema.safeParse(memberId).success ? memberId : null,
    amount,
    refunded,
    state,
    ...currencyOf(deps),
    createdAt: momentOf(createdAtMs),
    changedAt: momentOf(stateAtMs),
    expiresAt: expiresAtMs === null ? null : momentOf(expiresAtMs),
  });
}
