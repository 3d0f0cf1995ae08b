import { sql } from "drizzle-orm";
import { tokenBatches } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";
import { localeFrom } from "../members/locale.ts";
import { type Generated, readBatch } from "./batch.ts";

export type TokensReport = Generated & { readonly canEdit: boolean };

/** What a job made, and whether its answer can still be edited. Undefined when there is no such batch. */
export async function tokensReport(deps: Deps, batchId: string): Promise<TokensReport | undefined> {
  const creator = sql`(select created_by from ${tokenBatches} where id = ${batchId})`;
  const [[row], codes, readers] = await deps.db.batch(readBatch(deps, batchId, creator));
  if (!row) return undefined;
  const { interactionToken, answerUntilMs } = row.batch;
  return {
    ...row,
    codes: codes.map(({ code }) => code),
    locale: localeFrom(deps, readers),
    canEdit: interactionToken !== null && deps.clock() < answerUntilMs,
  };
}
