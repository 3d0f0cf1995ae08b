import { openOrderFile } from "../../domain/orders/file.ts";
import { seeOrder } from "../../domain/orders/read.ts";
import { orderCode } from "../../lib/orderCode.ts";
import { orderDeskWords } from "../../lib/words/orderDesk.ts";
import { action, aside, type Command, card } from "../command.ts";
import { orderCard } from "../orderCards.ts";
import { orderOption, orderSuggestions } from "../orderOptions.ts";

const description = { en: "See how an order stands", id: "Lihat keadaan sebuah pesanan" };

export const orderstatusCommand: Command = {
  name: "orderstatus",
  description,
  level: "everyone",
  action: action({
    description,
    options: { order_code: orderOption },
    ephemeral: true,
    async run({ deps, request }, { order_code }) {
      const seen = await seeOrder(deps, request, order_code);
      return card(seen.locale, orderCard(deps, seen));
    },
    suggest: orderSuggestions(false),
  }),
  presses: {
    /** Its verb knows whose order it is. */
    file: {
      level: "everyone",
      async run({ deps, request }, [orderId = ""]) {
        const { order, file, locale } = await openOrderFile(deps, request, orderId);
        return aside(locale, {
          tone: "info",
          title: orderDeskWords[locale].fileTitle(orderCode(order.number)),
          file,
        });
      },
    },
  },
};
