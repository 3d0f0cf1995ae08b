import { eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { heldBy } from "../../db/money.ts";
import { members } from "../../db/schema/members.ts";
import { topups } from "../../db/schema/wallet.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import type { Deps } from "../deps.ts";
import { meetMember } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { charge } from "./charge.ts";
import { midtransOf } from "./check.ts";
import { selectTopup, type TopupView, viewFrom } from "./read.ts";
import { pauseMs } from "./states.ts";
import { openTopups } from "./topups.ts";

/** Midtrans' order id: at most 50 of its characters, and the same for a repeat of the request. */
const topupIdOf = (request: Request) => `tu-${request.id}`;

/**
 * Begins a top-up: our row first, then the payment at Midtrans; `failed` where it made none. The repeat of a request
 * shows the same payment again.
 * @throws Problem when the amount is out of its limits, too many are open, or the wallet would be too full.
 */
export async function askTopup(
  deps: Deps,
  request: Request,
  amount: number,
  interactionToken: string,
): Promise<TopupView> {
  midtransOf(deps);
  const { topupMin: min, topupMax: max } = deps.shop;
  if (!Number.isSafeInteger(amount) || amount < min || amount > max)
    throw new Problem({ kind: "topup_amount", min, max, currency: deps.shop.currency });
  const opened = await open(deps, request, amount, interactionToken);
  if (opened.topup.state !== "creating") return opened;
  return { ...opened, topup: await charge(deps, opened.topup) };
}

async function open(
  deps: Deps,
  request: Request,
  amount: number,
  interactionToken: string,
): Promise<TopupView> {
  const { db, shop } = deps;
  const memberId = request.actor.id;
  const id = topupIdOf(request);
  const nowMs = deps.clock();
  const room = openTopups(memberId, nowMs);
  try {
    const [, , , found] = await db.batch([
      meetMember(db, memberId, nowMs, request),
      db.run(sql`
        insert into ${topups} (id, member_id, amount, interaction_token, answer_until_ms, next_check_at_ms, created_at_ms, state_at_ms)
        select ${id}, ${memberId}, ${amount}, ${interactionToken}, ${nowMs + ANSWER_LIFE_MS},
          ${nowMs + (pauseMs("creating", 0) ?? 0)}, ${nowMs}, ${nowMs}
        where (select count(*) from ${room}) < ${shop.topupsOpenMax}
          and ${heldBy(memberId).balance} + (select coalesce(sum(amount), 0) from ${room}) + ${amount} <= ${shop.walletPerMemberMax}
        on conflict (id) do nothing`),
      mustHold(db, sql`exists (select 1 from ${topups} where id = ${id})`),
      selectTopup(deps, id),
    ]);
    const view = viewFrom(deps, found);
    if (!view) throw new Error("an opened top-up is not there");
    return view;
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuse(deps, memberId, nowMs);
  }
}

async function refuse(deps: Deps, memberId: string, nowMs: number): Promise<never> {
  const { db, shop } = deps;
  const room = openTopups(memberId, nowMs);
  const [row] = await db
    .select({
      open: sql<number>`(select count(*) from ${room})`,
      waiting: sql<number>`(select coalesce(sum(amount), 0) from ${room})`,
      balance: heldBy(memberId).balance,
      locale: members.locale,
    })
    .from(sql`(select 1)`)
    .leftJoin(members, eq(members.id, memberId));
  const { open = 0, waiting = 0, balance = 0, locale = null } = row ?? {};
  if (open >= shop.topupsOpenMax)
    throw new Problem({ kind: "topups_open_max", max: shop.topupsOpenMax }, locale);
  const max = shop.walletPerMemberMax;
  throw new Problem(
    { kind: "wallet_over_max", held: balance, waiting, max, currency: shop.currency },
    locale,
  );
}
