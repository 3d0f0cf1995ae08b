import * as z from "zod/mini";
import type { Request } from "../../domain/actor.ts";
import { typedAmount, typedWhole } from "../../lib/typedNumber.ts";
import { FieldsWrong, FormStale } from "../failure.tsx";
import type { In } from "../room.ts";
import { requestOf } from "./form.tsx";

/** Discord's ids. */
export const memberIdSchema = z.string().check(z.regex(/^\d{1,20}$/));
/** A part of a route: whatever the shop calls something by, an id of Discord's, of a form, or of Midtrans. */
export const ID = ":id{[A-Za-z0-9_.~:-]+}";
/** The same in a form or a filter. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9_.~:-]{1,80}$/));

/**
 * A form that was sent, with the request that it is. What the browser itself would not have let through is refused.
 * @throws FormStale, FieldsWrong
 */
export async function sent<T>(
  context: In,
  schema: z.ZodMiniType<T>,
): Promise<{ readonly request: Request; readonly form: T }> {
  const request = await requestOf(context);
  const form = schema.safeParse(await context.req.parseBody());
  if (!request) throw new FormStale();
  if (!form.success) throw new FieldsWrong(form.error.issues.map(({ path }) => String(path[0])));
  return { request, form: form.data };
}

/** A part of an address that may be left out or empty; what is none asks for nothing. */
export const maybe = <T>(schema: z.ZodMiniType<T>) => z.catch(z.optional(schema), undefined);

/** Behind which row a page of a list begins. */
export const afterPart = maybe(z.string().check(z.maxLength(250)));

/** What the address asks for; its parts are `maybe`. */
export const asked = <T>(context: In, schema: z.ZodMiniType<T>): T => schema.parse(context.req.query());

/** A text that is read as what it stands for; what cannot be is refused. */
const readBy = <T>(read: (text: string) => T | null) =>
  z.pipe(
    z.string(),
    z.transform((text, { issues }) => {
      const value = read(text);
      if (value !== null) return value;
      issues.push({ code: "custom", input: text });
      return z.NEVER;
    }),
  );

/** A whole number of a form. */
export const wholePart = (min: number, max: number) =>
  z.pipe(readBy(typedWhole), z.number().check(z.gte(min), z.lte(max)));

/** An amount in the unit that people see. */
export const amountPart = (currency: string) => readBy((text) => typedAmount(text, currency));

/** An empty field of a form is one that is left out. */
const orLeftOut = <T>(schema: z.ZodMiniType<T>) =>
  z.optional(
    z.union([
      z.pipe(
        z.literal(""),
        z.transform(() => undefined),
      ),
      schema,
    ]),
  );

export const maybeText = (charsMax: number) => orLeftOut(z.string().check(z.maxLength(charsMax)));
export const maybeWhole = (min: number, max: number) => orLeftOut(wholePart(min, max));
export const maybeAmount = (currency: string) => orLeftOut(amountPart(currency));
