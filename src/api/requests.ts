import * as z from "zod/mini";
import { AMOUNT_MAX, REASON_CHARS_MAX } from "../domain/api/move.ts";

/** A Discord id. */
export const memberSchema = z.string().check(z.regex(/^\d{5,20}$/));

/** Printable ASCII; whoever asks chooses it, a new one for each new request. */
export const idempotencyKeySchema = z.string().check(z.regex(/^[ -~]{1,255}$/));

/** Characters as people count them, which is how JSON Schema does. */
const reason = z.string().check(
  z.regex(/\S/),
  z.refine((text) => text.isWellFormed() && [...text].length <= REASON_CHARS_MAX),
  z.meta({ maxLength: REASON_CHARS_MAX }),
);

/** What is put into a wallet or taken out of it. A field that is not known is refused: it may be an amount misspelt. */
export const moveSchema = z.strictObject({
  amount: z.int().check(z.minimum(1), z.maximum(AMOUNT_MAX)),
  reason,
});
