import { expect, test } from "vitest";
import { matchCommands } from "./match.js";

const COMMANDS = [
  { label: "bahasa", path: { name: "language" } },
  { label: "daftar-klaim cari", path: { name: "claims", subcommand: "lookup" } },
  { label: "impor pesanan", path: { name: "import", subcommand: "orders" } },
  { label: "admin kunci-api daftar", path: { name: "admin", group: "apikey", subcommand: "list" } },
  { label: "klaim", path: { name: "claim" } },
];

test.each([
  ["kl", ["klaim", "daftar-klaim cari"]],
  ["claim", ["klaim", "daftar-klaim cari"]],
  ["cla", ["daftar-klaim cari", "klaim"]],
  ["CLAIMS lo", ["daftar-klaim cari"]],
  ["import or", ["impor pesanan"]],
  ["admin apikey", ["admin kunci-api daftar"]],
  ["  lang ", ["bahasa"]],
  ["cari", ["daftar-klaim cari"]],
  ["balance", []],
])("a person whose Discord is Indonesian types “%s” and is shown %j", (typed, shown) => {
  expect(matchCommands(COMMANDS, typed).map(({ label }) => label)).toEqual(shown);
});
