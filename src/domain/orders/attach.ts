import { type SQL, sql } from "drizzle-orm";
import { leaseRow, putInOutboxFrom } from "../../db/outbox.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";

/** Where the file is that comes with its request: nowhere, should that request die. */
export const SENT = "sent";

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

/** The statement by which a request that brings the file itself holds the job's row. */
export const holdAttach = (deps: Deps, orderId: string, lease: string) =>
  leaseRow(deps.db, jobIdOf(orderId), lease, deps.clock(), LEASE_MS);

/** What to ring for when the batch is committed. */
export const attachBell = (orderId: string) => ({ id: jobIdOf(orderId), kind: "order.attach" });
