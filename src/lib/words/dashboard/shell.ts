import type { Words } from "../locale.ts";

/** What frames every page of the dashboard. */
export const shellWords: Words<{
  dashboard: string;
  skip: string;
  menu: string;
  places: Readonly<Record<Place, string>>;
  groups: Readonly<Record<PlaceGroup, string>>;
  levels: Readonly<Record<"everyone" | "staff" | "admin", string>>;
  logOut: string;
  sessions: string;
  loggedOut: string;
  logInAgain: string;
  logInAsOther: string;
  refused: string;
  notThere: string;
  notThereBody: string;
  adminsOnly: string;
  adminsOnlyBody: string;
  stale: string;
  staleBody: string;
  tooLargeBody: string;
  fieldsWrong: string;
  fieldsWrongBody: string;
  loginFailed: string;
  loginFailedBody: string;
  discordAway: string;
  discordAwayBody: string;
  databaseAway: string;
  databaseAwayBody: string;
  broken: string;
  brokenBody: string;
  reference: (id: string) => string;
  back: string;
}> = {
  en: {
    dashboard: "Dashboard",
    skip: "Skip to the page",
    menu: "Menu",
    places: {
      overview: "Overview",
      imports: "Imports",
      claims: "Claims",
      mail: "E-mail",
      members: "Members",
      achievements: "Achievements",
      tokens: "Tokens",
      orders: "Orders",
      shop: "Shop",
      topups: "Top-ups",
      referrals: "Referrals",
      ledger: "Ledger",
      audit: "Audit log",
      jobs: "Jobs",
      settings: "Settings",
    },
    groups: { points: "Points", sales: "Sales", money: "Money", shop: "The shop" },
    levels: { everyone: "Member", staff: "Staff", admin: "Admin" },
    logOut: "Log out",
    sessions: "Where you are logged in",
    loggedOut: "You are logged out.",
    logInAgain: "Log in with Discord",
    logInAsOther: "Log in as somebody else",
    refused: "That did not work",
    notThere: "There is no such page",
    notThereBody: "The address leads nowhere. The menu shows what there is.",
    adminsOnly: "For admins",
    adminsOnlyBody: "This page is for the shop's admins. Ask one of them to do it.",
    stale: "This page was too old",
    staleBody: "Nothing was changed. Go back, load the page again, and send the form once more.",
    tooLargeBody: "That is more than a form takes. Nothing was changed: send less at once, or a file.",
    fieldsWrong: "Look at the marked fields again",
    fieldsWrongBody: "What stands in them cannot be taken. Nothing was changed.",
    loginFailed: "Logging in did not work",
    loginFailedBody: "Discord did not confirm who you are, or it took longer than ten minutes. Try again.",
    discordAway: "Discord does not answer",
    discordAwayBody: "What you may do here is asked of Discord every few minutes. Try again in a minute.",
    databaseAway: "The database does not answer",
    databaseAwayBody: "Nothing is lost. Try again in a minute.",
    broken: "Something went wrong on our side",
    brokenBody: "Try again. If it stays, look for the reference in the Worker's log.",
    reference: (id) => `Reference ${id}`,
    back: "Back",
  },
  id: {
    dashboard: "Dasbor",
    skip: "Langsung ke halaman",
    menu: "Menu",
    places: {
      overview: "Ringkasan",
      imports: "Impor",
      claims: "Klaim",
      mail: "E-mail",
      members: "Anggota",
      achievements: "Pencapaian",
      tokens: "Token",
      orders: "Pesanan",
      shop: "Toko",
      topups: "Isi saldo",
      referrals: "Referal",
      ledger: "Buku besar",
      audit: "Catatan audit",
      jobs: "Pekerjaan",
      settings: "Pengaturan",
    },
    groups: { points: "Poin", sales: "Penjualan", money: "Uang", shop: "Toko ini" },
    levels: { everyone: "Anggota", staff: "Staf", admin: "Admin" },
    logOut: "Keluar",
    sessions: "Tempat kamu masuk",
    loggedOut: "Kamu sudah keluar.",
    logInAgain: "Masuk dengan Discord",
    logInAsOther: "Masuk sebagai orang lain",
    refused: "Itu tidak berhasil",
    notThere: "Halaman ini tidak ada",
    notThereBody: "Alamatnya tidak menuju ke mana pun. Menu menunjukkan yang ada.",
    adminsOnly: "Untuk admin",
    adminsOnlyBody: "Halaman ini untuk admin toko. Mintalah salah satu dari mereka.",
    stale: "Halaman ini sudah terlalu lama",
    staleBody: "Tidak ada yang berubah. Kembali, muat ulang halaman, lalu kirim formulirnya lagi.",
    tooLargeBody:
      "Isinya melebihi batas formulir. Tidak ada yang berubah: kirim sedikit demi sedikit, atau sebagai berkas.",
    fieldsWrong: "Periksa lagi kolom yang ditandai",
    fieldsWrongBody: "Isinya tidak bisa diterima. Tidak ada yang berubah.",
    loginFailed: "Gagal masuk",
    loginFailedBody: "Discord tidak memastikan siapa kamu, atau lewat dari sepuluh menit. Coba lagi.",
    discordAway: "Discord tidak menjawab",
    discordAwayBody: "Hak aksesmu ditanyakan kepada Discord setiap beberapa menit. Coba lagi sebentar lagi.",
    databaseAway: "Basis data tidak menjawab",
    databaseAwayBody: "Tidak ada yang hilang. Coba lagi sebentar lagi.",
    broken: "Ada yang salah di pihak kami",
    brokenBody: "Coba lagi. Jika tetap begitu, cari rujukannya di log Worker.",
    reference: (id) => `Rujukan ${id}`,
    back: "Kembali",
  },
};

/** Each page of the menu; its address is `/dashboard/<name>`, the overview's `/dashboard`. */
export type Place =
  | "overview"
  | "imports"
  | "claims"
  | "mail"
  | "members"
  | "achievements"
  | "tokens"
  | "orders"
  | "shop"
  | "topups"
  | "referrals"
  | "ledger"
  | "audit"
  | "jobs"
  | "settings";

export type PlaceGroup = "points" | "sales" | "money" | "shop";
