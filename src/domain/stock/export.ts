import { sql } from "drizzle-orm";
import { FILE_BYTES_MAX } from "../../clients/discord/card.ts";
import { stock } from "../../db/schema/stock.ts";
import { SealBroken } from "../../lib/secret.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { openCode } from "../shop/codes.ts";
import type { Product } from "../shop/define.ts";
import { askAbout, questionOf, type StockQuestion } from "./question.ts";

export const EXPORT_CODES_MAX = 100_000;
/** Sealed codes of one reply: the database refuses replies of more than 10 MB. */
const CODES_PER_READ = 2_000;

/**
 * Asks whether to give out the free codes of a product as a file.
 * @throws Problem when there is no such product or no free code of it.
 */
export async function askExport(deps: Deps, request: Request, named: string): Promise<StockQuestion> {
  const asked = { action: "stock.export.ask", named, most: EXPORT_CODES_MAX, reason: null } as const;
  return await askAbout(deps, request, asked);
}

export type Exported = {
  readonly product: Product;
  readonly codes: readonly string[];
  /** Free codes that do not open. */
  readonly unreadable: number;
  /** Whether there were more than a file takes. */
  readonly cut: boolean;
  readonly locale: Locale;
};

/**
 * The free codes of the product that was asked about, in the order in which they would be sold. They stay in stock. The
 * audit log has it before anybody sees a code.
 * @throws Problem when the question is too old or somebody else's.
 */
export async function exportStock(deps: Deps, request: Request, questionId: string): Promise<Exported> {
  const { product, locale } = await questionOf(deps, request, questionId, "stock.export.ask");
  const found = await openFree(deps, product.id);
  const auditId = `${request.id}.export`;
  await deps.db.batch(
    recordAudit(deps, {
      id: auditId,
      actor: request.actor.id,
      action: "stock.export",
      target: `product:${product.id}`,
      after: { codes: found.codes.length, unreadable: found.unreadable },
      cause: auditId,
    }),
  );
  ringAudit(deps, auditId);
  return { product, ...found, locale };
}

async function openFree(deps: Deps, productId: string) {
  const keyring = await deps.keyring();
  const codes: string[] = [];
  let unreadable = 0;
  let bytes = 0;
  for (let after = 0; ; ) {
    const rows = await deps.db
      .select()
      .from(stock)
      .where(sql`product_id = ${productId} and state = 'free' and seq > ${BigInt(after)}`)
      .orderBy(stock.seq)
      .limit(CODES_PER_READ);
    const opened = await Promise.all(rows.map((row) => openCode(keyring, row).catch(brokenAsNull)));
    for (const code of opened) {
      if (code === null) {
        unreadable++;
        continue;
      }
      bytes += Buffer.byteLength(code) + 1;
      if (bytes > FILE_BYTES_MAX || codes.length === EXPORT_CODES_MAX)
        return { codes, unreadable, cut: true };
      codes.push(code);
    }
    const last = rows.at(-1);
    if (!last || rows.length < CODES_PER_READ) return { codes, unreadable, cut: false };
    after = last.seq;
  }
}

function brokenAsNull(error: unknown): null {
  if (error instanceof SealBroken) return null;
  throw error;
}
