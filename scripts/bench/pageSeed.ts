import { randomBytes } from "node:crypto";
import type { Client } from "@libsql/client/http";
import { emailBinding } from "../../src/domain/claims/code.ts";
import { boundTo, PART_BYTES as FILE_BYTES } from "../../src/domain/orders/file.ts";
import { idHashOf, newSecret } from "../../src/domain/sessions/secret.ts";
import { largeImport, previewedImport } from "../scale/claims.ts";
import { HEAVY_CAMPAIGN, tokenCode } from "../scale/orders.ts";
import type { Whole } from "../scale/parts.ts";
import type { Shop } from "./shop.ts";

const SESSION_MS = 3_600_000;
const ADMIN_ID = "1300000000000000009";
/** Claims that one address has, each of an order of its own. */
const CLAIMS_OF_ADDRESS = 500;
const REFUSED_PARTS = 20;
const REFUSED_IN_PART = 500;
/** Rows whose addresses a preview may show as samples. */
const SAMPLES = 10;

/** What pages show that lives for minutes or that only the shop's own key opens, and what is called by its moment. */
export type Seeded = {
  readonly email: string;
  readonly orderWithFile: number;
  readonly check: string;
  readonly closing: string;
  readonly removing: string;
  readonly voiding: string;
  readonly exporting: string;
  readonly running: string;
  readonly previewed: string;
  readonly done: string;
};

/** As the end of a login leaves it, without Discord; the Worker asks nobody for the role before minutes have passed. */
export async function logIn(client: Client): Promise<string> {
  const secret = newSecret((bytes) => randomBytes(bytes));
  const nowMs = BigInt(Date.now());
  await client.execute({
    sql: `insert into sessions (id_hash, member_id, name, level, checked_at_ms, device, created_at_ms, expires_at_ms)
      values (?, ?, 'Bench', 'admin', ?, 'bench', ?, ?)`,
    args: [idHashOf(secret), ADMIN_ID, nowMs, nowMs, nowMs + BigInt(SESSION_MS)],
  });
  return `__Host-coffer=${secret}`;
}

/** Writes that into a shop that was made large; again for each run, whose key and moment are its own. */
export async function seedPages(client: Client, shop: Shop, whole: Whole): Promise<Seeded> {
  const run = Date.now().toString(36);
  const email = `customer.${run}@example.com`;
  await shop.seedClaims(client, CLAIMS_OF_ADDRESS, email);
  const orderWithFile = Math.floor(whole.orders / 2) + 5;
  await seedOrderFile(client, shop, orderWithFile);
  await seedRefused(client, shop, largeImport(whole));
  await seedPreviewed(client, shop, previewedImport(whole));
  const batch = async (state: string) => {
    const { rows } = await client.execute(
      `select id from cashback_batches where state = '${state}' order by created_at_ms desc limit 1`,
    );
    return String(rows[0]?.id);
  };
  return {
    email,
    orderWithFile,
    check: await ask(client, `check${run}.checked`, "ledger.check", "none"),
    closing: await ask(client, `closing${run}.ask`, "campaign.close.ask", `campaign:${HEAVY_CAMPAIGN}`),
    removing: await ask(client, `removing${run}.ask`, "token.remove.ask", `token:${tokenCode(8)}`),
    voiding: await ask(client, `voiding${run}.ask`, "stock.void.ask", "product:redfinger"),
    exporting: await ask(client, `exporting${run}.ask`, "stock.export.ask", "product:redfinger"),
    running: await batch("running"),
    previewed: await batch("previewed"),
    done: await batch("done"),
  };
}

/** An audit row that answers for a question; returns the question's id. */
async function ask(client: Client, id: string, action: string, target: string): Promise<string> {
  await client.execute({
    sql: `insert into audits (id, actor, action, target, after, reason, created_at_ms)
      values (?, ?, ?, ?, '{"codes":5}', 'asked for', ?)`,
    args: [id, ADMIN_ID, action, target, BigInt(Date.now())],
  });
  return id.slice(0, id.lastIndexOf("."));
}

async function seedOrderFile(client: Client, { keys }: Shop, number: number): Promise<void> {
  const { rows } = await client.execute({
    sql: "select id from orders where number = ?",
    args: [BigInt(number)],
  });
  const orderId = String(rows[0]?.id);
  const sealed = await keys.seal(
    "order-file-seal",
    randomBytes(FILE_BYTES).toString("base64"),
    boundTo(orderId, 0),
  );
  await client.batch(
    [
      {
        sql: "update orders set file_name = 'a.png', file_type = 'image/png', file_bytes = ?, file_stored_at_ms = ? where id = ?",
        args: [BigInt(FILE_BYTES), BigInt(Date.now()), orderId],
      },
      {
        sql: "insert or replace into order_files (order_id, part, key_id, sealed) values (?, 0, ?, ?)",
        args: [orderId, keys.id, sealed],
      },
    ],
    "write",
  );
}

async function seedRefused(client: Client, { keys }: Shop, importId: string): Promise<void> {
  const rows = Array.from({ length: REFUSED_IN_PART }, (_, at) => [
    at + 2,
    "bad_email",
    ["someone", String(at), "1,000"],
  ]);
  for (let part = 0; part <= REFUSED_PARTS; part++) {
    const text = JSON.stringify(part === 0 ? ["Email", "Order", "Total"] : rows);
    const sealed = await keys.seal("email-seal", text, `import_refused/${importId}/${part}`);
    await client.execute({
      sql: `insert or replace into import_refused (import_id, part, key_id, rows_sealed, created_at_ms) values (?, ?, ?, ?, ?)`,
      args: [importId, BigInt(part), keys.id, sealed, BigInt(Date.now())],
    });
  }
}

async function seedPreviewed(client: Client, { keys }: Shop, importId: string): Promise<void> {
  for (let line = 2; line < SAMPLES + 2; line++) {
    const sealed = await keys.seal(
      "email-seal",
      `customer${line}@example.com`,
      emailBinding(`${importId}.${line}`),
    );
    await client.execute({
      sql: "update import_rows set email_sealed = ?, key_id = ? where import_id = ? and line = ?",
      args: [sealed, keys.id, importId, BigInt(line)],
    });
  }
}
