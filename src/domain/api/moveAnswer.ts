import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { heldBy } from "../../db/money.ts";
import { transfers } from "../../db/schema/ledger.ts";

const answerSchema = z.object({
  /** The number of the entry in the books; null where the wallet refused. */
  transfer: z.nullable(z.number()),
  /** What is in the wallet after it, and what is still owed. */
  balance: z.number(),
  debt: z.number(),
  /** What of a credit went to a debt. */
  debtPaid: z.number(),
  /** What a wallet could be filled to then. */
  max: z.number(),
  atMs: z.number(),
});
type Kept = z.infer<typeof answerSchema>;

/** What the wallet said, as it is kept for repeats. Without the member's id, which the request names. */
export type MoveAnswer =
  | ({ readonly kind: "booked" } & Readonly<Kept & { transfer: number }>)
  | ({ readonly kind: "refused" } & Readonly<Pick<Kept, "balance" | "debt" | "max">>);

/** The expression that makes the answer's JSON behind the transfer of a cause, where that was booked. */
export function answerExpression(
  cause: string,
  memberId: string,
  { max, atMs }: Pick<Kept, "max" | "atMs">,
): SQL {
  const { balance, debt } = heldBy(memberId);
  const of = (column: SQL, which: string) =>
    sql`(select ${column} from ${transfers} where ${transfers.cause} = ${which})`;
  return sql`json_object('transfer', ${of(sql`seq`, cause)}, 'balance', ${balance}, 'debt', ${debt},
    'debtPaid', coalesce(${of(sql`amount`, `${cause}:debt`)}, 0), 
    'max', ${BigInt(max)}, 'atMs', ${BigInt(atMs)})`;
}

/** Reads what was kept. */
export function readAnswer(text: string | undefined): MoveAnswer {
  const { transfer, ...rest } = answerSchema.parse(JSON.parse(text ?? "null"));
  const { balance, debt, max } = rest;
  return transfer === null ? { kind: "refused", balance, debt, max } : { kind: "booked", transfer, ...rest };
}
