import { PURCHASES_COMPARED_MAX, type Sales } from "../../../domain/desk/sales.ts";
import { purchaseDeskWords } from "../../../lib/words/dashboard/purchases.ts";
import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import { Bars } from "../../parts/chart/bars.tsx";
import { DayLines } from "../../parts/chart/dayLines.tsx";
import type { Reader } from "../../parts/reader.tsx";
import { SHOP } from "./tabs.tsx";

/** What was sold day by day, and of what most. */
export const SalesPictures = ({ reader, sales }: { readonly reader: Reader; readonly sales: Sales }) => {
  const { locale, number, money } = reader;
  const words = purchaseDeskWords[locale];
  return (
    <div class="charts">
      <DayLines
        reader={reader}
        caption={words.salesByDay}
        days={sales.days}
        series={[
          [words.sold, "purchased"],
          [words.givenBack, "refunded"],
        ]}
        isMoney
      />
      <Bars
        caption={sales.isCut ? words.bestOf(number(PURCHASES_COMPARED_MAX)) : words.best}
        names={shopDeskWords[locale].product}
        values={words.sold}
        none={words.noSales}
        bars={sales.best.map(({ id, name, codes, amount }) => ({
          name: (
            <a href={`${SHOP}/products/${id}`}>
              <bdi>{name}</bdi>
            </a>
          ),
          value: amount,
          written: words.soldOf(money(amount), number(codes)),
        }))}
      />
    </div>
  );
};
