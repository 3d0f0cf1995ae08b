import { cut, mention, verbatim } from "../../clients/discord/card.ts";
import { sendReceipt } from "../../domain/receipts/ask.ts";
import { suggestCompleted } from "../../domain/receipts/sends.ts";
import { orderCode } from "../../lib/orderCode.ts";
import { receiptCode } from "../../lib/receiptCode.ts";
import { receiptDeskWords } from "../../lib/words/receipts.ts";
import { action, type Command, card } from "../command.ts";
import { optional, required } from "../options.ts";

const CODE_CHARS_MAX = 20;
const EMAIL_CHARS_MAX = 254;
/** Room is left in a suggestion for the order's code. */
const SUGGESTION_CHARS_MAX = 80;

const description = {
  en: "Send the receipt of a completed order",
  id: "Kirim struk pesanan yang sudah selesai",
};

export const sendReceiptCommand: Command = {
  name: "sendreceipt",
  description,
  level: "staff",
  action: action({
    description,
    options: {
      order_code: required(
        "text",
        { en: "A completed order, such as ED001", id: "Pesanan yang sudah selesai, misalnya ED001" },
        { max: CODE_CHARS_MAX, autocomplete: true },
      ),
      email: optional(
        "text",
        {
          en: "To this address; without it to the one of their last code, else by direct message",
          id: "Ke alamat ini; tanpa ini ke alamat kode terakhirnya, atau lewat pesan langsung",
        },
        { max: EMAIL_CHARS_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { order_code: typed, email = null }) {
      const asked = await sendReceipt(deps, request, typed, email);
      const { orderNumber, receiptNumber, customerId, address, locale } = asked;
      const words = receiptDeskWords[locale];
      const order = orderCode(orderNumber);
      return card(locale, {
        tone: "done",
        title: words.onItsWay(receiptCode(receiptNumber)),
        body: [
          address === null
            ? words.direct(order, mention(customerId))
            : words.byMail(order, verbatim(address)),
          words.howItWent(order),
        ].join("\n"),
      });
    },
    async suggest({ deps }, focused) {
      const rows = await suggestCompleted(
        deps,
        String(focused.value ?? "")
          .replace(/\D/g, "")
          .replace(/^0+/, ""),
      );
      return rows.map(({ number, description: what }) => ({
        name: `${orderCode(number)} · ${cut(what, SUGGESTION_CHARS_MAX)}`,
        value: orderCode(number),
      }));
    },
  }),
};
