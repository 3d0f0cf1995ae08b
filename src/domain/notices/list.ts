import { desc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { outbox } from "../../db/schema/outbox.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";

export const MESSAGES_PER_PAGE = 10;

/** How far a message has come; `muted`, `closed` and `gone` are ends without anything sent. */
export const messageStates = ["waiting", "sending", "sent", "muted", "closed", "gone", "failed"] as const;
export type MessageState = (typeof messageStates)[number];

export type ListedMessage = {
  /** The kind of notice, or of job where it is none. */
  readonly what: string;
  readonly state: MessageState;
  readonly tries: number;
  readonly atMs: number;
};

export type MessagePage = {
  readonly rows: readonly ListedMessage[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** What was or is to be told to a member, the newest first. `page` counts from 1; one past the end shows the last. */
export async function messagesOf(
  deps: Deps,
  readerId: string,
  memberId: string,
  page: number,
): Promise<MessagePage> {
  const { db } = deps;
  const theirs = eq(outbox.memberId, memberId);
  const [[total], rows, readers] = await db.batch([
    db.select({ count: sql<number>`count(*)` }).from(outbox).where(theirs),
    db
      .select()
      .from(outbox)
      .where(theirs)
      .orderBy(desc(outbox.createdAtMs), desc(outbox.id))
      .limit(MESSAGES_PER_PAGE)
      .offset((page - 1) * MESSAGES_PER_PAGE),
    chosenLocale(db, readerId),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / MESSAGES_PER_PAGE));
  if (page > pages) return await messagesOf(deps, readerId, memberId, pages);
  return { rows: rows.map(listedMessage), count, page, pages, locale: localeFrom(deps, readers) };
}

const noticeOf = z.object({ notice: z.string() });

/** An outbox row as the message that it stands for. */
export function listedMessage(row: typeof outbox.$inferSelect): ListedMessage {
  const notice = noticeOf.safeParse(JSON.parse(row.payload));
  return {
    what: notice.success ? notice.data.notice : row.kind,
    state: messageState(row),
    tries: row.tries,
    atMs: row.finishedAtMs ?? row.createdAtMs,
  };
}

/** What an outbox row's state means for the message that it stands for. */
export function messageState(row: { state: string; lastError: string | null }): MessageState {
  if (row.state === "failed" || row.state === "waiting") return row.state;
  if (row.state === "running") return "sending";
  return messageStates.find((state) => state === row.lastError) ?? "sent";
}
