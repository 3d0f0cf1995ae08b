import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { stock } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { Product } from "../shop/define.ts";
import { tellLowStock } from "../shop/lowStock.ts";
import { askAbout, questionOf, type StockQuestion } from "./question.ts";
import { freeOf } from "./view.ts";

/** Codes that one answer takes out of stock: some tenths of a second, in which nobody can buy. */
export const VOID_CODES_MAX = 10_000;
export const VOID_REASON_CHARS_MAX = 200;
/** What staff type to mean each of them, in either language. */
const ALL = new Set(["all", "semua"]);

/**
 * Asks whether to take free codes of a product out of stock for ever.
 * @param count how many, or `all`.
 * @throws Problem when that is no number, the reason is blank, or there is no such product or code.
 */
export async function askVoid(
  deps: Deps,
  request: Request,
  asked: { readonly named: string; readonly count: string; readonly reason: string },
): Promise<StockQuestion> {
  const reason = asked.reason.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  const most = Math.min(countOf(asked.count), VOID_CODES_MAX);
  return await askAbout(deps, request, { action: "stock.void.ask", named: asked.named, most, reason });
}

function countOf(typed: string): number {
  const text = typed.trim().toLowerCase();
  if (ALL.has(text)) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Problem({ kind: "option_invalid", option: "count", expected: "count_or_all" });
}

export type Voided = {
  readonly product: Product;
  readonly codes: number;
  readonly left: number;
  readonly locale: Locale;
};

const factsSchema = z.object({ codes: z.number() });

/**
 * Takes the codes out of stock that were asked about, those first that would be sold first. Pressed twice, it is done
 * once and told alike.
 * @throws Problem when the question is too old or somebody else's.
 */
export async function voidStock(deps: Deps, request: Request, questionId: string): Promise<Voided> {
  const { db } = deps;
  const { product, codes, reason, locale } = await questionOf(deps, request, questionId, "stock.void.ask");
  const auditId = `${questionId}.void`;
  const alertId = `${auditId}.low`;
  const told = db
    .select({ after: audits.after, left: freeOf(product.id) })
    .from(audits)
    .where(eq(audits.id, auditId));
  const answer = (rows: readonly { after: string | null; left: number }[]): Voided => {
    const facts = factsSchema.parse(JSON.parse(rows[0]?.after ?? "{}"));
    ringAudit(deps, auditId);
    ringAudit(deps, alertId);
    return { product, codes: facts.codes, left: rows[0]?.left ?? 0, locale };
  };
  const [audit, ...post] = recordAudit(deps, {
    id: auditId,
    actor: request.actor.id,
    action: "stock.void",
    target: `product:${product.id}`,
    after: sql`json_object('codes', changes())`,
    reason: reason ?? undefined,
    cause: auditId,
  });
  try {
    const [, , , rows] = await db.batch([
      mustHold(db, sql`not exists (select 1 from ${audits} where cause = ${auditId})`),
      db
        .update(stock)
        .set({ state: "void", stateAtMs: deps.clock() })
        .where(
          sql`${stock.seq} in (select seq from ${stock} where product_id = ${product.id} and state = 'free'
            order by seq limit ${BigInt(codes)})`,
        ),
      audit,
      told,
      ...post,
      ...tellLowStock(deps, alertId, product.id),
    ]);
    return answer(rows);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  return answer(await told);
}
