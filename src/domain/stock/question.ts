import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { writeAuditFrom } from "../../db/audit.ts";
import { audits } from "../../db/schema/audit.ts";
import { products } from "../../db/schema/products.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { type Product, productNamed } from "../shop/define.ts";
import { freeOf } from "./view.ts";

/** How long staff may think about a question. */
const QUESTION_LIVES_MS = 15 * MINUTE_MS;

export type StockQuestion = {
  readonly id: string;
  readonly product: Product;
  /** Free codes that it is about: as many as were asked for, at most those that there are. */
  readonly codes: number;
  readonly reason: string | null;
  readonly locale: Locale;
};

type Asked = {
  readonly action: "stock.void.ask" | "stock.export.ask";
  readonly named: string;
  /** At most so many codes. */
  readonly most: number;
  readonly reason: string | null;
};

const factsSchema = z.object({ codes: z.number() });

/**
 * Asks whether to do something with free codes of a product. The question is a row of the audit log, which so knows of
 * what was asked and not done too; its id is the request's. One round trip.
 * @throws Problem when there is no such product or no free code of it.
 */
export async function askAbout(deps: Deps, request: Request, asked: Asked): Promise<StockQuestion> {
  const { db } = deps;
  const { action, named, most, reason } = asked;
  const id = questionIdOf(request.id);
  const productId = productNamed(named);
  const codes = sql`min(${freeOf(productId)}, ${BigInt(most)})`;
  const [, [found], [product], readers] = await db.batch([
    writeAuditFrom(
      db,
      {
        id,
        actor: request.actor.id,
        action,
        target: sql`'product:' || ${products.id}`,
        after: sql`json_object('codes', ${codes})`,
        reason: sql`${reason}`,
        cause: id,
        createdAtMs: deps.clock(),
      },
      sql`${products} where id = ${productId} and ${freeOf(productId)} > 0`,
    ),
    questionById(deps, id),
    db.select().from(products).where(eq(products.id, productId)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!product) throw new Problem({ kind: "product_not_found" }, locale);
  if (!found) throw new Problem({ kind: "stock_none_free" }, locale);
  return { id: request.id, ...readQuestion(found), locale };
}

const questionIdOf = (askedBy: string) => `${askedBy}.ask`;

function questionById({ db }: Deps, id: string) {
  return db
    .select({ row: audits, product: products })
    .from(audits)
    .innerJoin(products, eq(products.id, sql`substr(${audits.target}, 9)`))
    .where(eq(audits.id, id));
}

type Row = { row: typeof audits.$inferSelect; product: Product };

function readQuestion({ row, product }: Row) {
  const { codes } = factsSchema.parse(JSON.parse(row.after ?? "{}"));
  return { product, codes, reason: row.reason };
}

/**
 * The question that a button answers.
 * @throws Problem when it is too old, of another kind, or somebody else's.
 */
export async function questionOf(
  deps: Deps,
  request: Request,
  questionId: string,
  action: Asked["action"],
): Promise<StockQuestion> {
  const [[found], readers] = await deps.db.batch([
    questionById(deps, questionIdOf(questionId)),
    chosenLocale(deps.db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!found || found.row.action !== action || found.row.createdAtMs + QUESTION_LIVES_MS <= deps.clock())
    throw new Problem({ kind: "question_lapsed" }, locale);
  if (found.row.actor !== request.actor.id)
    throw new Problem({ kind: "stock_not_yours", askedBy: found.row.actor }, locale);
  return { id: questionId, ...readQuestion(found), locale };
}
