import type { Words } from "../locale.ts";

/** What stands around lists and forms of all pages. */
export const listWords: Words<{
  filter: string;
  all: string;
  anyMember: string;
  newest: string;
  older: string;
  csv: string;
  csvOf: (rows: string) => string;
  none: string;
  noneHere: string;
  member: string;
  memberHint: string;
  memberChoose: string;
  state: string;
  day: string;
  from: string;
  when: string;
  amount: string;
  id: string;
  actions: string;
  save: string;
  cancel: string;
  goOn: string;
  open: string;
  more: (count: string) => string;
  reason: string;
  reasonHint: string;
  changed: string;
  forgotten: string;
  noSuch: string;
}> = {
  en: {
    filter: "Show",
    all: "All",
    anyMember: "Any",
    newest: "◀ Newest",
    older: "Older ▶",
    csv: "As CSV",
    csvOf: (rows) => `At most ${rows} rows`,
    none: "There is none.",
    noneHere: "There is none among these; look further back.",
    member: "Member",
    memberHint: "Name or Discord's number",
    memberChoose: "Type the beginning of a name and choose somebody, or give their number at Discord.",
    state: "State",
    day: "Day",
    from: "From",
    when: "When",
    amount: "Amount",
    id: "Number",
    actions: "What can be done",
    save: "Save",
    cancel: "Cancel",
    goOn: "Go on",
    open: "Open",
    more: (count) => `more than ${count}`,
    reason: "Reason",
    reasonHint: "Kept in the audit log",
    changed: "Saved",
    forgotten: "somebody who was forgotten",
    noSuch: "There is no such thing here, or no more.",
  },
  id: {
    filter: "Tampilkan",
    all: "Semua",
    anyMember: "Siapa saja",
    newest: "◀ Terbaru",
    older: "Lebih lama ▶",
    csv: "Sebagai CSV",
    csvOf: (rows) => `Paling banyak ${rows} baris`,
    none: "Tidak ada.",
    noneHere: "Tidak ada di antara ini; lihat lebih jauh ke belakang.",
    member: "Anggota",
    memberHint: "Nama atau nomor Discord",
    memberChoose: "Ketik awal namanya lalu pilih orangnya, atau masukkan nomor Discord-nya.",
    state: "Keadaan",
    day: "Tanggal",
    from: "Dari",
    when: "Kapan",
    amount: "Jumlah",
    id: "Nomor",
    actions: "Yang bisa dilakukan",
    save: "Simpan",
    cancel: "Batal",
    goOn: "Lanjut",
    open: "Buka",
    more: (count) => `lebih dari ${count}`,
    reason: "Alasan",
    reasonHint: "Disimpan di catatan audit",
    changed: "Tersimpan",
    forgotten: "orang yang sudah dilupakan",
    noSuch: "Yang itu tidak ada di sini, atau sudah tidak ada.",
  },
};
