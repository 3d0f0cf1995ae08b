import { type SQL, sql } from "drizzle-orm";
import { putInOutboxFrom } from "../../db/outbox.ts";
import type { Deps } from "../deps.ts";

const jobIdOf = (orderId: string) => `${orderId}.attach`;

/** The statement that has the file of an order fetched, where `from` has the order. */
export const putAttach = (deps: Deps, orderId: string, from: SQL) =>
  putInOutboxFrom(
    deps.db,
    {
      id: jobIdOf(orderId),
      kind: "order.attach",
      payload: sql`json_object('orderId', id)`,
      atMs: deps.clock(),
    },
    from,
  );

/** What to ring for when the batch is committed. */
export const attachBell = (orderId: string) => ({ id: jobIdOf(orderId), kind: "order.attach" });
