import { csvRow } from "../../lib/csv.ts";
import { localMinute } from "../../lib/localMoment.ts";
import { orderCode } from "../../lib/orderCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { tokenListWords } from "../../lib/words/tokenLists.ts";
import { tokenWords } from "../../lib/words/tokens.ts";
import type { Deps } from "../deps.ts";
import type { ExportRow } from "./exportRows.ts";
import { rewardOf, rewardText } from "./parts.ts";
import { shownState } from "./state.ts";

/** The first line of an exported CSV. */
export function exportHeader(locale: Locale): string {
  const words = tokenWords[locale];
  const list = tokenListWords[locale];
  return csvRow([
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
  ]);
}

/** A token as a line of it. */
export function exportLine({ token, batch, campaign, orderNumber }: ExportRow, deps: Deps, locale: Locale) {
  const { shop, clock } = deps;
  const shown = (atMs: number | null) => (atMs === null ? "" : localMinute(atMs, shop.timeZone));
  const reward = rewardOf(batch);
  return csvRow([
    token.code,
    tokenListWords[locale].states[shownState(token, clock())],
    batch.description,
    batch.notes ?? "",
    campaign ?? "",
    reward ? rewardText(reward, shop.currency, locale) : "",
    shown(token.startsAtMs),
    shown(token.expiresAtMs),
    shown(batch.createdAtMs),
    batch.createdBy,
    orderNumber === null ? "" : orderCode(orderNumber),
    token.customerId ?? "",
    shown(token.changedAtMs),
    token.changeReason ?? "",
  ]);
}
