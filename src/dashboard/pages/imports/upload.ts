import * as z from "zod/mini";
import {
  CAMPAIGN_CHARS_MAX,
  EXPIRY_DAYS_MAX,
  type ImportOptions,
  MESSAGE_CHARS_MAX,
} from "../../../domain/imports/options.ts";
import { importRefusalSentence } from "../../../domain/imports/refusalWords.ts";
import { uploadImport } from "../../../domain/imports/upload.ts";
import { importWords } from "../../../lib/words/imports.ts";
import { depsOf, type In } from "../../room.ts";
import { uploadDone, uploaded, uploadRefused } from "../../upload.tsx";
import { ADDRESS } from "./list.tsx";

const NAME_CHARS_MAX = 200;
const COLUMN_CHARS_MAX = 8_000;

/** A field that was left empty says nothing. */
const written = <T>(schema: z.ZodMiniType<T, string>) =>
  z.optional(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => text.trim() || undefined),
      ),
      z.optional(schema),
    ),
  );
const text = (charsMax: number) => written(z.string().check(z.maxLength(charsMax)));
const whole = (max: number) =>
  written(
    z.pipe(
      z.string().check(z.regex(/^\d{1,9}$/)),
      z.pipe(z.transform(Number), z.int().check(z.gte(1), z.lte(max))),
    ),
  );
/** Empty it says that there is no such column. */
const column = z.optional(z.string().check(z.maxLength(COLUMN_CHARS_MAX)));
const FIELD_CHARS_MAX = 200;

const fieldsSchema = z.object({
  name: z.string(),
  points: whole(1_000_000_000),
  multiplier: text(FIELD_CHARS_MAX),
  product: text(FIELD_CHARS_MAX),
  from: text(FIELD_CHARS_MAX),
  to: text(FIELD_CHARS_MAX),
  email_column: column,
  amount_column: column,
  order_column: column,
  campaign: text(CAMPAIGN_CHARS_MAX),
  message: text(MESSAGE_CHARS_MAX),
  expires_days: whole(EXPIRY_DAYS_MAX),
});

/** Takes a file of orders and reads it; the browser goes on to its preview. */
export async function takeImport(context: In) {
  const { request, fields, bytes, file } = await uploaded(context, fieldsSchema);
  const name = fields.name.slice(0, NAME_CHARS_MAX).toWellFormed();
  const options: ImportOptions = {
    points: fields.points,
    multiplier: fields.multiplier,
    product: fields.product,
    from: fields.from,
    to: fields.to,
    emailColumn: fields.email_column,
    amountColumn: fields.amount_column,
    orderColumn: fields.order_column,
  };
  const wish = {
    options,
    campaign: fields.campaign ?? "",
    message: fields.message,
    expiryDays: fields.expires_days,
    file: { name, bytes },
  };
  const { importId, refusal, locale } = await uploadImport(depsOf(context), request, wish, file);
  if (!refusal) return uploadDone(context, `${ADDRESS}/${importId}`);
  const sentence = importRefusalSentence(refusal, locale);
  return uploadRefused(context, importWords[locale].fileRefused(name), sentence);
}
