import { type SQL, sql } from "drizzle-orm";
import { putInOutboxFrom } from "../../db/outbox.ts";
import type { Deps } from "../deps.ts";
import type { Notice } from "../outbox/notice.ts";

/** What a notice of orders needs, as expressions over a row; `memberId` is who is told. */
type Parts = { readonly memberId: SQL; readonly orderId: SQL; readonly atMs?: number };

/**
 * The statement that has members told something for what a batch itself finds out: one for each row of `from`.
 * @param from has a WHERE, and no row in a batch that is repeated when its notices may have been pruned.
 */
export function putNoticeFrom(
  deps: Deps,
  id: string | SQL,
  notice: Extract<Notice["notice"], `order_${string}`>,
  { memberId, orderId, atMs }: Parts,
  from: SQL,
) {
  const more = atMs === undefined ? sql`` : sql`, 'atMs', ${BigInt(atMs)}`;
  return putInOutboxFrom(
    deps.db,
    {
      id,
      kind: "notice.send",
      payload: sql`json_object('notice', ${notice}, 'memberId', ${memberId}, 'orderId', ${orderId}${more})`,
      memberId,
      atMs: deps.clock(),
    },
    from,
  );
}
