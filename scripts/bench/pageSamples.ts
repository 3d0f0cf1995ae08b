import { largeImport, mailingImport, previewedImport } from "../scale/claims.ts";
import { HEAVY_CAMPAIGN, HEAVY_TOKEN_BATCH, tokenCode } from "../scale/orders.ts";
import { heavyMemberAt, scaleMemberId, type Whole } from "../scale/parts.ts";
import { purchaseId, topupId } from "../scale/sales.ts";
import { LARGE_CHANGE, PREVIEWED_CHANGE } from "../scale/trails.ts";
import type { Seeded } from "./pageSeed.ts";

type Samples = Readonly<Record<string, readonly string[]>>;

/** What is asked of each page of the dashboard, by its route: the page alone where it says nothing. The fullest there is of everything. */
export function pageSamples(whole: Whole, seeded: Seeded, today: string): Samples {
  const heavy = scaleMemberId(heavyMemberAt(whole.members));
  return {
    "": ["", "?days=90"],
    "/sessions": [""],
    "/settings": [""],
    ...pointsSamples(whole, seeded, heavy),
    ...salesSamples(whole, seeded, heavy),
    ...referralSamples(seeded, heavy),
    ...moneySamples(whole, seeded, heavy, today),
  };
}

function pointsSamples(whole: Whole, seeded: Seeded, heavy: string): Samples {
  const [large, mailing, previewed] = [largeImport(whole), mailingImport(whole), previewedImport(whole)];
  const claimed = `${largeImport(whole)}.${Math.floor(whole.claims * 0.85) + 12}`;
  const members = [heavy, scaleMemberId(3)];
  const claimFilters = [
    "",
    "?state=pending",
    "?state=expired",
    `?email=${seeded.email}`,
    "?order=so-",
    "?order=SO-99",
    `?member=${heavy}`,
    `?member=${heavy}&state=claimed`,
    `?import=${large}`,
    `?import=${large}&state=revoked`,
  ];
  return {
    "/imports": [""],
    "/imports/export.csv": [""],
    "/imports/new": [""],
    "/imports/:id": [large, mailing, previewed, "import-0003"],
    "/imports/:id/now": [large, mailing, previewed],
    "/imports/:id/refused.csv": [large],
    "/imports/:id/revoke": [large, mailing],
    "/imports/:id/again/:kind": [`${large}|failed`, `${large}|uncertain`],
    "/claims": claimFilters,
    "/claims/export.csv": ["", "?state=pending", `?member=${heavy}`, `?import=${large}`],
    "/claims/:id": [claimed],
    "/mail": ["", "?state=bounced", "?state=uncertain"],
    "/mail/export.csv": ["", "?state=uncertain"],
    "/members": ["", "?order=points", "?q=ra"],
    "/members/suggest": ["?q=ra"],
    "/members/export.csv": ["", "?order=points"],
    "/members/:id": members,
    "/members/:id/name": [heavy],
    "/members/:id/history": [`${heavy}`, `${heavy}|?asset=money`],
    "/members/:id/history.csv": [`${heavy}|?asset=money`],
    "/members/balances": [""],
    "/members/balances/:id": [LARGE_CHANGE, PREVIEWED_CHANGE],
    "/members/balances/:id/progress": [LARGE_CHANGE],
    "/members/balances/:id/refused.csv": [LARGE_CHANGE],
    "/achievements": [""],
    "/achievements/:id/export.csv": ["first_points"],
    "/achievements/:id": ["first_points", "first_claim"],
  };
}

function salesSamples(whole: Whole, seeded: Seeded, heavy: string): Samples {
  const [last, open] = [whole.orders - 10, Math.floor(whole.orders * 0.995)];
  return {
    "/tokens": [
      "",
      "?state=used",
      "?state=removed",
      `?campaign=${HEAVY_CAMPAIGN}`,
      `?campaign=${HEAVY_CAMPAIGN}&state=available`,
      "?prefix=3",
      "?prefix=34&state=removed",
    ],
    "/tokens/new": [""],
    "/tokens/batches": [""],
    "/tokens/batches/export.csv": [""],
    "/tokens/batches/:id": [HEAVY_TOKEN_BATCH],
    "/tokens/batches/:id/now": [HEAVY_TOKEN_BATCH],
    "/tokens/batches/:id/codes.csv": [HEAVY_TOKEN_BATCH],
    "/tokens/batches/:id/sheet": [HEAVY_TOKEN_BATCH],
    "/tokens/campaigns": [""],
    "/tokens/campaigns/export.csv": [""],
    "/tokens/campaigns/:id": [HEAVY_CAMPAIGN],
    "/tokens/campaigns/close/:id": [seeded.closing],
    "/tokens/remove/:id": [seeded.removing],
    "/tokens/stats": ["", `?campaign=${HEAVY_CAMPAIGN}`],
    "/tokens/:code": [tokenCode(0), tokenCode(8)],
    "/orders": [
      "",
      "?which=all",
      "?which=waiting",
      "?which=completed",
      "?which=cancelled&priority=0",
      "?overdue=1",
      "?priority=3",
      `?member=${heavy}&which=all`,
      `?member=${heavy}&overdue=1`,
    ],
    "/orders/export.csv": ["?which=all", `?member=${heavy}&which=all`],
    "/orders/new": [""],
    "/orders/:code": [`ED${last}`, `ED${open}`],
    "/orders/:code/file": [`ED${seeded.orderWithFile}`],
    "/shop": ["", "?state=active", "?name=voucher"],
    "/shop/export.csv": [""],
    "/shop/products/:id": ["redfinger", "product-3"],
    "/shop/purchases": [
      "",
      "?days=90",
      `?member=${heavy}`,
      "?product=redfinger",
      `?member=${heavy}&product=redfinger`,
      ...["waiting", "failed", "delivered", "revealed", "closed", "refunded"].map(
        (stage) => `?stage=${stage}`,
      ),
      `?member=${heavy}&stage=refunded`,
    ],
    "/shop/purchases/export.csv": ["", "?product=redfinger"],
    "/shop/purchases/:id": [purchaseId(whole.purchases - 5)],
    "/shop/purchases/:id/refund": [purchaseId(whole.purchases - 5)],
    "/shop/reviews": ["", "?product=redfinger"],
    "/shop/reviews/export.csv": [""],
    "/shop/uploads/:id": ["upload-4"],
    "/shop/uploads/:id/part": ["upload-4"],
    "/shop/uploads/:id/refused.csv": ["upload-4"],
    "/shop/void/:id": [seeded.voiding],
    "/shop/export/:id": [seeded.exporting],
  };
}

function referralSamples(seeded: Seeded, heavy: string): Samples {
  const { running, previewed, done } = seeded;
  return {
    "/referrals": [""],
    "/referrals/members/:id/export.csv": [heavy],
    "/referrals/members/:id/earnings/export.csv": [heavy],
    "/referrals/blacklist/export.csv": [""],
    "/referrals/batches/export.csv": [""],
    "/referrals/members/:id": [heavy, `${heavy}|?open=${scaleMemberId(10)}`, scaleMemberId(31)],
    "/referrals/members/:id/earnings": [heavy, `${heavy}|?of=${scaleMemberId(10)}`],
    "/referrals/blacklist": [""],
    "/referrals/batches": [""],
    "/referrals/batches/:id": [
      running,
      `${running}|?state=failed`,
      `${running}|?state=changed`,
      previewed,
      `${previewed}|?state=review`,
      done,
    ],
    "/referrals/batches/:id/now": [running, previewed],
  };
}

function moneySamples(whole: Whole, seeded: Seeded, heavy: string, today: string): Samples {
  return {
    "/topups": [
      "",
      "?days=90",
      "?state=paid",
      "?state=expired",
      "?state=charged_back",
      `?member=${heavy}`,
      `?member=${heavy}&state=cancelled`,
      `?day=${today}`,
      `?day=${today}&state=expired`,
    ],
    "/topups/export.csv": ["", `?member=${heavy}`],
    "/topups/unmatched/export.csv": [""],
    "/topups/disputed": [""],
    "/topups/unmatched": ["", "?state=dismissed"],
    "/topups/unmatched/payment": ["?order=unmatched-4"],
    "/topups/unmatched/credit": [`?order=unmatched-4&member=${heavy}`],
    "/topups/unmatched/dismiss": ["?order=unmatched-4"],
    "/topups/:id": [topupId(whole.topups - 10)],
    "/ledger": [
      "",
      "?days=90",
      `?member=${heavy}`,
      "?account=system%3Agrants%2Fpoints",
      "?account=system%3Amidtrans%2Fmoney",
      `?account=member%3A${heavy}%2Fmoney`,
      "?cause=scale%3A5",
      `?cause=cashback%3A${seeded.running}`,
    ],
    "/ledger/export.csv": ["", `?member=${heavy}`],
    "/ledger/proof": [""],
    "/ledger/proof/state": [`?check=${seeded.check}`],
    "/audit": [
      "",
      `?actor=1300000000000001003`,
      "?action=points.add",
      "?actor=system&action=points.add",
      `?target=member%3A${heavy}`,
      `?target=product%3Aredfinger&action=stock.add`,
      `?target=member%3A${heavy}&actor=system`,
      "?action=ledger.check",
    ],
    "/audit/export.csv": ["", `?target=member%3A${heavy}`],
    "/jobs": ["", "?kind=notice.send", "?kind=order.attach"],
    "/jobs/export.csv": [""],
    "/jobs/:id": ["message-20"],
  };
}
