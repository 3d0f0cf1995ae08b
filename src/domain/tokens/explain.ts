import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { orders } from "../../db/schema/orders.ts";
import { orderCode } from "../../lib/orderCode.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { OrderFacts } from "../orderProblem.ts";
import { Problem } from "../problem.ts";
import { type TokenWanted, tokenVerdict } from "./reserve.ts";
import { tokenRows } from "./reward.ts";

const rowSchema = z.object({
  verdict: z.enum(["good", "used", "reserved", "removed", "expired", "not_yet", "limit", "needs_amount"]),
  startsAtMs: z.nullable(z.number()),
  expiresAtMs: z.nullable(z.number()),
  changedAtMs: z.number(),
  customerId: z.nullable(z.string()),
  order: z.nullable(z.number()),
  perCustomerMax: z.nullable(z.number()),
});

/**
 * Why an order cannot have a token; returns when nothing speaks against it any more.
 * @throws Problem
 */
export async function explainToken(deps: Deps, request: Request, wanted: TokenWanted): Promise<void> {
  const { db } = deps;
  const [rows, readers] = await db.batch([
    db.all(selectStanding(deps, wanted)),
    chosenLocale(db, request.actor.id),
  ]);
  const [row] = z.array(rowSchema).parse(rows);
  const facts = row ? refusal(row, wanted) : ({ kind: "token_unknown", code: wanted.code } as const);
  if (facts) throw new Problem(facts, localeFrom(deps, readers));
}

const selectStanding = (deps: Deps, wanted: TokenWanted): SQL => sql`
  select ${tokenVerdict(deps, wanted)} as verdict, t.starts_at_ms as "startsAtMs", t.expires_at_ms as "expiresAtMs",
    t.changed_at_ms as "changedAtMs", t.customer_id as "customerId",
    (select number from ${orders} where id = t.order_id) as "order", b.per_customer_max as "perCustomerMax"
  from ${tokenRows} where t.code = ${wanted.code}`;

function refusal(row: z.infer<typeof rowSchema>, { code, customerId }: TokenWanted): OrderFacts | null {
  const order = orderCode(row.order ?? 0);
  const { changedAtMs } = row;
  switch (row.verdict) {
    case "good":
      return null;
    case "used":
      return { kind: "token_used", code, atMs: changedAtMs, memberId: row.customerId ?? "", order };
    case "reserved":
      return { kind: "token_reserved", code, order };
    case "removed":
      return { kind: "token_removed", code };
    case "expired":
      return { kind: "token_expired", code, atMs: row.expiresAtMs ?? changedAtMs };
    case "not_yet":
      return { kind: "token_not_yet", code, fromMs: row.startsAtMs ?? changedAtMs };
    case "limit":
      return { kind: "token_limit", code, memberId: customerId, max: row.perCustomerMax ?? 0 };
    case "needs_amount":
      return { kind: "token_needs_amount", code };
  }
}
