import { mention, moment, plain } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { stateWords } from "../../lib/words/claims.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ProblemFacts } from "../problem.ts";
import { indonesianOfCashback } from "./cashback.ts";
import { optionForms } from "./forms.ts";
import { mebibytes, roomFor } from "./parts.ts";
import { indonesianOfReceipts } from "./receipts.ts";
import { indonesianOfShop } from "./shop.ts";
import { indonesianOfTokens } from "./tokens.ts";

/** Each refusal in Indonesian. */
export function indonesian(facts: ProblemFacts): string {
  switch (facts.kind) {
    case "code_mistyped":
      return "Kode ini tidak lengkap atau salah ketik. Salin kodenya dari e-mail; bentuknya `XXXX-XXXX-XXXX-XXXX`.";
    case "code_unknown":
      return "Tidak ada klaim terbuka untuk kode ini. Kodenya tidak dikenal, atau sudah dipakai orang. Jika kode ini dari e-mail pesananmu, tanyakan kepada staf toko.";
    case "code_used_by_you":
      return `Kode ini sudah kamu pakai pada ${moment(facts.atMs)}. Poinnya ada di saldomu: lihat \`/balance\`.`;
    case "code_expired":
      return `Kode ini berlaku sampai ${moment(facts.atMs)} dan sudah kedaluwarsa. Tanyakan kepada staf toko apakah kamu bisa mendapat kode lain.`;
    case "code_revoked":
      return "Kode ini sudah ditarik oleh toko. Silakan tanyakan pesananmu kepada staf.";
    case "too_many_wrong_codes":
      return `Terlalu banyak kode yang salah. Tunggu sampai ${moment(facts.untilMs, "f")} (${moment(facts.untilMs, "R")}), lalu coba lagi.`;
    case "mail_not_set_up":
      return "Toko ini belum bisa mengirim e-mail. Pemilik perlu mengisi `SENDGRID_API_KEY` dan `MAIL_FROM`; caranya ada di README.";
    case "option_invalid":
      return `Opsi \`${facts.option}\` harus berupa ${optionForms.id[facts.expected]}.`;
    case "file_too_large":
      return `Berkas ini ${mebibytes(facts.bytes, "id")} MiB; paling besar ${mebibytes(facts.bytesMax, "id")} MiB. Bagi menjadi berkas yang lebih kecil.`;
    case "file_not_from_discord":
      return "Berkas hanya bisa diambil dari unggahan perintah ini. Lampirkan lagi pada perintahnya.";
    case "import_unknown":
      return "Impor itu tidak ada. Pilih salah satu dari daftar yang ditawarkan `/import status`.";
    case "import_not_yours":
      return `Hanya <@${facts.askedBy}>, yang mengunggah berkasnya, yang bisa memutuskan impor ini.`;
    case "import_decided":
      return `Impor ini sudah diputuskan; sekarang: ${stateWords.id[facts.state]}. Menekan lagi tidak mengubah apa pun; \`/import status\` menunjukkan jalannya.`;
    case "import_being_read":
      return "Berkasnya sedang dibaca. Pakai tombol pada pratinjau yang muncul.";
    case "preview_lapsed":
      return "Pratinjau ini sudah lebih dari 15 menit. Tidak ada yang diimpor; unggah lagi berkasnya.";
    case "nothing_to_mail_again":
      return "Tidak ada lagi yang perlu dikirim ulang di sini: e-mailnya sudah sampai, sedang dikirim ulang, atau klaimnya tidak terbuka lagi. Lihat `/import status`.";
    case "nothing_to_revoke":
      return "Tidak ada lagi klaim impor ini yang terbuka, jadi tidak ada yang perlu ditarik.";
    case "import_being_made":
      return "Klaim impor ini masih dibuat. Tunggu sampai semuanya ada, paling lama semenit, lalu tarik.";
    case "import_being_revoked":
      return "Klaim impor ini sedang ditarik. Halamannya mengikuti.";
    case "claim_unknown":
      return "Klaim itu tidak ada. Pilih dari daftar yang ditawarkan perintah, atau cari dengan `/claims lookup`.";
    case "claim_not_open":
      return `Klaim ini ${stateWords.id[facts.state]}; hanya klaim terbuka yang bisa dikirim ulang atau ditarik.`;
    case "claim_of_address":
      return "Pesanan ini sudah punya klaim untuk alamat itu. Cari alamatnya di daftar klaim, lalu kirim ulang klaim itu.";
    case "email_invalid":
      return "Itu bukan alamat e-mail. Tulis seperti nama@example.com.";
    case "job_unknown":
      return "Pekerjaan gagal itu sudah tidak ada. Lihat `/jobs` untuk yang tersisa.";
    case "achievement_unknown":
      return "Pencapaian itu tidak ada. Pilih dari daftar yang ditawarkan opsinya.";
    case "achievements_full":
      return `Paling banyak ada ${wholeNumber("id", facts.max)} pencapaian, dan semuanya terpakai. Beri yang sudah dipensiunkan nama dan tujuan baru dengan \`/achievement edit\`.`;
    case "achievement_name_taken":
      return `Sudah ada pencapaian lain bernama ${plain(facts.name)}. Pilih nama lain.`;
    case "achievement_without_threshold":
      return "Pencapaian ini tidak punya ambang: didapat dengan melakukan sesuatu, atau diberikan langsung. Kosongkan `threshold`.";
    case "achievement_places_over_max":
      return `Paling banyak ${wholeNumber("id", facts.max)} anggota bisa menjadi pelopor. Pilih ambang yang lebih kecil.`;
    case "achievement_not_manual":
      return "Anggota mendapat pencapaian ini dengan sendirinya. Hanya yang dibuat dengan `/achievement create` bisa diberikan langsung.";
    case "achievement_retired":
      return "Pencapaian ini sudah dipensiunkan dan tidak bisa diberikan lagi. Admin bisa memulihkannya dengan `/achievement edit`.";
    case "achievement_held":
      return `${mention(facts.memberId)} sudah punya pencapaian ini. Tidak ada yang diubah.`;
    case "achievement_not_held":
      return `${mention(facts.memberId)} tidak punya pencapaian ini. \`/achievements\` menunjukkan yang ada.`;
    case "member_hidden":
      return "Anggota ini minta tidak ditampilkan, jadi pencapaiannya hanya terlihat olehnya dan staf toko.";
    case "nothing_to_change":
      return "Tidak ada yang diisi untuk diubah. Isi paling tidak satu opsi lagi.";
    case "button_stale":
      return "Tombol ini dari versi lama toko. Pakai lagi perintahnya.";
    case "balances_not_yours":
      return `Hanya <@${facts.askedBy}>, yang memintanya, yang bisa memutuskan ini.`;
    case "balances_decided":
      return `Ini sudah diputuskan; sekarang: ${stateWords.id[facts.state]}.`;
    case "balances_lapsed":
      return "Pratinjau ini sudah lebih dari 15 menit. Tidak ada yang diubah; pakai lagi perintahnya.";
    case "cashback_running":
    case "cashback_not_yours":
    case "cashback_decided":
    case "cashback_lapsed":
    case "cashback_unknown":
    case "cashback_nothing_failed":
      return indonesianOfCashback(facts);
    case "bot_has_no_points":
      return "Bot tidak bisa punya poin atau uang. Pilih seseorang.";
    case "points_over_change_max":
      return `Paling banyak ${wholeNumber("id", facts.max)} poin bisa ditambah atau dikurangi sekaligus. Lakukan dalam beberapa langkah.`;
    case "points_set_over_max":
      return `Seorang anggota bisa punya paling banyak ${wholeNumber("id", facts.max)} poin. Pilih angka yang lebih kecil.`;
    case "points_over_member_max":
      return `Seorang anggota bisa punya paling banyak ${wholeNumber("id", facts.max)} poin, dan ${mention(facts.memberId)} punya ${wholeNumber("id", facts.balance)}. ${roomFor("id", facts)}`;
    case "points_too_few":
      return `${mention(facts.memberId)} punya ${wholeNumber("id", facts.balance)} poin; lebih dari itu tidak bisa dikurangi, dan tidak ada yang dikurangi.`;
    case "erase_owing":
      return `Utangmu kepada toko ${formatMoney(facts.debt, facts.currency, "id")}, jadi toko belum bisa melupakanmu. Bayar dengan \`/topup\`, atau bicaralah dengan staf.`;
    case "erase_topup_open":
      return "Ada isi saldomu yang menunggu dibayar. Bayar, batalkan, atau tunggu sampai kedaluwarsa; lalu minta lagi.";
    case "balance_for_staff":
      return "Hanya staf toko yang bisa melihat milik orang lain. `/balance` tanpa anggota menunjukkan milikmu.";
    case "api_key_name_taken":
      return `Sudah atau pernah ada kunci bernama ${plain(facts.name)}, dan entrinya di pembukuan tetap bernama itu. Pilih nama lain.`;
    case "api_keys_full":
      return `Paling banyak ${wholeNumber("id", facts.max)} kunci bisa dipakai, dan semuanya terpakai. Cabut dulu salah satu dengan \`/admin apikey revoke\`.`;
    case "api_key_shown":
      return "Perintah ini sudah membuat kuncinya, dan kunci hanya ditampilkan sekali. Jika belum disalin, cabut dengan `/admin apikey revoke` lalu buat yang lain.";
    case "api_key_unknown":
      return "Kunci itu tidak ada. Pilih salah satu dari daftar yang ditawarkan opsinya.";
    case "api_key_revoked":
      return `Kunci ${plain(facts.name)} sudah dicabut, ${moment(facts.atMs, "R")}. Lihat \`/admin apikey list\`.`;
    case "setting_invalid":
      return `\`${facts.name}\` tidak menerima nilai ini. Tidak ada yang berubah; yang diterimanya tertulis di bawah kolomnya.`;
    case "settings_crossed":
      return `\`${facts.least}\` akan lebih besar daripada \`${facts.most}\`. Tidak ada yang berubah: kecilkan yang pertama, atau besarkan yang kedua.`;
    case "dashboard_not_staff":
      return "Dasbor ini untuk staf toko, dan kamu tidak punya peran yang dikenalnya sebagai staf. Jika seharusnya punya, minta perannya kepada admin server.";
    case "dashboard_not_set_up":
      return "Toko ini belum punya dasbor. Pemilik harus mengisi `DISCORD_CLIENT_SECRET`; README menjelaskan caranya.";
    case "referral_code_mistyped":
      return "Itu bukan kode referal. Kodenya terdiri dari 8 huruf dan angka, misalnya `3XKM-7PQR`; salin dari pesan yang kamu terima.";
    case "referral_code_unknown":
      return "Kode itu tidak ada di sini. Periksa lagi pesan yang kamu terima, atau tanyakan pengirimnya: `/invite` menunjukkan kode mereka.";
    case "referral_code_own":
      return "Ini kodemu sendiri. Berikan kepada orang lain; yang kamu sebut adalah kode orang yang mengajakmu.";
    case "referral_code_off":
      return "Kode ini sedang tidak diterima, dan tidak ada yang dicatat. Kamu bisa menyebut kode orang lain selama belum membeli apa pun.";
    case "referrer_named":
      return `Pada ${moment(facts.atMs, "D")} kamu sudah menyebut ${mention(facts.memberId)} sebagai yang mengajakmu. Itu disebut sekali dan tetap.`;
    case "referral_too_late":
      return "Siapa yang mengajakmu disebut sebelum pembelian pertama, dan kamu sudah pernah membeli. Kodemu sendiri ada di `/invite`.";
    case "referral_circle":
      return "Kamu sendiri yang mengajak pemilik kode ini, langsung atau lewat orang lain. Tidak ada yang bisa diajak oleh orang yang ia ajak.";
    case "referral_chain_long":
      return "Di atas pemilik kode ini ada lebih banyak anggota daripada yang diperiksa, dan kamu sendiri sudah mengajak orang. Sebutkan kode orang lain.";
    case "referrals_not_stopped":
      return `Referal ${mention(facts.memberId)} tidak sedang dihentikan, jadi tidak ada yang diubah.`;
    case "referrals_stopped_before":
      return `${mention(facts.by)} sudah menghentikan referal ${mention(facts.memberId)}, ${moment(facts.atMs, "R")}. Tidak ada yang diubah.`;
    case "command_unknown":
      return "Perintah itu tidak ada untukmu. Pilih dari daftar yang ditawarkan opsinya, atau pakai `/help` saja.";
    case "question_lapsed":
      return "Pertanyaan ini sudah lebih dari 15 menit, dan tidak ada yang dilakukan. Pakai lagi perintahnya.";
    case "order_not_found":
    case "order_not_completed":
    case "customer_erased":
    case "address_unwanted":
    case "erase_order_open":
    case "order_not_reviewable":
      return indonesianOfReceipts(facts);
    case "token_malformed":
    case "token_unknown":
    case "token_not_removable":
    case "token_batch_unknown":
    case "campaign_unknown":
    case "campaign_name_taken":
    case "campaign_closed":
    case "campaign_closed_before":
    case "campaign_full":
    case "token_dates":
    case "token_space_full":
      return indonesianOfTokens(facts);
    default:
      return indonesianOfShop(facts);
  }
}
