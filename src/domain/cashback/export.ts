import { sql } from "drizzle-orm";
import { payouts } from "../../db/schema/referrals.ts";
import { csvRow } from "../../lib/csv.ts";
import { currencyDigits } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { type CashbackBatch, cashbackBatchById } from "./batch.ts";

/** Discord takes messages with files of 10 MiB; the rest of the message needs some of it. */
const EXPORT_BYTES_MAX = 10 * 1024 * 1024 - 65_536;
/** Payouts of one reply of the database. */
const PAYOUTS_PER_READ = 10_000;

export type CashbackExport = {
  readonly batch: CashbackBatch;
  readonly rows: number;
  readonly csv: string;
  /** Whether there were more than a file takes. */
  readonly cut: boolean;
  readonly locale: Locale;
};

/**
 * A batch's payouts as a CSV, by member. The audit log has it before anybody sees it.
 * @throws Problem when there is no such batch.
 */
export async function exportCashback(deps: Deps, request: Request, batchId: string): Promise<CashbackExport> {
  const { db } = deps;
  const [[batch], readers] = await db.batch([
    cashbackBatchById(deps, batchId),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!batch) throw new Problem({ kind: "cashback_unknown" }, locale);
  const found = await payoutLines(deps, batchId);
  const auditId = `${request.id}.cashback.export`;
  await db.batch(
    recordAudit(deps, {
      id: auditId,
      actor: request.actor.id,
      action: "cashback.export",
      target: `cashback:${batchId}`,
      after: { members: found.rows },
      cause: auditId,
    }),
  );
  ringAudit(deps, auditId);
  return { batch, ...found, locale };
}

/** Programs read the file too: its words and numbers are the same in every language. */
async function payoutLines(deps: Deps, batchId: string) {
  const lines = [csvRow(["member", "amount", "referrals", "state", "reason"])];
  let bytes = 0;
  for (let after = ""; ; ) {
    const rows = await deps.db
      .select()
      .from(payouts)
      .where(sql`batch_id = ${batchId} and member_id > ${after}`)
      .orderBy(payouts.memberId)
      .limit(PAYOUTS_PER_READ);
    for (const { memberId, amount, referrals, state, reason } of rows) {
      const line = csvRow([
        memberId,
        plainAmount(amount, deps.shop.currency),
        String(referrals),
        state,
        reason ?? "",
      ]);
      bytes += Buffer.byteLength(line);
      if (bytes > EXPORT_BYTES_MAX) return { csv: lines.join(""), rows: lines.length - 1, cut: true };
      lines.push(line);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAYOUTS_PER_READ)
      return { csv: lines.join(""), rows: lines.length - 1, cut: false };
    after = last.memberId;
  }
}

/** `15000` for rupiah, `10.25` for 1,025 cents. */
function plainAmount(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = String(minor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
