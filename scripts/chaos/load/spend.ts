import { setTimeout as pause } from "node:timers/promises";
import { withClient } from "../client.ts";
import type { Dice } from "../dice.ts";
import type { Scene } from "../scene.ts";

const SPEND_MEAN_MS = 1_500;
const WALLETS_AT_ONCE = 3;
export const SPENT_CAUSE = "chaos:spent:";

/**
 * Money leaves some wallets, all of it or a part, so that what is given back later becomes a debt. It is booked in
 * the database, where every way out of a wallet ends.
 */
export async function spendMoney({ database }: Scene, dice: Dice, closed: AbortSignal): Promise<void> {
  for (let times = 1; !closed.aborted; times++) {
    const nowMs = BigInt(Date.now());
    const args = {
      cause: `${SPENT_CAUSE}${times}:`,
      part: BigInt(dice.pick([1, 1, 2])),
      nowMs,
      WALLETS_AT_ONCE,
    };
    const sql = `
      insert into transfers (debit, credit, amount, asset, kind, cause, actor, source, created_at_ms, local_day)
      select id, 'system:grants/money', max(1, balance / :part), 'money', 'spend', :cause || id, 'system', 'shop', :nowMs, 20000
      from accounts where asset = 'money' and id > 'member:' and id < 'member;' and balance > 0
      order by random() limit :WALLETS_AT_ONCE
      on conflict (cause) do nothing`;
    await database.whileUp((url) => withClient(url, (client) => client.execute({ sql, args })));
    await pause(dice.pauseMs(SPEND_MEAN_MS), undefined, { signal: closed }).catch(() => undefined);
  }
}
