import { BalanceFileRefused } from "./refusal.ts";

/** Where in a row what is; indices into its cells. */
export type BalanceColumns = { readonly userId: number; readonly points: number };

/** Headers by which each column is known, those that say it more plainly first; written as `bare` leaves them. */
const KNOWN_AS = {
  userId: ["userid", "discordid", "discorduserid", "memberid", "user", "member", "id"],
  points: ["points", "point", "balance", "poin", "saldo", "amount", "value"],
} as const;

const USER_ID = /^['"=<@!]*\d{15,20}/;

/**
 * Finds the columns of a file of balances by their headers; of two that fit, the one that says it more plainly.
 * @throws BalanceFileRefused when one is missing.
 */
export function balanceColumns(headers: readonly string[]): BalanceColumns {
  if (headers.some((header) => USER_ID.test(header.trim())))
    throw new BalanceFileRefused({ kind: "balance_header_missing" });
  const bare = headers.map(bareHeader);
  const find = (column: keyof typeof KNOWN_AS): number => {
    const name = KNOWN_AS[column].find((known) => bare.includes(known));
    if (name !== undefined) return bare.indexOf(name);
    throw new BalanceFileRefused({
      kind: "balance_column_missing",
      column,
      headers: headers.filter(Boolean),
    });
  };
  return { userId: find("userId"), points: find("points") };
}

/** `User_ID`, `user id` and `userId` are the same. */
const bareHeader = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
