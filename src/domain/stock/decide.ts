import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { stockRows, stockUploads } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import type { StockUpload } from "./ask.ts";

export const addJobId = (uploadId: string) => `${uploadId}.stock.add`;

export type StockDecided = { readonly upload: StockUpload; readonly locale: Locale };

const undecided = (uploadId: string, request: Request, nowMs: number) =>
  and(
    eq(stockUploads.id, uploadId),
    sql`${stockUploads.state} = 'previewed' and ${stockUploads.total} > 0`,
    eq(stockUploads.askedBy, request.actor.id),
    gt(stockUploads.confirmUntilMs, nowMs),
  );

/** Codes that were read under another root key do not know those that came into stock under this one since. */
const stagedUnder = (keyId: string, uploadId: string): SQL =>
  sql`not exists (select 1 from ${stockRows} where upload_id = ${uploadId} and key_id <> ${keyId})`;

/**
 * Adds the codes that were previewed: only whoever asked for it, once, while the preview lives.
 * @param interactionToken of a press in Discord; the answer is edited through it for another 15 minutes.
 */
export async function confirmStock(
  deps: Deps,
  request: Request,
  uploadId: string,
  interactionToken: string | null,
): Promise<StockDecided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${uploadId}.confirmed`;
  const job = { id: addJobId(uploadId), kind: "stock.add" };
  const { current } = await deps.keyring();
  const decided = await orEcho(deps, request, uploadId, async () => {
    const [[upload], , readers] = await db.batch([
      db
        .update(stockUploads)
        .set({
          state: "adding",
          decidedRequest: request.id,
          ...(interactionToken === null ? {} : { interactionToken, answerUntilMs: nowMs + ANSWER_LIFE_MS }),
          fileUrl: null,
        })
        .where(and(undecided(uploadId, request, nowMs), stagedUnder(current.id, uploadId)))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      putJob(deps, job.id, "stock.add", { uploadId }),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "stock.confirm",
        target: targetOf(uploadId),
        after: sql`(select json_object('codes', total) from ${stockUploads} where id = ${uploadId})`,
        cause: auditId,
      }),
    ]);
    return { upload, locale: localeFrom(deps, readers) };
  });
  ring(deps, [job]);
  ringAudit(deps, auditId);
  return decided;
}

/** Drops the codes that were previewed. */
export async function cancelStock(deps: Deps, request: Request, uploadId: string): Promise<StockDecided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${uploadId}.cancelled`;
  const ended = { state: "cancelled", interactionToken: null, fileUrl: null, finishedAtMs: nowMs } as const;
  const decided = await orEcho(deps, request, uploadId, async () => {
    const [[upload], , readers] = await db.batch([
      db
        .update(stockUploads)
        .set({ ...ended, decidedRequest: request.id })
        .where(undecided(uploadId, request, nowMs))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      db.delete(stockRows).where(eq(stockRows.uploadId, uploadId)),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "stock.cancel",
        target: targetOf(uploadId),
        cause: auditId,
      }),
    ]);
    return { upload, locale: localeFrom(deps, readers) };
  });
  ringAudit(deps, auditId);
  return decided;
}

const targetOf = (uploadId: string): SQL =>
  sql`(select 'product:' || product_id from ${stockUploads} where id = ${uploadId})`;

/** Runs a batch that its guard may refuse; the echo of this very request is no refusal. */
async function orEcho(
  deps: Deps,
  request: Request,
  uploadId: string,
  decide: () => Promise<{ upload: StockUpload | undefined; locale: Locale }>,
): Promise<StockDecided> {
  try {
    const { upload, locale } = await decide();
    if (upload) return { upload, locale };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [[upload], readers] = await deps.db.batch([
    deps.db.select().from(stockUploads).where(eq(stockUploads.id, uploadId)),
    chosenLocale(deps.db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!upload) throw new Problem({ kind: "stock_lapsed" }, locale);
  if (upload.decidedRequest === request.id) return { upload, locale };
  if (upload.askedBy !== request.actor.id)
    throw new Problem({ kind: "stock_not_yours", askedBy: upload.askedBy }, locale);
  if (upload.state === "previewed" || upload.state === "lapsed" || upload.state === "reading")
    throw new Problem({ kind: "stock_lapsed" }, locale);
  throw new Problem({ kind: "stock_decided", state: upload.state }, locale);
}
