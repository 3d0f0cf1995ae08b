import { stateWords } from "../../lib/words/claims.ts";
import type { ReceiptFacts } from "../receiptProblem.ts";

/** Each refusal about receipts, reviews of orders and customers to be forgotten, in English. */
export function englishOfReceipts(facts: ReceiptFacts): string {
  switch (facts.kind) {
    case "order_not_found":
      return "There is no such order. Write its code as `ED001`, or choose one from the list that the option offers.";
    case "order_not_completed":
      return facts.isCancelled
        ? "This order was cancelled, so there is nothing to give a receipt for."
        : "This order is not completed yet. A receipt tells what was done: complete it with `/completeorder` first.";
    case "customer_erased":
      return "Whom this order was for has asked to be forgotten, so there is nobody to send it to.";
    case "address_unwanted":
      return `This address is not mailed any more, because of an earlier mail to it: ${stateWords.en[facts.report] ?? facts.report}. Give another one, or leave \`email\` out to send a direct message.`;
    case "erase_order_open":
      return `Your order ${facts.order} is open. Ask the staff to complete or cancel it; then ask again.`;
    case "order_not_reviewable":
      return facts.isCancelled
        ? "This order was cancelled, so there is nothing to review."
        : "This order is not completed yet. Tell us what you think when it is.";
  }
}

/** The same in Indonesian. */
export function indonesianOfReceipts(facts: ReceiptFacts): string {
  switch (facts.kind) {
    case "order_not_found":
      return "Pesanan itu tidak ada. Tulis kodenya seperti `ED001`, atau pilih dari daftar yang ditawarkan opsinya.";
    case "order_not_completed":
      return facts.isCancelled
        ? "Pesanan ini dibatalkan, jadi tidak ada yang perlu dibuatkan struk."
        : "Pesanan ini belum selesai. Struk memuat apa yang sudah dikerjakan: selesaikan dulu dengan `/completeorder`.";
    case "customer_erased":
      return "Pelanggan pesanan ini sudah minta dilupakan, jadi tidak ada yang bisa dikirimi.";
    case "address_unwanted":
      return `Alamat ini tidak dikirimi e-mail lagi karena e-mail sebelumnya: ${stateWords.id[facts.report] ?? facts.report}. Berikan alamat lain, atau kosongkan \`email\` untuk mengirim pesan langsung.`;
    case "erase_order_open":
      return `Pesananmu ${facts.order} masih terbuka. Minta staf menyelesaikan atau membatalkannya, lalu coba lagi.`;
    case "order_not_reviewable":
      return facts.isCancelled
        ? "Pesanan ini dibatalkan, jadi tidak ada yang bisa diulas."
        : "Pesanan ini belum selesai. Beri tahu kami pendapatmu setelah selesai.";
  }
}
