import { mention, moment, verbatim } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { stateWords } from "../../lib/words/claims.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { OrderFacts } from "../orderProblem.ts";
import type { ShopProblem } from "../shopProblem.ts";
import { englishOfOrders, indonesianOfOrders } from "./orders.ts";
import { mentionOr, missingFor, owing } from "./parts.ts";

/** Each refusal about products, stock, purchases, top-ups and wallets in English. */
export function englishOfShop(facts: ShopProblem | OrderFacts): string {
  switch (facts.kind) {
    case "product_unknown":
      return "There is no such product in the shop any more. `/shop` shows what there is.";
    case "product_not_found":
      return "There is no such product. Choose one from the list that the option offers.";
    case "product_sku_taken":
      return `Another product has the sku \`${facts.sku}\` already. Choose another.`;
    case "products_full":
      return facts.active
        ? `At most ${wholeNumber("en", facts.max)} products can be sold at once, and they are. Archive one with \`/admin product archive\` first.`
        : `There can be ${wholeNumber("en", facts.max)} products, archived ones included, and there are. Change an archived one with \`/admin product edit\` instead.`;
    case "packages_full":
      return `A product can have ${wholeNumber("en", facts.max)} packages, and this one has. Remove one with \`/admin package remove\` first.`;
    case "package_not_found":
      return `This product has no package of ${wholeNumber("en", facts.size)}. \`/admin product list\` shows which it has.`;
    case "package_size":
      return `A package has 1 to ${wholeNumber("en", facts.max)} codes. Choose another size.`;
    case "file_not_codes":
      return "Codes come as a file whose name ends in `.txt` or `.csv`, one code a line. Save yours as one of these and attach it again.";
    case "stock_not_yours":
      return `Only ${mention(facts.askedBy)}, who asked for it, can decide about this.`;
    case "stock_decided":
      return `This was decided already; it is now: ${stateWords.en[facts.state]}. \`/admin viewstock\` shows what is in stock.`;
    case "stock_lapsed":
      return "This preview is older than 15 minutes, or was read under another key. No code was added; upload the file again.";
    case "stock_none_free":
      return "There is no free code of this product just now, so there is nothing to do.";
    case "package_unknown":
      return "This package is not sold any more. `/shop` shows what there is.";
    case "quote_lapsed":
      return "This question is older than a minute, and nothing was bought. Choose again in `/shop`.";
    case "quote_changed":
      return `The price is ${formatMoney(facts.price, facts.currency, "en")} now, and nothing was bought. Choose again in \`/shop\` if that suits you.`;
    case "quote_bought":
      return "You have bought this already. `/orders` shows your purchases and their codes.";
    case "stock_too_little":
      return facts.left === 0
        ? "This product is sold out just now. Nothing was bought."
        : `Only ${wholeNumber("en", facts.left)} of it are left, and you asked for ${wholeNumber("en", facts.size)}. Nothing was bought.`;
    case "wallet_too_little":
      return `This costs ${formatMoney(facts.price, facts.currency, "en")} and there is ${formatMoney(facts.held, facts.currency, "en")} in your wallet${owing("en", facts)}: ${formatMoney(missingFor(facts), facts.currency, "en")} is missing. Nothing was bought.`;
    case "nothing_missing":
      return "There is enough in your wallet for this by now. Choose it again in `/shop`.";
    case "purchases_day_max":
      return `A member can buy ${wholeNumber("en", facts.max)} times a day, and you have. Come back tomorrow.`;
    case "purchase_too_soon":
      return `You have just bought something. The next purchase is possible ${moment(facts.untilMs, "R")}.`;
    case "codes_unreadable":
      return "The codes of this purchase cannot be opened just now. Your purchase is safe, and the staff have been told.";
    case "purchase_unknown":
      return "There is no such purchase of yours. `/orders` shows what you bought.";
    case "purchase_refunded":
      return "This purchase was refunded: its money is back in your wallet, and its codes are not yours any more.";
    case "codes_unseen":
      return "You have not seen the codes of this purchase yet. Choose it in `/orders` and press *Reveal codes* first.";
    case "review_given":
      return "You have reviewed this already. There is one review for each purchase and order; thank you for yours.";
    case "purchase_not_found":
      return "There is no such purchase. `/admin vieworders` shows them with their numbers.";
    case "refunded_before":
      return "This purchase was refunded: there is nothing to deliver any more, and nothing was done.";
    case "buyer_erased":
      return "Whoever bought this has asked to be forgotten, so that there is nobody to send codes or money to.";
    case "topups_not_set_up":
      return "This shop takes no payments yet. The owner has to set `MIDTRANS_SERVER_KEY`, and the currency must be IDR; the README tells how.";
    case "topup_unknown":
      return "There is no such top-up of yours. Begin one with `/topup`.";
    case "topup_amount":
      return `A top-up is from ${formatMoney(facts.min, facts.currency, "en")} to ${formatMoney(facts.max, facts.currency, "en")}. Choose another amount.`;
    case "topups_open_max":
      return `You have ${wholeNumber("en", facts.max)} top-ups that wait to be paid, which is as many as can. Pay or cancel one, or wait until it expires.`;
    case "wallet_over_max":
      return `A wallet holds at most ${formatMoney(facts.max, facts.currency, "en")}. There is ${formatMoney(facts.held, facts.currency, "en")} in it and ${formatMoney(facts.waiting, facts.currency, "en")} waits to be paid, so at most ${formatMoney(Math.max(0, facts.max - facts.held - facts.waiting), facts.currency, "en")} can be added now.`;
    case "money_too_little":
      return `${mention(facts.memberId)} has ${formatMoney(facts.held, facts.currency, "en")}; no more than that can be taken.`;
    case "money_amount":
      return `The amount must be from ${formatMoney(facts.min, facts.currency, "en")} to ${formatMoney(facts.max, facts.currency, "en")}, and in whole parts of the currency.`;
    case "topup_id_unknown":
      return "There is no such top-up. Choose one from the list that the option offers, or find it with `/admin topups`.";
    case "payment_unknown":
      return "There is no such payment in the list. See `/admin unmatched`.";
    case "payment_decided":
      return facts.isCredited
        ? `${mentionOr(facts.decidedBy, "The shop")} has credited this payment to ${mentionOr(facts.memberId, "a member")} already. Nothing was changed.`
        : `${mentionOr(facts.decidedBy, "The shop")} has dismissed this payment already. It can still be credited.`;
    case "payment_unconfirmed":
      return facts.isKnown
        ? "Midtrans did not tell just now whether this money has arrived, so nothing was credited. Try again in a minute."
        : "Midtrans knows no such payment, so nothing was credited. Dismiss it if that stays.";
    case "payment_not_arrived":
      return `Midtrans does not confirm that this money has arrived: it calls the payment ${verbatim(facts.status)}. Nothing was credited.`;
    case "payment_other_currency":
      return `This payment is in ${verbatim(facts.currency)}, which is not the shop's currency. Nothing was credited; settle it with the payer and dismiss it.`;
    case "payment_amount_unknown":
      return "Midtrans names no whole amount of this payment, so nothing was credited. Look it up in Midtrans' dashboard.";
    case "payment_is_topup":
      return `This payment fits top-up ${verbatim(facts.topupId)} now, whose member gets the money by itself. Nothing was credited; \`/admin reconcile\` shows how the top-up stands.`;
    default:
      return englishOfOrders(facts);
  }
}

/** Each refusal about products, stock, purchases, top-ups and wallets in Indonesian. */
export function indonesianOfShop(facts: ShopProblem | OrderFacts): string {
  switch (facts.kind) {
    case "product_unknown":
      return "Produk itu tidak ada lagi di toko. `/shop` menunjukkan yang tersedia.";
    case "product_not_found":
      return "Tidak ada produk seperti itu. Pilih dari daftar yang ditawarkan opsinya.";
    case "product_sku_taken":
      return `Produk lain sudah memakai sku \`${facts.sku}\`. Pilih yang lain.`;
    case "products_full":
      return facts.active
        ? `Paling banyak ${wholeNumber("id", facts.max)} produk bisa dijual sekaligus, dan jumlahnya sudah segitu. Arsipkan satu dulu dengan \`/admin product archive\`.`
        : `Paling banyak ada ${wholeNumber("id", facts.max)} produk, termasuk yang diarsipkan, dan jumlahnya sudah segitu. Ubah saja yang diarsipkan dengan \`/admin product edit\`.`;
    case "packages_full":
      return `Satu produk paling banyak punya ${wholeNumber("id", facts.max)} paket, dan produk ini sudah segitu. Hapus satu dulu dengan \`/admin package remove\`.`;
    case "package_not_found":
      return `Produk ini tidak punya paket isi ${wholeNumber("id", facts.size)}. \`/admin product list\` menampilkan paketnya.`;
    case "package_size":
      return `Satu paket berisi 1 sampai ${wholeNumber("id", facts.max)} kode. Pilih ukuran lain.`;
    case "file_not_codes":
      return "Kode diunggah sebagai berkas yang namanya berakhir dengan `.txt` atau `.csv`, satu kode per baris. Simpan dalam salah satunya lalu lampirkan lagi.";
    case "stock_not_yours":
      return `Hanya ${mention(facts.askedBy)}, yang memintanya, yang bisa memutuskan ini.`;
    case "stock_decided":
      return `Ini sudah diputuskan; sekarang: ${stateWords.id[facts.state]}. \`/admin viewstock\` menampilkan isi stok.`;
    case "stock_lapsed":
      return "Pratinjau ini lebih dari 15 menit yang lalu, atau dibaca dengan kunci lain. Tidak ada kode yang ditambahkan; unggah lagi berkasnya.";
    case "stock_none_free":
      return "Saat ini tidak ada kode bebas dari produk ini, jadi tidak ada yang bisa dilakukan.";
    case "package_unknown":
      return "Paket ini tidak dijual lagi. `/shop` menunjukkan yang tersedia.";
    case "quote_lapsed":
      return "Pertanyaan ini sudah lebih dari satu menit, dan tidak ada yang dibeli. Pilih lagi di `/shop`.";
    case "quote_changed":
      return `Sekarang harganya ${formatMoney(facts.price, facts.currency, "id")}, dan tidak ada yang dibeli. Pilih lagi di \`/shop\` jika cocok.`;
    case "quote_bought":
      return "Kamu sudah membeli ini. `/orders` menunjukkan pembelian dan kodemu.";
    case "stock_too_little":
      return facts.left === 0
        ? "Produk ini sedang habis. Tidak ada yang dibeli."
        : `Tinggal ${wholeNumber("id", facts.left)}, sedangkan kamu minta ${wholeNumber("id", facts.size)}. Tidak ada yang dibeli.`;
    case "wallet_too_little":
      return `Harganya ${formatMoney(facts.price, facts.currency, "id")} dan isi dompetmu ${formatMoney(facts.held, facts.currency, "id")}${owing("id", facts)}: kurang ${formatMoney(missingFor(facts), facts.currency, "id")}. Tidak ada yang dibeli.`;
    case "nothing_missing":
      return "Isi dompetmu sekarang sudah cukup untuk ini. Pilih lagi di `/shop`.";
    case "purchases_day_max":
      return `Anggota bisa membeli ${wholeNumber("id", facts.max)} kali sehari, dan itu sudah tercapai. Kembalilah besok.`;
    case "purchase_too_soon":
      return `Kamu baru saja membeli. Pembelian berikutnya bisa ${moment(facts.untilMs, "R")}.`;
    case "codes_unreadable":
      return "Kode pembelian ini sedang tidak bisa dibuka. Pembelianmu aman, dan staf sudah diberi tahu.";
    case "purchase_unknown":
      return "Tidak ada pembelian seperti itu milikmu. `/orders` menunjukkan yang kamu beli.";
    case "purchase_refunded":
      return "Pembelian ini sudah dikembalikan: uangnya ada lagi di dompetmu, dan kodenya bukan milikmu lagi.";
    case "codes_unseen":
      return "Kamu belum melihat kode pembelian ini. Pilih dulu di `/orders` dan tekan *Tampilkan kode*.";
    case "review_given":
      return "Kamu sudah mengulas ini. Satu pembelian atau pesanan satu ulasan; terima kasih atas ulasanmu.";
    case "purchase_not_found":
      return "Tidak ada pembelian seperti itu. `/admin vieworders` menunjukkan semuanya dengan nomornya.";
    case "refunded_before":
      return "Pembelian ini sudah dikembalikan: tidak ada lagi yang perlu dikirim, dan tidak ada yang dilakukan.";
    case "buyer_erased":
      return "Pembelinya sudah meminta dilupakan, jadi tidak ada yang bisa dikirimi kode atau uang.";
    case "topups_not_set_up":
      return "Toko ini belum menerima pembayaran. Pemilik perlu mengatur `MIDTRANS_SERVER_KEY`, dan mata uangnya harus IDR; README menjelaskan caranya.";
    case "topup_unknown":
      return "Tidak ada isi saldo seperti itu milikmu. Mulailah dengan `/topup`.";
    case "topup_amount":
      return `Isi saldo dari ${formatMoney(facts.min, facts.currency, "id")} sampai ${formatMoney(facts.max, facts.currency, "id")}. Pilih jumlah lain.`;
    case "topups_open_max":
      return `Sudah ada ${wholeNumber("id", facts.max)} isi saldo yang menunggu dibayar, sebanyak yang diizinkan. Bayar atau batalkan salah satunya, atau tunggu sampai kedaluwarsa.`;
    case "wallet_over_max":
      return `Dompet paling banyak berisi ${formatMoney(facts.max, facts.currency, "id")}. Isinya ${formatMoney(facts.held, facts.currency, "id")} dan ${formatMoney(facts.waiting, facts.currency, "id")} menunggu dibayar, jadi sekarang paling banyak ${formatMoney(Math.max(0, facts.max - facts.held - facts.waiting), facts.currency, "id")} bisa ditambahkan.`;
    case "money_too_little":
      return `${mention(facts.memberId)} punya ${formatMoney(facts.held, facts.currency, "id")}; tidak bisa dikurangi lebih dari itu.`;
    case "money_amount":
      return `Jumlahnya harus dari ${formatMoney(facts.min, facts.currency, "id")} sampai ${formatMoney(facts.max, facts.currency, "id")}, dalam satuan utuh mata uang.`;
    case "topup_id_unknown":
      return "Isi saldo itu tidak ada. Pilih dari daftar yang ditawarkan opsinya, atau cari dengan `/admin topups`.";
    case "payment_unknown":
      return "Pembayaran itu tidak ada di daftar. Lihat `/admin unmatched`.";
    case "payment_decided":
      return facts.isCredited
        ? `${mentionOr(facts.decidedBy, "Toko")} sudah mengkreditkan pembayaran ini kepada ${mentionOr(facts.memberId, "seorang anggota")}. Tidak ada yang diubah.`
        : `${mentionOr(facts.decidedBy, "Toko")} sudah mengabaikan pembayaran ini. Pembayaran ini masih bisa dikreditkan.`;
    case "payment_unconfirmed":
      return facts.isKnown
        ? "Saat ini Midtrans tidak menjawab apakah uang ini sudah masuk, jadi tidak ada yang dikreditkan. Coba lagi sebentar lagi."
        : "Midtrans tidak mengenal pembayaran itu, jadi tidak ada yang dikreditkan. Abaikan jika tetap begitu.";
    case "payment_not_arrived":
      return `Midtrans tidak membenarkan bahwa uang ini sudah masuk: pembayarannya disebut ${verbatim(facts.status)}. Tidak ada yang dikreditkan.`;
    case "payment_other_currency":
      return `Pembayaran ini dalam ${verbatim(facts.currency)}, bukan mata uang toko. Tidak ada yang dikreditkan; selesaikan dengan pembayarnya, lalu abaikan.`;
    case "payment_amount_unknown":
      return "Midtrans tidak menyebut jumlah bulat pembayaran ini, jadi tidak ada yang dikreditkan. Periksa di dasbor Midtrans.";
    case "payment_is_topup":
      return `Sekarang pembayaran ini cocok dengan isi saldo ${verbatim(facts.topupId)}, yang uangnya masuk sendiri ke anggotanya. Tidak ada yang dikreditkan; \`/admin reconcile\` menunjukkan keadaan isi saldo itu.`;
    default:
      return indonesianOfOrders(facts);
  }
}
