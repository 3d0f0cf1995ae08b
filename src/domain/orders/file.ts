import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { File } from "../../clients/discord/card.ts";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { orderFiles, orders } from "../../db/schema/orders.ts";
import { SealBroken } from "../../lib/secret.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { finishJob, LEASE_MS } from "../jobs/take.ts";
import { Problem } from "../problem.ts";
import { SENT } from "./attach.ts";
import { ORDER_FILE_BYTES_MAX } from "./form.ts";
import { type SeenOrder, seeOrderById } from "./read.ts";

/** Sealed and written as text it is under half a MiB, which one request to the database takes. */
export const PART_BYTES = 256 * 1024;
/** All of a large file are more than the database gives in one answer. */
export const PARTS_PER_ANSWER = 4;
/** Some hours of trying, of the day that Discord keeps the file. */
const FETCH_TRIES_MAX = 12;

/** Why a file will not come: Discord has it no more, or it is larger than it was said to be. */
type Loss = "gone" | "too_large";

class FileTooLarge extends Error {
  override name = "FileTooLarge";
}

/** Each part is sealed to its place, so that none can be put elsewhere. */
export const boundTo = (orderId: string, part: number) => `${orderId}:${part}`;

/**
 * Fetches the file of an order from Discord and keeps it sealed. A job that comes again begins anew. What cannot be had is
 * told to staff, and the order stands.
 */
export async function fetchOrderFile(deps: Deps, job: OutboxRow, orderId: string): Promise<void> {
  const [order] = await deps.db.select().from(orders).where(eq(orders.id, orderId));
  if (!order?.fileUrl) return;
  if (order.fileUrl === SENT) return await giveUp(deps, job, orderId, "gone");
  try {
    await keep(deps, job, orderId, await deps.discord.openAttachment(order.fileUrl));
  } catch (error) {
    const loss = lossOf(error, job.tries >= FETCH_TRIES_MAX);
    if (loss === null) throw error;
    await giveUp(deps, job, orderId, loss);
  }
}

/** Keeps the file that a request brings, sealed; one that is larger than it was said to be is told to staff as lost. */
export async function keepSentFile(
  deps: Deps,
  job: OutboxRow,
  orderId: string,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await keep(deps, job, orderId, content);
  } catch (error) {
    if (!(error instanceof FileTooLarge)) throw error;
    await giveUp(deps, job, orderId, "too_large");
  }
  await finishJob(deps, job);
}

function lossOf(error: unknown, isLastTry: boolean): Loss | null {
  if (error instanceof FileTooLarge) return "too_large";
  const isOver = error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "refused");
  return isOver || (error instanceof DiscordFailure && isLastTry) ? "gone" : null;
}

async function keep(
  deps: Deps,
  job: OutboxRow,
  orderId: string,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  let [parts, bytes] = [0, 0];
  for await (const part of partsOf(content)) {
    await keepPart(deps, job, orderId, parts++, part);
    bytes += part.length;
  }
  const { db } = deps;
  await db.batch([
    // Of an earlier try that got further.
    db
      .delete(orderFiles)
      .where(
        sql`${orderFiles.orderId} = ${orderId} and ${gte(orderFiles.part, parts)} and ${stillHeld(job)}`,
      ),
    db
      .update(orders)
      .set({ fileStoredAtMs: deps.clock(), fileBytes: bytes, fileUrl: null })
      .where(sql`${orders.id} = ${orderId} and ${orders.fileUrl} is not null and ${stillHeld(job)}`),
  ]);
}

/** Pieces of the same size but the last, whatever the size of those that arrive. */
async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0);
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > ORDER_FILE_BYTES_MAX) throw new FileTooLarge();
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= PART_BYTES) {
      yield waiting.subarray(0, PART_BYTES);
      waiting = waiting.subarray(PART_BYTES);
    }
  }
  if (waiting.length > 0) yield waiting;
}

async function keepPart(
  deps: Deps,
  job: OutboxRow,
  orderId: string,
  part: number,
  bytes: Uint8Array,
): Promise<void> {
  const { db } = deps;
  const { current } = await deps.keyring();
  const plain = Buffer.from(bytes).toString("base64");
  const sealed = await current.seal("order-file-seal", plain, boundTo(orderId, part));
  // Whoever is forgotten meanwhile has no file any more that is still to come.
  await db.batch([
    db.run(sql`
      insert into ${orderFiles} (order_id, part, key_id, sealed)
      select id, ${part}, ${current.id}, ${sealed} from ${orders}
      where id = ${orderId} and file_url is not null and ${stillHeld(job)}
      on conflict (order_id, part) do update set key_id = excluded.key_id, sealed = excluded.sealed`),
    extendLease(db, job, deps.clock() + LEASE_MS),
  ]);
}

async function giveUp(deps: Deps, job: OutboxRow, orderId: string, loss: Loss): Promise<void> {
  const { db } = deps;
  const auditId = `${orderId}.file`;
  await db.batch([
    db.delete(orderFiles).where(sql`${orderFiles.orderId} = ${orderId} and ${stillHeld(job)}`),
    ...recordAuditFrom(
      deps,
      {
        id: auditId,
        actor: "system",
        action: "order.file_lost",
        target: `order:${orderId}`,
        after: sql`json_object('member', customer_id)`,
        reason: loss,
        cause: auditId,
      },
      sql`${orders} where id = ${orderId} and file_url is not null and ${stillHeld(job)}`,
    ),
    db
      .update(orders)
      .set({ fileUrl: null })
      .where(sql`${orders.id} = ${orderId} and ${stillHeld(job)}`),
  ]);
  ringAudit(deps, auditId);
}

/** A few at a time. */
async function openParts(deps: Deps, orderId: string): Promise<Buffer[]> {
  const keyring = await deps.keyring();
  const opened: Buffer[] = [];
  for (;;) {
    const rows = await deps.db
      .select()
      .from(orderFiles)
      .where(and(eq(orderFiles.orderId, orderId), gte(orderFiles.part, opened.length)))
      .orderBy(asc(orderFiles.part))
      .limit(PARTS_PER_ANSWER);
    for (const { part, keyId, sealed } of rows) {
      const plain = await keyring.of(keyId).open("order-file-seal", sealed, boundTo(orderId, part));
      opened.push(Buffer.from(plain, "base64"));
    }
    if (rows.length < PARTS_PER_ANSWER) return opened;
  }
}

export type OpenedFile = SeenOrder & { readonly file: File };

/**
 * Opens the file of an order for whoever may see the order.
 * @throws Problem for somebody else's order, one without a file, and a file that no key opens.
 */
export async function openOrderFile(deps: Deps, request: Request, orderId: string): Promise<OpenedFile> {
  const seen = await seeOrderById(deps, request, orderId);
  const { order, locale } = seen;
  if (order.fileUrl !== null) throw new Problem({ kind: "order_file_coming" }, locale);
  if (order.fileStoredAtMs === null) throw new Problem({ kind: "order_without_file" }, locale);
  try {
    const bytes = new Uint8Array(Buffer.concat(await openParts(deps, orderId)));
    if (bytes.length !== order.fileBytes) throw new SealBroken("a part of the file is missing");
    return { ...seen, file: { name: order.fileName ?? "", type: order.fileType ?? "", bytes } };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new Problem({ kind: "order_file_unreadable" }, locale);
  }
}
