import * as z from "zod";
import type { TestShop } from "./shop.ts";

const mailSchema = z.object({
  id: z.string(),
  email: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
});
const sealedSchema = z.object({
  id: z.string(),
  claim_id: z.string(),
  key_id: z.string(),
  email_sealed: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
});

export type MailRow = z.infer<typeof mailSchema>;

/** An import's mails with their addresses, in the order of the file. */
export async function mailsOf(shop: TestShop, importId: string): Promise<MailRow[]> {
  const rows = await shop.database.rows(sealedSchema, {
    sql: `select mails.id, claim_id, key_id, email_sealed, mails.state, mails.reason
          from mails join claims on claims.id = claim_id where mails.import_id = ? order by line, mails.created_at_ms`,
    args: [importId],
  });
  const keyring = await shop.deps().keyring();
  return await Promise.all(
    rows.map(async ({ id, claim_id, key_id, email_sealed, state, reason }) => {
      const email = await keyring.of(key_id).open("email-seal", email_sealed, `claims.email/${claim_id}`);
      return { id, email, state, reason };
    }),
  );
}

/** How many mails of an import are in which state. */
export async function mailStates(shop: TestShop, importId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await mailsOf(shop, importId)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The row of an outbox job. */
export async function outboxRow(shop: TestShop, id: string) {
  const schema = z.object({
    state: z.string(),
    tries: z.number(),
    due_at_ms: z.number(),
    last_error: z.string().nullable(),
  });
  const [row] = await shop.database.rows(schema, { sql: "select * from outbox where id = ?", args: [id] });
  if (!row) throw new Error(`there is no outbox row ${id}`);
  return row;
}
