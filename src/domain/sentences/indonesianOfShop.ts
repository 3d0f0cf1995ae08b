import { mention, moment, verbatim } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { stateWords } from "../../lib/words/claims.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ShopProblem } from "../shopProblem.ts";
import { mentionOr, missingFor, owing } from "./parts.ts";

/** Each refusal about products, stock, purchases, top-ups and wallets in Indonesian. */
export function indonesianOfShop(facts: ShopProblem): string {
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
      return "Kamu sudah mengulas pembelian ini. Satu pembelian satu ulasan; terima kasih atas ulasanmu.";
    case "purchase_not_found":
      return "Tidak ada pembelian seperti itu. `/admin vieworders` menunjukkan semuanya dengan nomornya.";
    case "refunded_before":
      return "Pembelian ini sudah dikembalikan: tidak ada lagi yang perlu dikirim, dan tidak ada yang dilakukan.";
    case "buyer_erased":
      return "Pembelinya sudah meminta dilupakan, jadi tidak ada yang bisa dikirimi kode atau uang.";
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
  }
}
