import * as z from "zod/mini";
import { createOrder } from "../../../domain/orders/create.ts";
import { createOrderWithFile } from "../../../domain/orders/createSent.ts";
import { ORDER_FILE_BYTES_MAX } from "../../../domain/orders/form.ts";
import { DESCRIPTION_CHARS_MAX, PRIORITIES, PRIORITY_NORMAL } from "../../../domain/orders/order.ts";
import { MOMENT_CHARS_MAX } from "../../../lib/localMoment.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { orderDeskWords } from "../../../lib/words/orderDesk.ts";
import { AmountField, Hint, TextField } from "../../parts/field.tsx";
import { MemberField } from "../../parts/filters.tsx";
import { asked, maybe, maybeAmount, maybeText, memberIdSchema, sent, wholePart } from "../../parts/sent.ts";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { FormWithFile, uploadDone, uploaded } from "../../upload.tsx";
import { ORDERS, orderAddress, priorityName } from "./parts.tsx";

const TOKEN_CHARS_MAX = 64;
const LAST_PRIORITY = 3;
/** What a system lets a file be called. */
const FILE_NAME_CHARS_MAX = 255;
const MEBIBYTE = 1_024 * 1_024;

const makeSchema = (currency: string) =>
  z.object({
    description: z.string().check(z.maxLength(DESCRIPTION_CHARS_MAX)),
    customerId: memberIdSchema,
    token: maybeText(TOKEN_CHARS_MAX),
    amount: maybeAmount(currency),
    due: maybeText(MOMENT_CHARS_MAX),
    priority: wholePart(0, LAST_PRIORITY),
  });

/** Makes an order, and leads to it. */
export async function makeOrder(context: In) {
  const { request, form } = await sent(context, makeSchema(depsOf(context).shop.currency));
  const { order, locale } = await createOrder(depsOf(context), request, form);
  const words = orderDeskWords[locale];
  const title = words.created(orderCode(order.number));
  return goOn(context, orderAddress(order.number), { tone: "done", title, body: words.told });
}

const withFileSchema = (currency: string) =>
  z.extend(makeSchema(currency), { name: z.string().check(z.maxLength(FILE_NAME_CHARS_MAX)) });

/** Makes an order with a file, read as it comes in. */
export async function makeOrderWithFile(context: In) {
  const {
    request,
    fields,
    bytes,
    file: content,
  } = await uploaded(context, withFileSchema(depsOf(context).shop.currency));
  const { name, ...given } = fields;
  const file = { name, type: context.req.header("content-type"), bytes, content };
  const { order, locale } = await createOrderWithFile(depsOf(context), request, given, file);
  const words = orderDeskWords[locale];
  const title = words.created(orderCode(order.number));
  return uploadDone(context, orderAddress(order.number), { tone: "done", title, body: words.told });
}

/** The form for it; the address may name the customer and the token. */
export async function newOrder(context: In) {
  const { locale } = context.var.session;
  const given = asked(
    context,
    z.object({ member: maybe(memberIdSchema), token: maybe(z.string().check(z.maxLength(TOKEN_CHARS_MAX))) }),
  );
  const words = orderPageWords[locale];
  return show(
    context,
    { title: words.makeTitle, place: "orders" },
    <FormWithFile
      context={context}
      action={`${ORDERS}/new`}
      uploadTo={`${ORDERS}/upload`}
      bytesMax={ORDER_FILE_BYTES_MAX}
      hint={words.fileHint(wholeNumber(locale, ORDER_FILE_BYTES_MAX / MEBIBYTE))}
      buttons={
        <p class="ways">
          <button type="submit">{words.make}</button>
          <a href={ORDERS}>{listWords[locale].cancel}</a>
        </p>
      }
    >
      <label>
        {words.description}
        <textarea name="description" rows={3} maxlength={DESCRIPTION_CHARS_MAX} required />
        <Hint text={words.descriptionHint} />
      </label>
      <MemberField locale={locale} name="customerId" value={given.member} required />
      <TextField
        label={words.token}
        name="token"
        hint={words.tokenHint}
        value={given.token}
        max={TOKEN_CHARS_MAX}
        required={false}
      />
      <AmountField label={words.amount} name="amount" hint={words.amountHint} required={false} />
      <TextField label={words.due} name="due" hint={words.dueHint} max={MOMENT_CHARS_MAX} required={false} />
      <PriorityField locale={locale} chosen={PRIORITY_NORMAL} />
    </FormWithFile>,
  );
}

export const PriorityField = ({ locale, chosen }: { readonly locale: Locale; readonly chosen: number }) => (
  <label>
    {orderPageWords[locale].priority}
    <select name="priority">
      {PRIORITIES.map((priority) => (
        <option value={String(priority)} selected={priority === chosen}>
          {priorityName(priority, locale)}
        </option>
      ))}
    </select>
  </label>
);
