import { ledgerWords } from "../../../lib/words/dashboard/ledger.ts";
import type { Locale } from "../../../lib/words/locale.ts";

export const LEDGER = "/dashboard/ledger";
export const PROOF = `${LEDGER}/proof`;

const TABS = [
  ["movements", LEDGER],
  ["proof", PROOF],
] as const;

export const LedgerTabs = ({ locale, current }: { locale: Locale; current: (typeof TABS)[number][0] }) => (
  <ul class="tabs">
    {TABS.map(([name, address]) => (
      <li>
        <a href={address} aria-current={name === current ? "page" : undefined}>
          {ledgerWords[locale][name]}
        </a>
      </li>
    ))}
  </ul>
);
