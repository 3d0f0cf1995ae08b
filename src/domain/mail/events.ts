import { and, inArray, sql } from "drizzle-orm";
import type { MailEvent, MailEventKind } from "../../clients/sendgrid/events.ts";
import { mailEvents, mails, suppressions } from "../../db/schema/mail.ts";
import { receiptSends } from "../../db/schema/orders.ts";
import type { Deps } from "../deps.ts";
import { nextMailState, statesMovedBy } from "./state.ts";

/** In the order in which they may move one mail: a complaint of the same post comes after its delivery. */
const KINDS: readonly MailEventKind[] = [
  "processed",
  "deferred",
  "delivered",
  "dropped",
  "bounced",
  "complaint",
];
const UNWANTED: readonly MailEventKind[] = ["bounced", "dropped", "complaint"];

/** Books what SendGrid reports, in one round trip. Each event counts once, and a mail's state only moves forward. */
export async function applyMailEvents(deps: Deps, events: readonly MailEvent[]): Promise<void> {
  const [first] = events;
  if (!first) return;
  const { db } = deps;
  const rows = events.map((event) => [event.eventId, event.mailId, event.kind, event.reason, event.atMs]);
  await db.batch([
    db.run(sql`
      insert into ${mailEvents} (id, mail_id, kind, reason, at_ms)
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
      from json_each(${JSON.stringify(rows)})
      where exists (select 1 from ${mails} where ${mails.id} = value ->> 1)
        or exists (select 1 from ${receiptSends} where ${receiptSends.id} = value ->> 1)
      on conflict do nothing`),
    ...KINDS.flatMap((kind) => moveMails(deps, kind, events)),
  ]);
}

/** Both tables are asked for every event: the ids of one are not in the other. */
function moveMails(deps: Deps, kind: MailEventKind, events: readonly MailEvent[]) {
  const ofKind = events.filter((event) => event.kind === kind);
  if (ofKind.length === 0) return [];
  const nowMs = deps.clock();
  const told = JSON.stringify(ofKind.map(({ mailId, reason }) => [mailId, reason]));
  const ids = sql`(select value ->> 0 from json_each(${told}))`;
  const moves = [mails, receiptSends].map((table) =>
    deps.db
      .update(table)
      .set({
        state: nextMailState("queued", kind),
        reason: sql`(select max(value ->> 1) from json_each(${told}) where value ->> 0 = ${table.id})`,
        stateAtMs: nowMs,
      })
      .where(and(sql`${table.id} in ${ids}`, inArray(table.state, [...statesMovedBy(kind)]))),
  );
  if (!UNWANTED.includes(kind)) return moves;
  const suppress = deps.db.run(sql`
    insert into ${suppressions} (email_hash, kind, created_at_ms)
    select distinct email_hash, ${kind}, ${nowMs} from (
      select claims.email_hash from mails join claims on claims.id = mails.claim_id where mails.id in ${ids}
      union all select email_hash from ${receiptSends} where id in ${ids} and email_hash is not null)
    where true on conflict do nothing`);
  return [...moves, suppress];
}
