import { sql } from "drizzle-orm";
import { floatColumn } from "../../db/money.ts";
import { topups } from "../../db/schema/wallet.ts";
import { DAY_MS, HOUR_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";

const DISPUTES_PER_RUN_MAX = 20;
/** Midtrans' notification and its status may differ for a while; longer is something for staff. */
const DISPUTED_MS_MAX = HOUR_MS;

/** Tells staff once a day that the shop owes its members as much as the owner wants to hear of. */
export async function alarmFloat(deps: Deps): Promise<void> {
  const [row] = await deps.db.select({ float: floatColumn }).from(sql`(select 1)`);
  const float = row?.float ?? 0;
  if (float < deps.shop.walletFloatAlarm) return;
  const id = `wallet.float.${Math.floor(deps.clock() / DAY_MS)}`;
  const after = { amount: float, max: deps.shop.walletFloatAlarm };
  await deps.db.batch(recordAudit(deps, { id, actor: "system", action: "wallet.float", after, cause: id }));
  ringAudit(deps, id);
}

/** Tells staff, once each, of top-ups that a notification calls paid and Midtrans' status does not. */
export async function alarmDisputes(deps: Deps): Promise<void> {
  const { db } = deps;
  const rows = await db
    .select({ id: topups.id, amount: topups.amount })
    .from(topups)
    .where(
      sql`disputed_at_ms is not null and disputed_at_ms <= ${deps.clock() - DISPUTED_MS_MAX}
        and not exists (select 1 from audits where cause = 'topup.disputed:' || ${topups.id})`,
    )
    .limit(DISPUTES_PER_RUN_MAX);
  for (const { id, amount } of rows) {
    const cause = `topup.disputed:${id}`;
    const entry = {
      id: cause,
      actor: "system",
      action: "topup.disputed",
      target: `topup:${id}`,
      after: { amount },
      cause,
    };
    await db.batch(recordAudit(deps, entry));
    ringAudit(deps, cause);
  }
}
