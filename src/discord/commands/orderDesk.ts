import { cancelOrder } from "../../domain/orders/cancel.ts";
import { completeOrders } from "../../domain/orders/complete.ts";
import { createOrder } from "../../domain/orders/create.ts";
import { listOrders, type StaffList } from "../../domain/orders/lists.ts";
import {
  DESCRIPTION_CHARS_MAX,
  NOTE_CHARS_MAX,
  openStates,
  REASON_CHARS_MAX,
} from "../../domain/orders/order.ts";
import { updateOrder } from "../../domain/orders/update.ts";
import type { Words } from "../../lib/words/locale.ts";
import { action, type Call, type Command, card } from "../command.ts";
import { OptionMalformed, optional, required } from "../options.ts";
import { cancelledCard, completedCard, createdCard, staffListCard, updatedCard } from "../orderCards.ts";
import {
  dueOption,
  orderListSuggestions,
  orderOption,
  orderSuggestions,
  priorityFrom,
  priorityOption,
} from "../orderOptions.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";

const TOKEN_CHARS_MAX = 64;
const CODES_CHARS_MAX = 400;

const creating = { en: "Make an order for a customer", id: "Buat pesanan untuk seorang pelanggan" };
export const createorderCommand: Command = {
  name: "createorder",
  description: creating,
  level: "staff",
  action: action({
    description: creating,
    options: {
      description: required(
        "text",
        { en: "What is to be done; the customer reads it", id: "Yang harus dikerjakan; dibaca pelanggan" },
        { max: DESCRIPTION_CHARS_MAX },
      ),
      customer: required("user", { en: "Whom it is for", id: "Untuk siapa" }, { human: true }),
      token_code: optional(
        "text",
        { en: "The customer's promo token", id: "Token promo dari pelanggan" },
        { max: TOKEN_CHARS_MAX },
      ),
      amount: optional(
        "number",
        { en: "The price before any discount, such as 15000", id: "Harga sebelum potongan, misalnya 15000" },
        { min: 0 },
      ),
      due: dueOption,
      priority: priorityOption,
      attachment: optional("file", {
        en: "A file for it, at most 4 MiB; the customer can see it",
        id: "Berkas untuknya, paling besar 4 MiB; bisa dilihat pelanggan",
      }),
    },
    ephemeral: true,
    async run({ deps, request }, given) {
      const { description, customer, token_code, amount, due, priority, attachment } = given;
      const created = await createOrder(deps, request, {
        description,
        customerId: customer,
        token: token_code,
        amount,
        due,
        priority: priorityFrom(priority),
        file: attachment && {
          name: attachment.filename,
          type: attachment.content_type,
          bytes: attachment.size,
          url: attachment.url,
        },
      });
      return card(created.locale, createdCard(deps, created));
    },
  }),
};

const completing = {
  en: "Complete orders: tokens are used, customers are told",
  id: "Selesaikan pesanan: token terpakai, pelanggan diberi tahu",
};
export const completeorderCommand: Command = {
  name: "completeorder",
  description: completing,
  level: "staff",
  action: action({
    description: completing,
    options: {
      order_codes: required(
        "text",
        { en: "One or many, such as ED001, ED002", id: "Satu atau banyak, misalnya ED001, ED002" },
        { max: CODES_CHARS_MAX, autocomplete: true },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { order_codes }) {
      const done = await completeOrders(deps, request, order_codes);
      return card(done.locale, completedCard(deps, done));
    },
    suggest: orderListSuggestions,
  }),
};

const cancelling = {
  en: "Cancel an order: its token is free again, the customer is told",
  id: "Batalkan pesanan: tokennya bebas lagi, pelanggan diberi tahu",
};
export const cancelorderCommand: Command = {
  name: "cancelorder",
  description: cancelling,
  level: "staff",
  action: action({
    description: cancelling,
    options: {
      order_code: orderOption,
      reason: required(
        "text",
        {
          en: "Why; the customer and the audit log read it",
          id: "Alasannya; dibaca pelanggan dan catatan audit",
        },
        { max: REASON_CHARS_MAX },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { order_code, reason }) {
      const cancelled = await cancelOrder(deps, request, order_code, reason);
      return card(cancelled.locale, cancelledCard(cancelled));
    },
    suggest: orderSuggestions(true),
  }),
};

const updating = { en: "Say how an order stands", id: "Sebutkan keadaan sebuah pesanan" };
export const updatestatusCommand: Command = {
  name: "updatestatus",
  description: updating,
  level: "staff",
  action: action({
    description: updating,
    options: {
      order_code: orderOption,
      status: required(
        "text",
        { en: "How it stands", id: "Keadaannya" },
        {
          choices: [
            { name: { en: "Pending", id: "Menunggu dikerjakan" }, value: "pending" },
            { name: { en: "In progress", id: "Sedang dikerjakan" }, value: "in_progress" },
            { name: { en: "Waiting for the customer", id: "Menunggu pelanggan" }, value: "waiting" },
          ],
        },
      ),
      note: optional(
        "text",
        { en: "What the customer is told", id: "Yang disampaikan kepada pelanggan" },
        { max: NOTE_CHARS_MAX },
      ),
      priority: priorityOption,
      due: dueOption,
    },
    ephemeral: true,
    async run({ deps, request }, { order_code, status, note, priority, due }) {
      const state = openStates.find((known) => known === status);
      if (!state) throw new OptionMalformed("status");
      const asked = { state, note, priority: priorityFrom(priority), due };
      const updated = await updateOrder(deps, request, order_code, asked);
      return card(updated.locale, updatedCard(deps, updated));
    },
    suggest: orderSuggestions(true),
  }),
};

/** A list of staff with its pages. */
function listCommand(list: StaffList, description: Words<string>): Command {
  const answerPage = async ({ deps, request }: Call, page: number) => {
    const found = await listOrders(deps, request, list, page);
    return card(found.locale, staffListCard(deps, found, list));
  };
  return {
    name: list,
    description,
    level: "staff",
    action: action({
      description,
      options: { page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }) },
      ephemeral: true,
      run: (call, { page }) => answerPage(call, page ?? 1),
    }),
    presses: {
      page: { level: "staff", run: (call, [page]) => answerPage(call, pageNumber(page)) },
    },
  };
}

export const queueCommand = listCommand("queue", {
  en: "See the open orders, the most urgent first",
  id: "Lihat pesanan terbuka, yang paling mendesak dulu",
});

export const overdueCommand = listCommand("overdue", {
  en: "See the orders that should be done by now",
  id: "Lihat pesanan yang seharusnya sudah selesai",
});
