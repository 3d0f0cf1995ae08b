import { askImport, type ImportAsked } from "../../src/domain/imports/ask.ts";
import { confirmImport, runJobId } from "../../src/domain/imports/decide.ts";
import { type Findings, findingsOf } from "../../src/domain/imports/findings.ts";
import { importStatus } from "../../src/domain/imports/status.ts";
import type { TestShop } from "./shop.ts";

/** Whoever uploads files in these tests. */
export const STAFF = "1180000000000000901";

export type Order = { readonly id: string; readonly email: string; readonly amount: number };

/** Orders `first` to `first + count - 1`, each of another customer. */
export function orders(count: number, first = 1): Order[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `A-${first + at}`,
    email: `buyer${first + at}@example.com`,
    amount: 1_000 + at,
  }));
}

let ordersTaken = 0;

/** Orders that no test of this file had before. */
export function newOrders(count: number): Order[] {
  const first = 1_000_000 + ordersTaken;
  ordersTaken += count;
  return orders(count, first);
}

/** A file of orders as a shop exports it. */
export function csvOf(rows: readonly Order[]): string {
  const lines = rows.map(({ id, email, amount }) => `${email},${id},${amount}`);
  return ["email,order id,amount", ...lines, ""].join("\n");
}

export type Upload = Partial<Omit<ImportAsked, "file">> & { readonly by?: string };

/** Asks for an import of a file. */
export async function upload(
  shop: TestShop,
  csv: string | Uint8Array,
  { by = STAFF, ...more }: Upload = {},
): Promise<string> {
  const bytes = typeof csv === "string" ? Buffer.byteLength(csv) : csv.length;
  const asked: ImportAsked = {
    file: { name: "orders.csv", url: shop.desk.upload("orders.csv", csv), bytes },
    interactionToken: "token",
    options: {},
    campaign: "",
    message: undefined,
    expiryDays: undefined,
    ...more,
  };
  const { importId } = await askImport(shop.deps(), shop.request(by, "staff"), asked);
  return importId;
}

/** Uploads a file and has it read: what the preview then tells. */
export async function preview(
  shop: TestShop,
  csv: string | Uint8Array,
  more?: Upload,
): Promise<{ importId: string; findings: Findings }> {
  const importId = await upload(shop, csv, more);
  await shop.answerBells();
  return { importId, findings: await findings(shop, importId) };
}

export async function findings(shop: TestShop, importId: string): Promise<Findings> {
  const { row } = await importStatus(shop.deps(), STAFF, importId);
  const found = findingsOf(row);
  if (!found) throw new Error(`the import is ${row.state} and has no findings`);
  return found;
}

/** Presses Import; nothing is done before the bells are answered. */
export async function confirm(shop: TestShop, importId: string, by = STAFF) {
  return await confirmImport(shop.deps(), shop.request(by, "staff"), importId, "token");
}

/** An import that has been read and confirmed, and whose job waits. */
export async function confirmed(shop: TestShop, csv: string, more?: Upload): Promise<string> {
  const { importId } = await preview(shop, csv, more);
  await confirm(shop, importId, more?.by);
  shop.rings.length = 0;
  return importId;
}

/** An import whose claims are made and whose mails wait; returns their jobs. */
export async function readyToMail(
  shop: TestShop,
  csv: string,
  more?: Upload,
): Promise<{ importId: string; mailJobs: string[] }> {
  const importId = await confirmed(shop, csv, more);
  await shop.job(runJobId(importId));
  const mailJobs = shop.rings.splice(0).map(({ id }) => id);
  return { importId, mailJobs };
}

/** An import from the file to its last mail. */
export async function imported(shop: TestShop, csv: string, more?: Upload): Promise<string> {
  const { importId } = await preview(shop, csv, more);
  await confirm(shop, importId, more?.by);
  await shop.answerBells();
  return importId;
}
