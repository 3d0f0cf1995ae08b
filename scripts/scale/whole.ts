import { makeClaims } from "./claims.ts";
import type { ScaleDatabase } from "./database.ts";
import { bookMoney, openMoney } from "./money.ts";
import { makeOrders } from "./orders.ts";
import { wholeOf } from "./parts.ts";
import { makeReferrals, tellCashback } from "./referrals.ts";
import { makeSales, tellSales } from "./sales.ts";
import { keepSums } from "./sums.ts";
import { makeTrails } from "./trails.ts";

/**
 * All else that a shop of so many members has: what they claimed, bought, ordered and were paid. What claims and orders
 * brought in points is among the points that were given.
 */
export async function makeWhole(
  database: ScaleDatabase,
  members: number,
  nowMs: number,
  tell: (what: string) => void,
): Promise<void> {
  const whole = wholeOf(members, nowMs);
  await makeClaims(database, whole);
  tell("claims and mails");
  await makeSales(database, whole);
  tell("top-ups, purchases and stock");
  await makeOrders(database, whole);
  tell("orders and tokens");
  await makeReferrals(database, whole);
  tell("referrals and cashback");
  await makeTrails(database, whole);
  await keepSums(database);
  tell("audits, messages and achievements");
  await openMoney(database);
  await tellSales(database);
  await tellCashback(database);
  await bookMoney(database);
  tell("money");
}
