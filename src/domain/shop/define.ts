import { eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { packages, products } from "../../db/schema/products.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem, type ProblemFacts } from "../problem.ts";

export type Product = typeof products.$inferSelect;
export type Package = typeof packages.$inferSelect;

/** A product with what is sold of it, the smallest package first. */
export type Defined = {
  readonly product: Product;
  readonly packages: readonly Package[];
  readonly locale: Locale;
};

/** The id of the product that staff named, by its id or its sku. */
export const productNamed = (name: string): SQL<string> =>
  sql<string>`(select id from ${products} where id = ${name} or sku = ${name.trim().toLowerCase()} order by id = ${name} desc limit 1)`;

type Definition = {
  /** Also what the repeat of the request is known by. */
  readonly auditId: string;
  readonly productId: string | SQL;
  /** Aborted by their guards, or done together with the audit row that is among them. */
  readonly writes: readonly BatchItem<"sqlite">[];
  /** What the guards' refusal means. */
  refusal(product: Product | undefined): ProblemFacts | Promise<ProblemFacts>;
};

/**
 * Changes what is sold, once a request; the repeat of one is told how the product is by now.
 * @throws Problem
 */
export async function define(deps: Deps, request: Request, definition: Definition): Promise<Defined> {
  const { db } = deps;
  const { auditId, productId, writes } = definition;
  const reads = [
    db.select().from(products).where(eq(products.id, productId)),
    db.select().from(packages).where(eq(packages.productId, productId)).orderBy(packages.size),
    chosenLocale(db, request.actor.id),
  ] as const;
  try {
    const once = mustHold(db, sql`not exists (select 1 from ${audits} where cause = ${auditId})`);
    const [[product], sold, readers] = await writeThenRead(db, [once, ...writes], reads);
    if (!product) throw new Error("a product that was written is not there");
    ringAudit(deps, auditId);
    return { product, packages: sold, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const echo = db.select({ id: audits.id }).from(audits).where(eq(audits.cause, auditId));
  const [[product], sold, readers, echoes] = await db.batch([...reads, echo]);
  const locale = localeFrom(deps, readers);
  if (echoes.length === 0 || !product) throw new Problem(await definition.refusal(product), locale);
  // The first attempt may have lost its reply, and with it its bell.
  ringAudit(deps, auditId);
  return { product, packages: sold, locale };
}
