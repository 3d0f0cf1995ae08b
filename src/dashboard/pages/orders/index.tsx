import { Hono } from "hono";
import * as z from "zod/mini";
import { cancelOrder } from "../../../domain/orders/cancel.ts";
import { completeOrders } from "../../../domain/orders/complete.ts";
import { openOrderFile } from "../../../domain/orders/file.ts";
import { NOTE_CHARS_MAX, openStates, REASON_CHARS_MAX } from "../../../domain/orders/order.ts";
import { seeOrder } from "../../../domain/orders/read.ts";
import { updateOrder } from "../../../domain/orders/update.ts";
import { sendReceipt } from "../../../domain/receipts/ask.ts";
import { MOMENT_CHARS_MAX } from "../../../lib/localMoment.ts";
import { orderCode, parseOrderCode } from "../../../lib/orderCode.ts";
import { receiptCode } from "../../../lib/receiptCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import { orderDeskWords } from "../../../lib/words/orderDesk.ts";
import { receiptDeskWords } from "../../../lib/words/receipts.ts";
import { bytesAnswer } from "../../parts/file.ts";
import { readerOf } from "../../parts/reader.tsx";
import { maybeText, sent, wholePart } from "../../parts/sent.ts";
import { depsOf, type In, type Inside, requestIdOf } from "../../room.ts";
import { goOn } from "../../show.tsx";
import { EMAIL_CHARS_MAX } from "./deeds.tsx";
import { orderFile, orderList } from "./list.tsx";
import { makeOrder, makeOrderWithFile, newOrder } from "./make.tsx";
import { oneOrder } from "./one.tsx";
import { ORDERS, orderAddress } from "./parts.tsx";
import { completionFlash } from "./told.ts";

const CODE = ":code{ED[0-9]{3,9}}";
const LAST_PRIORITY = 3;

const statusSchema = z.object({
  state: z.enum(openStates),
  priority: wholePart(0, LAST_PRIORITY),
  due: maybeText(MOMENT_CHARS_MAX),
  note: maybeText(NOTE_CHARS_MAX),
});
const reasonSchema = z.object({ reason: z.string().check(z.maxLength(REASON_CHARS_MAX)) });
const receiptSchema = z.object({ email: maybeText(EMAIL_CHARS_MAX) });
const nothing = z.object({});

/** What staff do for customers. */
export const orders = new Hono<Inside>()
  .get("/", orderList)
  .get("/export.csv", orderFile)
  .get("/new", newOrder)
  .post("/new", makeOrder)
  .post("/upload", makeOrderWithFile)
  .post("/complete", completeMarked)
  .get(`/${CODE}`, (context) => oneOrder(context, context.req.param("code")))
  .get(`/${CODE}/file`, (context) => fileOf(context, context.req.param("code")))
  .post(`/${CODE}/complete`, async (context) => {
    const { request } = await sent(context, nothing);
    const code = context.req.param("code");
    return goOn(
      context,
      `${ORDERS}/${code}`,
      completionFlash(await completeOrders(depsOf(context), request, code)),
    );
  })
  .post(`/${CODE}/status`, async (context) => {
    const { request, form } = await sent(context, statusSchema);
    const { order, note, locale } = await updateOrder(
      depsOf(context),
      request,
      context.req.param("code"),
      form,
    );
    const body = note === null ? undefined : orderDeskWords[locale].told;
    const flash = { tone: "done", title: listWords[locale].changed, body } as const;
    return goOn(context, orderAddress(order.number), flash);
  })
  .post(`/${CODE}/cancel`, async (context) => {
    const { request, form } = await sent(context, reasonSchema);
    const code = context.req.param("code");
    const { order, tokenBack, locale } = await cancelOrder(depsOf(context), request, code, form.reason);
    const words = orderDeskWords[locale];
    const back = tokenBack === null ? [] : [words.tokenBack[tokenBack](`\`${order.tokenCode}\``)];
    return goOn(context, orderAddress(order.number), {
      tone: "done",
      title: words.cancelled(orderCode(order.number)),
      body: [...back, words.told].join(" "),
    });
  })
  .post(`/${CODE}/receipt`, async (context) => {
    const { request, form } = await sent(context, receiptSchema);
    const code = context.req.param("code");
    const asked = await sendReceipt(depsOf(context), request, code, form.email ?? null);
    const words = receiptDeskWords[asked.locale];
    return goOn(context, orderAddress(asked.orderNumber), {
      tone: "done",
      title: words.onItsWay(receiptCode(asked.receiptNumber)),
      body:
        asked.address === null
          ? words.direct(code, `<@${asked.customerId}>`)
          : words.byMail(code, `\`${asked.address}\``),
    });
  });

/** Several at once, from the list; its page is where one comes back to. */
async function completeMarked(context: In) {
  const { request } = await sent(context, nothing);
  const { order: given = [] } = await context.req.parseBody({ all: true });
  const codes = [given].flat().filter((code) => typeof code === "string" && parseOrderCode(code) !== null);
  const { locale } = context.var.session;
  if (codes.length === 0)
    return goOn(context, ORDERS, { tone: "info", title: orderPageWords[locale].noneMarked });
  const told = await completeOrders(depsOf(context), request, codes.join(" "));
  return goOn(context, ORDERS, completionFlash(told));
}

/** The file as it was attached; a browser keeps it, and never opens it here. */
async function fileOf(context: In, code: string) {
  const { deps, actor } = readerOf(context);
  const request = { id: requestIdOf(context), actor };
  const { order } = await seeOrder(deps, request, code);
  const { file } = await openOrderFile(deps, request, order.id);
  return bytesAnswer(context, file.name, "bytes" in file ? file.bytes : Buffer.from(file.text));
}
