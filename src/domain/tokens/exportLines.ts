import { csvRow } from "../../lib/csv.ts";
import { localMinute } from "../../lib/localMoment.ts";
import { orderCode } from "../../lib/orderCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { tokenCheckWords } from "../../lib/words/tokenChecks.ts";
import { tokenListWords } from "../../lib/words/tokenLists.ts";
import { tokenWords } from "../../lib/words/tokens.ts";
import type { Deps } from "../deps.ts";
import { CLOSED_REASON } from "./close.ts";
import type { ExportRow } from "./exportRows.ts";
import { rewardOf, rewardText } from "./parts.ts";
import { shownState } from "./state.ts";

const MOMENTS_KEPT_MAX = 10_000;

/** The first line of an exported CSV. */
export function exportHeader(locale: Locale): string {
  const words = tokenWords[locale];
  const list = tokenListWords[locale];
  const names = [
    words.code,
    list.state,
    words.description,
    words.notes,
    words.campaign,
    words.reward,
    words.starts,
    words.expires,
    list.madeAt,
    list.madeBy,
    list.order,
    list.customer,
    list.changedAt,
    list.reason,
  ];
  return csvRow(names.map((name) => name.toLowerCase()));
}

/** Makes a token's line of it. Moments are written once: tokens that were made together share most of theirs. */
export function createExportLine({ shop, clock }: Deps, locale: Locale): (row: ExportRow) => string {
  const nowMs = clock();
  const { states } = tokenListWords[locale];
  const moments = new Map<number | null, string>([[null, ""]]);
  const shown = (atMs: number | null): string => {
    const known = moments.get(atMs);
    if (known !== undefined || atMs === null) return known ?? "";
    const text = localMinute(atMs, shop.timeZone);
    if (moments.size < MOMENTS_KEPT_MAX) moments.set(atMs, text);
    return text;
  };
  return (row) => {
    const { batch, campaign, orderNumber } = row;
    const reward = rewardOf(batch);
    return csvRow([
      row.code,
      states[shownState(row, nowMs)],
      batch.description,
      batch.notes ?? "",
      campaign ?? "",
      reward ? rewardText(reward, shop.currency, locale) : "",
      shown(row.startsAtMs),
      shown(row.expiresAtMs),
      shown(batch.createdAtMs),
      batch.createdBy,
      orderNumber === null ? "" : orderCode(orderNumber),
      row.customerId ?? "",
      shown(row.changedAtMs),
      row.changeReason === CLOSED_REASON ? tokenCheckWords[locale].campaignClosed : (row.changeReason ?? ""),
    ]);
  };
}
