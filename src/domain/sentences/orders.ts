import { mention, moment, verbatim } from "../../clients/discord/card.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { OrderFacts } from "../orderProblem.ts";

/** Each refusal about orders and their tokens in English; those of tokens say what to tell the customer. */
export function englishOfOrders(facts: OrderFacts): string {
  switch (facts.kind) {
    case "token_used":
      return `The token ${verbatim(facts.code)} was used by ${mention(facts.memberId)} on ${moment(facts.atMs)}, for order ${facts.order}. Tell the customer that a token counts once and this one has been used.`;
    case "token_reserved":
      return `The token ${verbatim(facts.code)} is reserved for order ${facts.order}, which is open. Tell the customer that it is being used already; cancel ${facts.order} if it is to be free again.`;
    case "token_removed":
      return `The token ${verbatim(facts.code)} was removed by the shop. Tell the customer that it was withdrawn and does not count any more.`;
    case "token_expired":
      return `The token ${verbatim(facts.code)} was good until ${moment(facts.atMs)} and has expired. Tell the customer so; nothing brings it back.`;
    case "token_not_yet":
      return `The token ${verbatim(facts.code)} is good from ${moment(facts.fromMs)} on. Ask the customer to come back then (${moment(facts.fromMs, "R")}).`;
    case "token_limit":
      return `${mention(facts.memberId)} has as many tokens of this kind as a customer may, used or on open orders: ${wholeNumber("en", facts.max)}. Tell them that ${verbatim(facts.code)} does not count for them; somebody else can still use it.`;
    case "token_needs_amount":
      return `The token ${verbatim(facts.code)} takes something off the price, so the order needs one. Give \`amount\` too, the price before the discount; the customer has to do nothing.`;
    case "orders_too_many":
      return `At most ${wholeNumber("en", facts.max)} orders can be completed at once, and nothing was done. Name fewer of them.`;
    case "order_completed":
      return `${facts.order} was completed by ${mention(facts.by)} on ${moment(facts.atMs)}, and that stays so. Nothing was changed.`;
    case "order_cancelled":
      return `${facts.order} was cancelled by ${mention(facts.by)} on ${moment(facts.atMs)}, and that stays so. Make a new order with \`/createorder\` if it is wanted again.`;
    case "order_without_file":
      return "This order has no file.";
    case "order_file_coming":
      return "The file of this order is being fetched. Press again in a minute.";
    case "order_file_unreadable":
      return "The file of this order cannot be opened: it was sealed under a key that the shop has no more. Ask whoever attached it for another copy.";
  }
}

/** The same in Indonesian. */
export function indonesianOfOrders(facts: OrderFacts): string {
  switch (facts.kind) {
    case "token_used":
      return `Token ${verbatim(facts.code)} sudah dipakai ${mention(facts.memberId)} pada ${moment(facts.atMs)}, untuk pesanan ${facts.order}. Katakan kepada pelanggan bahwa token berlaku sekali dan yang ini sudah terpakai.`;
    case "token_reserved":
      return `Token ${verbatim(facts.code)} sedang dipesan untuk pesanan ${facts.order}, yang masih terbuka. Katakan kepada pelanggan bahwa token ini sedang dipakai; batalkan ${facts.order} jika tokennya harus bebas lagi.`;
    case "token_removed":
      return `Token ${verbatim(facts.code)} sudah ditarik toko. Katakan kepada pelanggan bahwa token ini tidak berlaku lagi.`;
    case "token_expired":
      return `Token ${verbatim(facts.code)} berlaku sampai ${moment(facts.atMs)} dan sudah kedaluwarsa. Katakan begitu kepada pelanggan; token ini tidak bisa dihidupkan lagi.`;
    case "token_not_yet":
      return `Token ${verbatim(facts.code)} baru berlaku mulai ${moment(facts.fromMs)}. Minta pelanggan datang lagi saat itu (${moment(facts.fromMs, "R")}).`;
    case "token_limit":
      return `${mention(facts.memberId)} sudah punya token jenis ini sebanyak yang boleh untuk satu pelanggan, terpakai atau pada pesanan terbuka: ${wholeNumber("id", facts.max)}. Katakan bahwa ${verbatim(facts.code)} tidak berlaku untuknya; orang lain masih bisa memakainya.`;
    case "token_needs_amount":
      return `Token ${verbatim(facts.code)} mengurangi harga, jadi pesanannya perlu harga. Isi juga \`amount\`, harga sebelum potongan; pelanggan tidak perlu berbuat apa-apa.`;
    case "orders_too_many":
      return `Paling banyak ${wholeNumber("id", facts.max)} pesanan bisa diselesaikan sekaligus, dan tidak ada yang dilakukan. Sebutkan lebih sedikit.`;
    case "order_completed":
      return `${facts.order} sudah diselesaikan ${mention(facts.by)} pada ${moment(facts.atMs)}, dan tetap begitu. Tidak ada yang diubah.`;
    case "order_cancelled":
      return `${facts.order} sudah dibatalkan ${mention(facts.by)} pada ${moment(facts.atMs)}, dan tetap begitu. Buat pesanan baru dengan \`/createorder\` jika diinginkan lagi.`;
    case "order_without_file":
      return "Pesanan ini tidak punya berkas.";
    case "order_file_coming":
      return "Berkas pesanan ini sedang diambil. Tekan lagi sebentar lagi.";
    case "order_file_unreadable":
      return "Berkas pesanan ini tidak bisa dibuka: disegel dengan kunci yang tidak dimiliki toko lagi. Minta salinan lain kepada yang melampirkannya.";
  }
}
