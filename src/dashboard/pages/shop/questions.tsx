import { Hono } from "hono";
import * as z from "zod/mini";
import { askExport, type Exported, exportStock } from "../../../domain/stock/export.ts";
import { questionOf, type StockQuestion } from "../../../domain/stock/question.ts";
import { askVoid, VOID_REASON_CHARS_MAX, voidStock } from "../../../domain/stock/void.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { stockStaffWords } from "../../../lib/words/stockStaff.ts";
import { FormStale } from "../../failure.tsx";
import { adminsOnly } from "../../guard.ts";
import { Facts } from "../../parts/facts.tsx";
import { fileAnswer } from "../../parts/file.ts";
import { Form, requestOf } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { ID, sent } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { SHOP } from "./tabs.tsx";

const COUNT_CHARS_MAX = 10;
const voidSchema = z.object({
  count: z.string().check(z.maxLength(COUNT_CHARS_MAX)),
  reason: z.string().check(z.maxLength(VOID_REASON_CHARS_MAX)),
});

/** Codes that leave: asked, shown, and only then done. */
export const stockQuestions = new Hono<Inside>()
  .post(`/products/${ID}/void`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, voidSchema);
    const asked = await askVoid(depsOf(context), request, { named: context.req.param("id"), ...form });
    return goOn(context, `${SHOP}/void/${asked.id}`);
  })
  .get(`/void/${ID}`, adminsOnly, async (context) => {
    const { deps, actor, locale } = readerOf(context);
    const id = context.req.param("id");
    const question = await questionOf(deps, { id, actor }, id, "stock.void.ask");
    return askPage(context, question, shopDeskWords[locale].voidFinal);
  })
  .post(`/void/${ID}`, adminsOnly, async (context) => {
    const { deps, locale, number } = readerOf(context);
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const { product, codes } = await voidStock(deps, request, context.req.param("id"));
    const title = `${stockStaffWords[locale].voided}: ${number(codes)}`;
    return goOn(context, `${SHOP}/products/${product.id}`, { tone: "done", title });
  })
  .post(`/products/${ID}/export`, adminsOnly, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const asked = await askExport(depsOf(context), request, context.req.param("id"));
    return goOn(context, `${SHOP}/export/${asked.id}`);
  })
  .get(`/export/${ID}`, adminsOnly, async (context) => {
    const { deps, actor, locale } = readerOf(context);
    const id = context.req.param("id");
    const question = await questionOf(deps, { id, actor }, id, "stock.export.ask");
    return askPage(context, question, stockStaffWords[locale].exportNote);
  })
  .post(`/export/${ID}`, adminsOnly, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const exported = await exportStock(depsOf(context), request, context.req.param("id"));
    return fileAnswer(context, `${exported.product.sku}.txt`, "text/plain", linesOf(exported));
  });

/** One code a line. What is not among them stands behind as a comment, as our own reading of such a file takes it. */
function linesOf({ codes, unreadable, cut, locale }: Exported): string {
  const words = stockStaffWords[locale];
  const notes = [
    ...(unreadable > 0 ? [`# ${words.unreadable}: ${wholeNumber(locale, unreadable)}`] : []),
    ...(cut ? [`# ${words.cut}`] : []),
  ];
  return `${[...codes, ...notes].join("\n")}\n`;
}

function askPage(context: In, { id, product, codes, reason }: StockQuestion, note: string) {
  const { locale, number } = readerOf(context);
  const words = shopDeskWords[locale];
  const staff = stockStaffWords[locale];
  const isVoid = reason !== null;
  return show(
    context,
    { title: isVoid ? words.voidTitle : words.exportTitle, place: "shop" },
    <>
      <Notice tone="warning" title={note} />
      <Facts
        facts={[
          [words.product, <bdi>{product.name}</bdi>],
          [isVoid ? words.voidAsk : words.exportAsk, number(codes)],
          [listWords[locale].reason, reason === null ? null : <bdi>{reason}</bdi>],
        ]}
      />
      <div class="ways">
        <Form context={context} action={`${SHOP}/${isVoid ? "void" : "export"}/${id}`} class="inline">
          <button type="submit" class={isVoid ? "danger" : undefined}>
            {isVoid ? staff.voidGo(number(codes)) : staff.exportGo(number(codes))}
          </button>
        </Form>
        <a href={`${SHOP}/products/${product.id}`}>{listWords[locale].cancel}</a>
      </div>
    </>,
  );
}
