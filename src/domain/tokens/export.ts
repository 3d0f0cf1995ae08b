import { FILE_BYTES_MAX } from "../../clients/discord/card.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { selectCampaign } from "./campaigns.ts";
import { createExportLine, exportHeader } from "./exportLines.ts";
import { createExportReader, TOKENS_PER_READ } from "./exportRows.ts";
import type { Campaign } from "./named.ts";

export const EXPORT_TOKENS_MAX = 100_000;

export type TokensExported = {
  /** A CSV, its header first. */
  readonly text: string;
  readonly tokens: number;
  /** Whether there were more than a file takes. */
  readonly cut: boolean;
  readonly campaign: Campaign | null;
  readonly locale: Locale;
};

/**
 * All tokens, or those of a campaign, in the order in which they were made. The audit log tells who had them.
 * @throws Problem when there is no such campaign.
 */
export async function exportTokens(
  deps: Deps,
  request: Request,
  named: string | undefined,
): Promise<TokensExported> {
  const { db } = deps;
  const [[campaign], readers] = await db.batch([
    selectCampaign(deps, named ?? ""),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (named !== undefined && !campaign) throw new Problem({ kind: "campaign_unknown" }, locale);
  const written = await writeLines(deps, named === undefined ? null : (campaign?.id ?? null), locale);
  const auditId = `${request.id}.tokens.export`;
  await db.batch(
    recordAudit(deps, {
      id: auditId,
      actor: request.actor.id,
      action: "token.export",
      target: campaign && named !== undefined ? `campaign:${campaign.id}` : undefined,
      after: { tokens: written.tokens, campaign: named === undefined ? null : (campaign?.name ?? null) },
      cause: auditId,
    }),
  );
  ringAudit(deps, auditId);
  return { ...written, campaign: campaign ?? null, locale };
}

async function writeLines(deps: Deps, campaignId: string | null, locale: Locale) {
  const lines = [`\uFEFF${exportHeader(locale)}`];
  const read = createExportReader(deps, campaignId);
  const lineOf = createExportLine(deps, locale);
  let bytes = Buffer.byteLength(lines.join(""));
  for (let after = 0; ; ) {
    const rows = await read(after);
    for (const row of rows) {
      const line = lineOf(row);
      bytes += Buffer.byteLength(line);
      if (bytes > FILE_BYTES_MAX || lines.length > EXPORT_TOKENS_MAX)
        return { text: lines.join(""), tokens: lines.length - 1, cut: true };
      lines.push(line);
    }
    const last = rows.at(-1);
    if (!last || rows.length < TOKENS_PER_READ)
      return { text: lines.join(""), tokens: lines.length - 1, cut: false };
    after = last.seq;
  }
}
