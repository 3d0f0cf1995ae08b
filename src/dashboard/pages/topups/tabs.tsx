import { topupPageWords } from "../../../lib/words/dashboard/topups.ts";
import type { Locale } from "../../../lib/words/locale.ts";

export const TOPUPS = "/dashboard/topups";
export const UNMATCHED = `${TOPUPS}/unmatched`;

const TABS = [
  ["topups", TOPUPS],
  ["unmatched", UNMATCHED],
  ["disputed", `${TOPUPS}/disputed`],
] as const;

export const TopupTabs = ({ locale, current }: { locale: Locale; current: (typeof TABS)[number][0] }) => (
  <ul class="tabs">
    {TABS.map(([name, address]) => (
      <li>
        <a href={address} aria-current={name === current ? "page" : undefined}>
          {topupPageWords[locale][name]}
        </a>
      </li>
    ))}
  </ul>
);
