import type { Place, PlaceGroup } from "../lib/words/dashboard/shell.ts";

/** The menu: what is where, in the order in which people look for it. */
export const places: readonly { readonly group: PlaceGroup | null; readonly places: readonly Place[] }[] = [
  { group: null, places: ["overview"] },
  { group: "points", places: ["imports", "claims", "mail", "members", "achievements"] },
  { group: "sales", places: ["tokens", "orders", "shop", "referrals"] },
  { group: "money", places: ["topups", "ledger"] },
  { group: "shop", places: ["audit", "jobs", "settings"] },
];

export const addressOf = (place: Place): string =>
  place === "overview" ? "/dashboard" : `/dashboard/${place}`;
