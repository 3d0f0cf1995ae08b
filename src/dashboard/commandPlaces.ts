import { own } from "../lib/own.ts";
import { type Place, shellWords } from "../lib/words/dashboard/shell.ts";
import type { Locale } from "../lib/words/locale.ts";
import { addressOf } from "./places.ts";

/** A page that does what a command does, and the place of the menu that it belongs to. */
type There = { readonly place: Place; readonly path?: string };

/**
 * Where the dashboard does what a command does, by its words or their beginning; null for what there is in Discord alone, where
 * people ask for themselves. A sentence that names a command then leads a browser to the page.
 */
export const commandPlaces: Readonly<Record<string, There | null>> = {
  achievement: { place: "achievements" },
  achievements: null,
  admin: { place: "shop" },
  "admin addbalance": { place: "members" },
  "admin apikey": null,
  "admin botstats": { place: "overview" },
  "admin checkuser": { place: "members" },
  "admin deductbalance": { place: "members" },
  "admin processorder": { place: "shop", path: "/purchases" },
  "admin reconcile": { place: "topups" },
  "admin refundorder": { place: "shop", path: "/purchases" },
  "admin reviews": { place: "shop", path: "/reviews" },
  "admin topups": { place: "topups" },
  "admin unmatched": { place: "topups", path: "/unmatched" },
  "admin vieworders": { place: "shop", path: "/purchases" },
  balance: null,
  campaign: { place: "tokens", path: "/campaigns" },
  cancelorder: { place: "orders" },
  checktoken: { place: "tokens" },
  claim: null,
  claims: { place: "claims" },
  completeorder: { place: "orders" },
  createorder: { place: "orders", path: "/new" },
  exporttokens: { place: "tokens", path: "/stats" },
  generatetoken: { place: "tokens", path: "/new" },
  help: null,
  history: null,
  import: { place: "imports" },
  "import balances": { place: "members", path: "/balances" },
  invite: null,
  invites: null,
  jobs: { place: "jobs" },
  language: null,
  leaderboard: null,
  listtokens: { place: "tokens" },
  menu: null,
  messages: null,
  notifications: null,
  orders: null,
  orderstatus: { place: "orders" },
  overdue: { place: "orders", path: "?overdue=1" },
  points: { place: "members" },
  "points reset": { place: "members", path: "/balances" },
  privacy: null,
  queue: { place: "orders" },
  "referral-blacklist": { place: "referrals", path: "/blacklist" },
  removetoken: { place: "tokens" },
  review: null,
  sendreceipt: { place: "orders" },
  "sendref-cashb": { place: "referrals", path: "/batches" },
  setref: null,
  shop: null,
  tokenstats: { place: "tokens", path: "/stats" },
  topup: null,
  updatestatus: { place: "orders" },
};

/** The page for a command as a sentence names it, `/jobs` or `/orderstatus order_code:ED001`; null where it stays text. */
export function pageOfCommand(code: string, locale: Locale): { to: string; name: string } | null {
  if (!code.startsWith("/")) return null;
  const words = code
    .slice(1)
    .split(" ")
    .filter((word) => !word.includes(":"));
  for (let count = words.length; count > 0; count--) {
    const there = own(commandPlaces, words.slice(0, count).join(" "));
    if (there === null) return null;
    if (there)
      return {
        to: addressOf(there.place) + (there.path ?? ""),
        name: shellWords[locale].places[there.place],
      };
  }
  return null;
}
