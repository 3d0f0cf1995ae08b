import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import type { Locale } from "../../../lib/words/locale.ts";

export const SHOP = "/dashboard/shop";

const TABS = [
  ["products", SHOP],
  ["purchases", `${SHOP}/purchases`],
  ["reviews", `${SHOP}/reviews`],
] as const;

/** The lists of the shop. */
export const ShopTabs = ({ locale, current }: { locale: Locale; current: (typeof TABS)[number][0] }) => (
  <ul class="tabs">
    {TABS.map(([name, address]) => (
      <li>
        <a href={address} aria-current={name === current ? "page" : undefined}>
          {shopDeskWords[locale][name]}
        </a>
      </li>
    ))}
  </ul>
);
