import { eq } from "drizzle-orm";
import { isAttachmentUrl } from "../../clients/discord/api.ts";
import { imports } from "../../db/schema/imports.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { FILE_BYTES_MAX } from "./decode.ts";
import type { ImportOptions } from "./options.ts";
import { importRules } from "./rules.ts";

/** What is to be done with the rows of a file. */
export type ImportWish = {
  readonly options: ImportOptions;
  readonly campaign: string;
  readonly message: string | undefined;
  readonly expiryDays: number | undefined;
};

export type ImportAsked = ImportWish & {
  readonly file: { readonly name: string; readonly url: string; readonly bytes: number };
  readonly interactionToken: string;
};

/**
 * Remembers an uploaded file and has it read as a job. Asked twice with the same request, it is one import.
 * @throws Problem when mail is not set up, an option makes no sense or the file cannot be taken.
 */
export async function askImport(
  deps: Deps,
  request: Request,
  asked: ImportAsked,
): Promise<{ importId: string }> {
  checkImport(deps, asked);
  if (!isAttachmentUrl(asked.file.url, deps.shop.cdnUrl))
    throw new Problem({ kind: "file_not_from_discord" });
  const importId = request.id;
  await deps.db.batch(putImport(deps, request, asked));
  ringAudit(deps, uploadAuditId(importId));
  ring(deps, [{ id: readJobId(importId), kind: "import.read" }]);
  return { importId };
}

/** @throws Problem when mail is not set up, the file is too large or an option makes no sense. */
export function checkImport(
  deps: Deps,
  { file, options }: ImportWish & { readonly file: { readonly bytes: number } },
): void {
  if (!deps.sendgrid) throw new Problem({ kind: "mail_not_set_up" });
  if (file.bytes > FILE_BYTES_MAX)
    throw new Problem({ kind: "file_too_large", bytes: file.bytes, bytesMax: FILE_BYTES_MAX });
  importRules(options, deps.shop);
}

/** The statements that begin an import: its row, the job that reads it, and the audit row. */
export function putImport(
  deps: Deps,
  request: Request,
  asked: ImportWish & {
    /** Without a URL the file comes with the request itself. */
    readonly file: { readonly name: string; readonly url: string | null; readonly bytes: number };
    readonly interactionToken: string | null;
  },
) {
  const { file } = asked;
  const nowMs = deps.clock();
  const importId = request.id;
  const auditId = uploadAuditId(importId);
  return [
    deps.db
      .insert(imports)
      .values({
        id: importId,
        askedBy: request.actor.id,
        interactionToken: asked.interactionToken,
        answerUntilMs: nowMs + ANSWER_LIFE_MS,
        fileName: file.name,
        fileUrl: file.url,
        fileBytes: file.bytes,
        options: JSON.stringify(asked.options),
        campaign: asked.campaign,
        message: asked.message ?? null,
        expiryDays: asked.expiryDays ?? deps.shop.claimExpiryDays,
        createdAtMs: nowMs,
      })
      .onConflictDoNothing(),
    putJob(deps, readJobId(importId), "import.read", { importId }),
    ...recordAudit(deps, {
      id: auditId,
      actor: request.actor.id,
      action: "import.upload",
      target: `import:${importId}`,
      after: { bytes: file.bytes, campaign: asked.campaign },
      cause: auditId,
    }),
  ] as const;
}

export const uploadAuditId = (importId: string) => `${importId}.uploaded`;

export const readJobId = (importId: string) => `${importId}.read`;

/** Rows that one import is told by. */
export function importById(deps: Deps, importId: string) {
  return deps.db.select().from(imports).where(eq(imports.id, importId));
}

export type ImportRow = typeof imports.$inferSelect;
