import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** Why a line of a file of codes was not taken. */
export const stockReasons: Words<Readonly<Record<string, string>>> = {
  en: {
    no_code: "no code in this line",
    too_short: "shorter than 5 characters",
    too_long: "longer than 500 characters",
    quote_broken: "the quotes do not match",
    control_characters: "a tab or another control character in it",
    repeated: "stands further up in the file",
    in_stock: "in stock already",
    sold: "was sold before",
    void: "was taken out of stock before",
  },
  id: {
    no_code: "tidak ada kode di baris ini",
    too_short: "kurang dari 5 karakter",
    too_long: "lebih dari 500 karakter",
    quote_broken: "tanda kutipnya tidak berpasangan",
    control_characters: "berisi tab atau karakter kendali lain",
    repeated: "sudah ada lebih atas di berkas",
    in_stock: "sudah ada di stok",
    sold: "pernah terjual",
    void: "pernah ditarik dari stok",
  },
};

type Counted = (count: string) => string;

/** What staff read of codes in stock. Numbers come formatted. */
export const stockWords: Words<{
  preview: Counted;
  asked: (count: string, product: string) => string;
  nothing: string;
  notYet: string;
  product: string;
  inFile: string;
  fresh: string;
  stock: string;
  readAs: string;
  readLines: string;
  readColumn: string;
  chars: Counted;
  refused: string;
  lines: (lines: string, more: boolean) => string;
  note: string;
  confirm: Counted;
  cancel: string;
  cancelled: string;
  cancelledBody: string;
  adding: string;
  addingBody: Counted;
  added: string;
  addedBody: (count: string, product: string) => string;
  notAdded: string;
  fileRefused: (file: string) => string;
  noCodes: string;
  notText: string;
  tooManyCodes: Counted;
  refusedFile: string;
  lineColumn: string;
  reasonColumn: string;
  firstColumn: string;
}> = {
  en: {
    preview: (file) => `Preview of ${file}`,
    asked: (count, product) => `**${count}** codes of **${product}** would come into stock.`,
    nothing: "No code of this file would come into stock: see below why.",
    notYet: "Nothing has been added yet.",
    product: "Product",
    inFile: "Codes in the file",
    fresh: "New",
    stock: "Free in stock",
    readAs: "Read as",
    readLines: "each line is a code",
    readColumn: "the column `code`",
    chars: (lengths) => `${lengths} characters`,
    refused: "Refused",
    lines: (lines, more) => `line ${lines}${more ? " …" : ""}`,
    note: "The attached file tells the line and the reason of each refused code, but no code.",
    confirm: (count) => `Add ${counted(count, "code")}`,
    cancel: "Cancel",
    cancelled: "Cancelled",
    cancelledBody: "No code was added.",
    adding: "Adding codes",
    addingBody: (count) => `${counted(count, "code")} are being added. The result appears here.`,
    added: "Codes added",
    addedBody: (count, product) => `**${count}** codes of **${product}** came into stock.`,
    notAdded: "Came into stock meanwhile",
    fileRefused: (file) => `${file} cannot be read`,
    noCodes:
      "There is no code in the file. Put one code into each line; lines that begin with `#` do not count.",
    notText: "This is not a text file. Save the codes as `.txt` or as CSV, one code a line.",
    tooManyCodes: (count) => `The file has more than ${counted(count, "code")}. Split it into smaller files.`,
    refusedFile: "refused-lines.csv",
    lineColumn: "line",
    reasonColumn: "reason",
    firstColumn: "first line",
  },
  id: {
    preview: (file) => `Pratinjau ${file}`,
    asked: (count, product) => `**${count}** kode **${product}** akan masuk stok.`,
    nothing: "Tidak ada kode dari berkas ini yang akan masuk stok: lihat alasannya di bawah.",
    notYet: "Belum ada yang ditambahkan.",
    product: "Produk",
    inFile: "Kode di berkas",
    fresh: "Baru",
    stock: "Bebas di stok",
    readAs: "Dibaca sebagai",
    readLines: "tiap baris satu kode",
    readColumn: "kolom `code`",
    chars: (lengths) => `${lengths} karakter`,
    refused: "Ditolak",
    lines: (lines, more) => `baris ${lines}${more ? " …" : ""}`,
    note: "Berkas terlampir memuat baris dan alasan tiap kode yang ditolak, tetapi bukan kodenya.",
    confirm: (count) => `Tambah ${count} kode`,
    cancel: "Batal",
    cancelled: "Dibatalkan",
    cancelledBody: "Tidak ada kode yang ditambahkan.",
    adding: "Menambahkan kode",
    addingBody: (count) => `${count} kode sedang ditambahkan. Hasilnya muncul di sini.`,
    added: "Kode ditambahkan",
    addedBody: (count, product) => `**${count}** kode **${product}** sudah masuk stok.`,
    notAdded: "Sudah masuk stok sementara itu",
    fileRefused: (file) => `${file} tidak bisa dibaca`,
    noCodes: "Tidak ada kode di berkas. Tulis satu kode per baris; baris yang diawali `#` tidak dihitung.",
    notText: "Ini bukan berkas teks. Simpan kodenya sebagai `.txt` atau CSV, satu kode per baris.",
    tooManyCodes: (count) => `Berkas berisi lebih dari ${count} kode. Bagi menjadi berkas yang lebih kecil.`,
    refusedFile: "baris-ditolak.csv",
    lineColumn: "baris",
    reasonColumn: "alasan",
    firstColumn: "baris pertama",
  },
};
