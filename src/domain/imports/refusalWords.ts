import { cut, verbatim } from "../../clients/discord/card.ts";
import type { Locale, Words } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ColumnRole, ImportRefusal } from "./refusal.ts";
import type { RowFault } from "./row.ts";

const HEADERS_SHOWN_CHARS_MAX = 900;

const roles: Words<Readonly<Record<ColumnRole, string>>> = {
  en: { email: "e-mail", amount: "amount", order: "order id", product: "product", date: "date" },
  id: { email: "e-mail", amount: "nilai", order: "nomor pesanan", product: "produk", date: "tanggal" },
};

/** The header words that each role is known by, told when none was found. */
const looksLike: Readonly<Record<ColumnRole, string>> = {
  email: "email, e-mail, mail, surel",
  amount: "amount, total, price, cost, value, jumlah, harga, nominal",
  order: "order_id, order id, order number, order no, order, id, nomor pesanan, no invoice",
  product: "product, item, produk",
  date: "date, time, created, ordered at, tanggal",
};

/** Options exist for three of the roles. */
const optionOf: Readonly<Partial<Record<ColumnRole, string>>> = {
  email: "email_column",
  amount: "amount_column",
  order: "order_column",
};

const reasons: Words<Readonly<Record<RowFault, string>>> = {
  en: {
    too_many_cells: "more cells than the header has",
    no_email: "no e-mail address",
    bad_email: "not a valid e-mail address",
    bad_date: "the date cannot be read",
    ambiguous_date: "day and month of the date can be read both ways",
    order_id_too_long: "order id over 100 characters",
    amount_blank: "no amount",
    amount_negative: "negative amount",
    amount_unreadable: "the amount cannot be read",
    amount_too_large: "the amount is too large",
    zero_points: "the amount gives 0 points",
    points_over_max: "over 1,000,000 points",
  },
  id: {
    too_many_cells: "sel lebih banyak daripada judul kolom",
    no_email: "tanpa alamat e-mail",
    bad_email: "alamat e-mail tidak sah",
    bad_date: "tanggal tidak terbaca",
    ambiguous_date: "hari dan bulan pada tanggal bisa dibaca dua cara",
    order_id_too_long: "nomor pesanan lebih dari 100 karakter",
    amount_blank: "tanpa nilai",
    amount_negative: "nilai negatif",
    amount_unreadable: "nilai tidak terbaca",
    amount_too_large: "nilai terlalu besar",
    zero_points: "nilainya menghasilkan 0 poin",
    points_over_max: "lebih dari 1.000.000 poin",
  },
};

/** Why a row was refused, in the reader's language. */
export function rowReason(reason: RowFault, locale: Locale): string {
  return reasons[locale][reason];
}

/** Why a file cannot be imported, and what to do about it. */
export function importRefusalSentence(refusal: ImportRefusal, locale: Locale): string {
  return locale === "id" ? indonesian(refusal) : english(refusal);
}

function english(refusal: ImportRefusal): string {
  const number = (value: number) => wholeNumber("en", value);
  switch (refusal.kind) {
    case "file_gone":
      return "Discord no longer has the file. Attach it to the command again.";
    case "file_too_large":
      return `The file is larger than ${number(refusal.bytesMax / 1_048_576)} MiB. Split it into smaller files.`;
    case "file_empty":
      return "The file is empty, or has a header and no rows. Export the orders again.";
    case "not_text":
      return "This is not a CSV file. In Excel or Sheets choose “Save as” or “Download” and then CSV.";
    case "encoding_broken":
      return `The file has letters that are not ${refusal.readAs}. Save it as “CSV UTF-8” and upload it again.`;
    case "quote_broken":
      return `The quotes in line ${number(refusal.line)} do not match: one \`"\` is missing or too many. Correct that line.`;
    case "row_too_long":
      return `The row at line ${number(refusal.line)} is longer than ${number(refusal.charsMax)} characters; a \`"\` may be missing before it.`;
    case "cell_too_long":
      return `A cell in line ${number(refusal.line)} is longer than ${number(refusal.charsMax)} characters; a \`"\` may be missing.`;
    case "too_many_rows":
      return `The file has more than ${number(refusal.rowsMax)} rows. Split it into smaller files.`;
    case "too_many_columns":
      return `The file has ${number(refusal.columns)} columns; at most ${number(refusal.columnsMax)} are taken. Remove those that are not needed.`;
    case "header_missing":
      return "The first line must name the columns, such as `email,order id,amount`; here it is an order already. Add a header line.";
    case "column_missing":
      return `No column for the ${roles.en[refusal.role]} was found. Its header should contain one of: ${looksLike[refusal.role]}.${optionHint("en", refusal.role)}\n${headers("en", refusal.headers)}`;
    case "column_ambiguous":
      return `More than one column may be the ${roles.en[refusal.role]}: ${quoted(refusal.candidates)}.${optionHint("en", refusal.role)}\n${headers("en", refusal.headers)}`;
    case "column_unknown":
      return `There is no column ${verbatim(refusal.asked)} for the ${roles.en[refusal.role]}. Write the header as it stands in the file.\n${headers("en", refusal.headers)}`;
  }
}

function indonesian(refusal: ImportRefusal): string {
  const number = (value: number) => wholeNumber("id", value);
  switch (refusal.kind) {
    case "file_gone":
      return "Discord sudah tidak menyimpan berkasnya. Lampirkan lagi pada perintahnya.";
    case "file_too_large":
      return `Berkas lebih besar dari ${number(refusal.bytesMax / 1_048_576)} MiB. Bagi menjadi berkas yang lebih kecil.`;
    case "file_empty":
      return "Berkas kosong, atau hanya berisi judul kolom. Ekspor lagi pesanannya.";
    case "not_text":
      return "Ini bukan berkas CSV. Di Excel atau Sheets pilih “Simpan sebagai” atau “Unduh” lalu CSV.";
    case "encoding_broken":
      return `Berkas berisi huruf yang bukan ${refusal.readAs}. Simpan sebagai “CSV UTF-8” lalu unggah lagi.`;
    case "quote_broken":
      return `Tanda kutip di baris ${number(refusal.line)} tidak berpasangan: ada \`"\` yang kurang atau berlebih. Perbaiki baris itu.`;
    case "row_too_long":
      return `Baris ${number(refusal.line)} lebih panjang dari ${number(refusal.charsMax)} karakter; mungkin ada \`"\` yang kurang sebelumnya.`;
    case "cell_too_long":
      return `Sebuah sel di baris ${number(refusal.line)} lebih panjang dari ${number(refusal.charsMax)} karakter; mungkin ada \`"\` yang kurang.`;
    case "too_many_rows":
      return `Berkas berisi lebih dari ${number(refusal.rowsMax)} baris. Bagi menjadi berkas yang lebih kecil.`;
    case "too_many_columns":
      return `Berkas berisi ${number(refusal.columns)} kolom; paling banyak ${number(refusal.columnsMax)}. Hapus kolom yang tidak perlu.`;
    case "header_missing":
      return "Baris pertama harus berisi judul kolom, misalnya `email,order id,amount`; di sini sudah berupa pesanan. Tambahkan baris judul.";
    case "column_missing":
      return `Kolom ${roles.id[refusal.role]} tidak ditemukan. Judulnya harus mengandung salah satu dari: ${looksLike[refusal.role]}.${optionHint("id", refusal.role)}\n${headers("id", refusal.headers)}`;
    case "column_ambiguous":
      return `Lebih dari satu kolom bisa menjadi ${roles.id[refusal.role]}: ${quoted(refusal.candidates)}.${optionHint("id", refusal.role)}\n${headers("id", refusal.headers)}`;
    case "column_unknown":
      return `Tidak ada kolom ${verbatim(refusal.asked)} untuk ${roles.id[refusal.role]}. Tulis judul kolom seperti di berkasnya.\n${headers("id", refusal.headers)}`;
  }
}

function optionHint(locale: Locale, role: ColumnRole): string {
  const option = optionOf[role];
  if (locale === "id")
    return option
      ? ` Sebut kolomnya dengan opsi \`${option}\`, atau ganti judulnya di berkas.`
      : " Ganti judul kolomnya di berkas.";
  return option
    ? ` Name the column with the option \`${option}\`, or rename the header in the file.`
    : " Rename the header in the file.";
}

function headers(locale: Locale, seen: readonly string[]): string {
  const list = cut(quoted(seen) || "–", HEADERS_SHOWN_CHARS_MAX);
  return locale === "id" ? `Kolom di berkas: ${list}` : `Columns in the file: ${list}`;
}

const quoted = (names: readonly string[]) => names.map(verbatim).join(", ");
