import * as z from "zod";
import { withClient } from "./client.ts";

const id = z.string();
const maybe = z.string().nullable();
const whole = z.number().int();

/** The tables that the judge looks at, each with the columns it needs. */
const tables = {
  claims: z.object({
    id,
    import_id: id,
    order_id: maybe,
    points: whole,
    state: z.string(),
    claimed_by: maybe,
    claimed_interaction: maybe,
  }),
  transfers: z.object({
    seq: whole,
    debit: id,
    credit: id,
    amount: whole,
    asset: z.string(),
    kind: z.string(),
    cause: z.string(),
    debit_balance: whole,
    credit_balance: whole,
  }),
  accounts: z.object({ id, owner: z.string(), asset: z.string(), balance: whole }),
  imports: z.object({ id, state: z.string(), decided_request: maybe }),
  mails: z.object({ id, claim_id: id, import_id: id, state: z.string(), reason: maybe }),
  outbox: z.object({ id, kind: z.string(), state: z.string(), tries: whole, last_error: maybe }),
  audits: z.object({ action: z.string(), target: maybe }),
  dead_letters: z.object({ id }),
  achievements: z.object({ key: id, rule: z.string(), threshold: whole, bonus: whole }),
  awards: z.object({ achievement: id, member_id: id, cause: z.string() }),
  topups: z.object({ id, member_id: id, amount: whole, state: z.string(), refunded: whole, reason: maybe }),
  payment_events: z.object({ id, order_id: id, outcome: z.string() }),
  unmatched_payments: z.object({ order_id: id, why: z.string(), amount: whole.nullable() }),
  orders: z.object({
    id,
    number: whole,
    customer_id: id,
    token_code: maybe,
    amount: whole.nullable(),
    discount: whole,
    state: z.string(),
    completed_at_ms: whole.nullable(),
  }),
  tokens: z.object({ code: id, state: z.string(), order_id: maybe }),
  referrals: z.object({ member_id: id, referrer_id: id, created_at_ms: whole }),
  earnings: z.object({
    cause: id,
    kind: z.string(),
    referrer_id: id,
    member_id: id,
    amount: whole,
    units: whole,
    batch_id: maybe,
  }),
  cashback_payouts: z.object({ batch_id: id, member_id: id, units: whole, amount: whole, state: z.string() }),
};

type Tables = typeof tables;
/** What the database says in the end. */
export type Books = { [Name in keyof Tables]: z.infer<Tables[Name]>[] };

/** Reads the books past all of the shop's own code. */
export async function readBooks(databaseUrl: string): Promise<Books> {
  return await withClient(databaseUrl, async (client) => {
    async function rows<T>(name: keyof Tables, schema: z.ZodObject & z.ZodType<T>): Promise<T[]> {
      const columns = Object.keys(schema.shape);
      const found = await client.execute(`select ${columns.join(", ")} from ${name} order by rowid`);
      return found.rows.map((row) =>
        schema.parse(Object.fromEntries(columns.map((column, at) => [column, row[at]]))),
      );
    }
    return {
      claims: await rows("claims", tables.claims),
      transfers: await rows("transfers", tables.transfers),
      accounts: await rows("accounts", tables.accounts),
      imports: await rows("imports", tables.imports),
      mails: await rows("mails", tables.mails),
      outbox: await rows("outbox", tables.outbox),
      audits: await rows("audits", tables.audits),
      dead_letters: await rows("dead_letters", tables.dead_letters),
      achievements: await rows("achievements", tables.achievements),
      awards: await rows("awards", tables.awards),
      topups: await rows("topups", tables.topups),
      payment_events: await rows("payment_events", tables.payment_events),
      unmatched_payments: await rows("unmatched_payments", tables.unmatched_payments),
      orders: await rows("orders", tables.orders),
      tokens: await rows("tokens", tables.tokens),
      referrals: await rows("referrals", tables.referrals),
      earnings: await rows("earnings", tables.earnings),
      cashback_payouts: await rows("cashback_payouts", tables.cashback_payouts),
    };
  });
}
