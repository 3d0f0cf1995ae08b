import type { Command } from "../command.ts";
import { packageGroup, productGroup, productPresses } from "./adminProducts.ts";
import { addstock, exportstock, stockPresses, viewstock, voidstock } from "./adminStock.ts";

export const adminCommand: Command = {
  name: "admin",
  description: {
    en: "What staff do about money, stock and keys",
    id: "Urusan uang, stok dan kunci untuk staf",
  },
  level: "staff",
  subcommands: { product: productGroup, package: packageGroup, addstock, viewstock, voidstock, exportstock },
  presses: { ...productPresses, ...stockPresses },
};
