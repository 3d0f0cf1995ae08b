import { mention, moment, plain } from "../clients/discord/card.ts";
import { formatMoney } from "../lib/money.ts";
import { stateWords } from "../lib/words/claims.ts";
import type { Locale, Words } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import type { OptionForm, ProblemFacts } from "./problem.ts";

const MIB = 1024 * 1024;

const forms: Words<Readonly<Record<OptionForm, string>>> = {
  en: {
    multiplier: "a number above 0 and at most 1,000 with at most four decimals, such as 1.5",
    date: "a date as year-month-day, such as 2026-01-31",
    date_order: "a date that is not before `from`",
    points: "a whole number from 1 to 1,000,000",
    short_text: "a shorter text",
    some_text: "a text that is not blank",
    emoji: "one emoji, such as 🏅 or one of this server's own",
    reset_word: "the word `RESET`, in capitals, to show that you mean it",
  },
  id: {
    multiplier: "angka di atas 0 dan paling besar 1.000 dengan paling banyak empat desimal, misalnya 1.5",
    date: "tanggal dengan bentuk tahun-bulan-hari, misalnya 2026-01-31",
    date_order: "tanggal yang tidak sebelum `from`",
    points: "bilangan bulat dari 1 sampai 1.000.000",
    short_text: "teks yang lebih pendek",
    some_text: "teks yang tidak kosong",
    emoji: "satu emoji, misalnya 🏅 atau milik server ini",
    reset_word: "kata `RESET` dengan huruf besar, sebagai tanda bahwa kamu yakin",
  },
};

/** What a person reads about a refusal: what is the matter, and what to do. */
export function problemSentence(facts: ProblemFacts, locale: Locale): string {
  return locale === "id" ? indonesian(facts) : english(facts);
}

function english(facts: ProblemFacts): string {
  switch (facts.kind) {
    case "code_mistyped":
      return "That is not a complete code: there is a typing error in it. Copy the code from the e-mail; it looks like `XXXX-XXXX-XXXX-XXXX`.";
    case "code_unknown":
      return "No claim is open for this code. It is unknown here, or somebody has used it. If it is from your order e-mail, ask the shop's staff.";
    case "code_used_by_you":
      return `You used this code yourself on ${moment(facts.atMs)}. Its points are in your balance: see \`/balance\`.`;
    case "code_expired":
      return `This code was valid until ${moment(facts.atMs)} and has expired. The shop's staff can tell whether you can have another.`;
    case "code_revoked":
      return "The shop has withdrawn this code. Please ask the staff about your order.";
    case "too_many_wrong_codes":
      return `Too many wrong codes. Wait until ${moment(facts.untilMs, "f")} (${moment(facts.untilMs, "R")}), then try again.`;
    case "mail_not_set_up":
      return "This shop cannot send e-mail yet. The owner has to set `SENDGRID_API_KEY` and `MAIL_FROM`; the README tells how.";
    case "option_invalid":
      return `The option \`${facts.option}\` takes ${forms.en[facts.expected]}.`;
    case "file_too_large":
      return `The file has ${mib(facts.bytes, "en")} MiB; at most ${mib(facts.bytesMax, "en")} MiB are taken. Split it into smaller files.`;
    case "file_not_from_discord":
      return "The file can only be taken from this command's own upload. Attach it to the command again.";
    case "import_unknown":
      return "There is no such import. Choose one from the list that `/import status` offers.";
    case "import_not_yours":
      return `Only <@${facts.askedBy}>, who uploaded the file, can decide about this import.`;
    case "import_decided":
      return `This import was decided already; it is now: ${stateWords.en[facts.state]}. Pressing again changes nothing; \`/import status\` shows how it goes.`;
    case "import_being_read":
      return "The file is just being read. Use the buttons of the preview that appears.";
    case "preview_lapsed":
      return "This preview is older than 15 minutes. Nothing was imported; upload the file again.";
    case "nothing_to_mail_again":
      return "Nothing is left here to mail again: these mails have arrived, are on their way again, or their claims are not open any more. See `/import status`.";
    case "claim_unknown":
      return "There is no such claim. Choose one from the list the command offers, or find it with `/claims lookup`.";
    case "claim_not_open":
      return `This claim is ${stateWords.en[facts.state]}; only an open one can be sent again or revoked.`;
    case "email_invalid":
      return "That is not an e-mail address. Write it as name@example.com.";
    case "job_unknown":
      return "There is no such failed job any more. See `/jobs` for those that are left.";
    case "achievement_unknown":
      return "There is no such achievement. Choose one from the list that the option offers.";
    case "achievements_full":
      return `There can be ${wholeNumber("en", facts.max)} achievements, and there are. Give one that is retired a new name and purpose with \`/achievement edit\`.`;
    case "achievement_name_taken":
      return `Another achievement is called ${plain(facts.name)} already. Choose another name.`;
    case "achievement_without_threshold":
      return "This achievement has no threshold: it is earned by doing something, or awarded by hand. Leave `threshold` out.";
    case "achievement_places_over_max":
      return `At most ${wholeNumber("en", facts.max)} members can be early ones. Choose a smaller threshold.`;
    case "achievement_not_manual":
      return "Members earn this achievement by themselves. Only those made with `/achievement create` can be awarded by hand.";
    case "achievement_retired":
      return "This achievement is retired and can be awarded no more. An admin brings it back with `/achievement edit`.";
    case "achievement_held":
      return `${mention(facts.memberId)} has this achievement already. Nothing was changed.`;
    case "achievement_not_held":
      return `${mention(facts.memberId)} does not have this achievement. \`/achievements\` shows which there are.`;
    case "member_hidden":
      return "This member has asked not to be shown, so only they and the shop's staff see their achievements.";
    case "nothing_to_change":
      return "Nothing was given to change. Fill in at least one option besides the achievement.";
    case "button_stale":
      return "This button belongs to an older version of the shop. Use the command again.";
    case "balances_not_yours":
      return `Only <@${facts.askedBy}>, who asked for it, can decide about this.`;
    case "balances_decided":
      return `This was decided already; it is now: ${stateWords.en[facts.state]}.`;
    case "balances_lapsed":
      return "This preview is older than 15 minutes. Nothing was changed; use the command again.";
    case "bot_has_no_points":
      return "A bot cannot have points. Choose a person.";
    case "points_over_change_max":
      return `At most ${wholeNumber("en", facts.max)} points can be added or taken at once. Do it in several steps.`;
    case "points_set_over_max":
      return `A member can have at most ${wholeNumber("en", facts.max)} points. Choose a smaller number.`;
    case "points_over_member_max":
      return `A member can have at most ${wholeNumber("en", facts.max)} points, and ${mention(facts.memberId)} has ${wholeNumber("en", facts.balance)}. ${roomFor("en", facts)}`;
    case "points_too_few":
      return `${mention(facts.memberId)} has ${wholeNumber("en", facts.balance)} points; no more can be taken, and nothing was.`;
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
    case "balance_for_staff":
      return "Only the shop's staff can see what others have. `/balance` without a member shows your own.";
    case "command_unknown":
      return "There is no such command for you. Choose one from the list that the option offers, or use `/help` alone.";
    case "question_lapsed":
      return "This question is older than 15 minutes, and nothing was done. Use the command again.";
  }
}

function indonesian(facts: ProblemFacts): string {
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
      return `Opsi \`${facts.option}\` harus berupa ${forms.id[facts.expected]}.`;
    case "file_too_large":
      return `Berkas ini ${mib(facts.bytes, "id")} MiB; paling besar ${mib(facts.bytesMax, "id")} MiB. Bagi menjadi berkas yang lebih kecil.`;
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
    case "claim_unknown":
      return "Klaim itu tidak ada. Pilih dari daftar yang ditawarkan perintah, atau cari dengan `/claims lookup`.";
    case "claim_not_open":
      return `Klaim ini ${stateWords.id[facts.state]}; hanya klaim terbuka yang bisa dikirim ulang atau ditarik.`;
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
      return "Tidak ada yang diisi untuk diubah. Isi paling tidak satu opsi selain pencapaiannya.";
    case "button_stale":
      return "Tombol ini dari versi lama toko. Pakai lagi perintahnya.";
    case "balances_not_yours":
      return `Hanya <@${facts.askedBy}>, yang memintanya, yang bisa memutuskan ini.`;
    case "balances_decided":
      return `Ini sudah diputuskan; sekarang: ${stateWords.id[facts.state]}.`;
    case "balances_lapsed":
      return "Pratinjau ini sudah lebih dari 15 menit. Tidak ada yang diubah; pakai lagi perintahnya.";
    case "bot_has_no_points":
      return "Bot tidak bisa punya poin. Pilih seseorang.";
    case "points_over_change_max":
      return `Paling banyak ${wholeNumber("id", facts.max)} poin bisa ditambah atau dikurangi sekaligus. Lakukan dalam beberapa langkah.`;
    case "points_set_over_max":
      return `Seorang anggota bisa punya paling banyak ${wholeNumber("id", facts.max)} poin. Pilih angka yang lebih kecil.`;
    case "points_over_member_max":
      return `Seorang anggota bisa punya paling banyak ${wholeNumber("id", facts.max)} poin, dan ${mention(facts.memberId)} punya ${wholeNumber("id", facts.balance)}. ${roomFor("id", facts)}`;
    case "points_too_few":
      return `${mention(facts.memberId)} punya ${wholeNumber("id", facts.balance)} poin; lebih dari itu tidak bisa dikurangi, dan tidak ada yang dikurangi.`;
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
    case "balance_for_staff":
      return "Hanya staf toko yang bisa melihat milik orang lain. `/balance` tanpa anggota menunjukkan milikmu.";
    case "command_unknown":
      return "Perintah itu tidak ada untukmu. Pilih dari daftar yang ditawarkan opsinya, atau pakai `/help` saja.";
    case "question_lapsed":
      return "Pertanyaan ini sudah lebih dari 15 menit, dan tidak ada yang dilakukan. Pakai lagi perintahnya.";
  }
}

function mib(bytes: number, locale: Locale): string {
  return wholeNumber(locale, Math.ceil((bytes / MIB) * 10) / 10);
}

function roomFor(locale: Locale, { balance, max }: { balance: number; max: number }): string {
  const room = Math.max(0, max - balance);
  if (room === 0) return locale === "id" ? "Tidak bisa ditambah lagi." : "No more can be added.";
  const points = wholeNumber(locale, room);
  return locale === "id"
    ? `Masih bisa ditambah paling banyak ${points}.`
    : `At most ${points} more can be added.`;
}
