import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** What staff read of products. Numbers and money come formatted. */
export const productWords: Words<{
  list: string;
  none: string;
  found: (count: string, page: string, pages: string) => string;
  created: string;
  createdHint: string;
  edited: string;
  archived: string;
  archivedHint: string;
  isArchived: string;
  packageSet: string;
  packageRemoved: string;
  packages: string;
  noPackages: string;
  lowStock: (count: string) => string;
  neverLow: string;
}> = {
  en: {
    list: "Products",
    none: "There is no product yet. Make one with `/admin product create`.",
    found: (count, page, pages) => `Products: ${count} · page ${page} of ${pages}`,
    created: "Product made",
    createdHint:
      "It can be bought once it has a package: /admin package set. Codes come with /admin addstock.",
    edited: "Product changed",
    archived: "Product archived",
    archivedHint: "Nobody can buy it any more. /admin product edit with active brings it back.",
    isArchived: "archived",
    packageSet: "Package set",
    packageRemoved: "Package removed",
    packages: "Packages",
    noPackages: "none yet",
    lowStock: (count) => `staff are told below ${counted(count, "code")}`,
    neverLow: "staff are not told when codes run low",
  },
  id: {
    list: "Produk",
    none: "Belum ada produk. Buat satu dengan `/admin product create`.",
    found: (count, page, pages) => `Produk: ${count} · halaman ${page} dari ${pages}`,
    created: "Produk dibuat",
    createdHint: "Bisa dibeli setelah ada paketnya: /admin package set. Kode ditambah lewat /admin addstock.",
    edited: "Produk diubah",
    archived: "Produk diarsipkan",
    archivedHint: "Tidak bisa dibeli lagi. /admin product edit dengan active mengembalikannya.",
    isArchived: "diarsipkan",
    packageSet: "Paket ditetapkan",
    packageRemoved: "Paket dihapus",
    packages: "Paket",
    noPackages: "belum ada",
    lowStock: (count) => `staf diberi tahu di bawah ${count} kode`,
    neverLow: "staf tidak diberi tahu saat kode menipis",
  },
};
