import { Hono } from "hono";
import * as z from "zod/mini";
import { cancelStock, confirmStock } from "../../../domain/stock/decide.ts";
import { stockRefusalSentence } from "../../../domain/stock/refusal.ts";
import { sendStock } from "../../../domain/stock/send.ts";
import { uploadDetail } from "../../../domain/stock/upload.ts";
import { stockUploadWords } from "../../../lib/words/dashboard/stockUploads.ts";
import { stockReasons, stockWords } from "../../../lib/words/stock.ts";
import { FormStale } from "../../failure.tsx";
import { adminsOnly } from "../../guard.ts";
import { csvAnswer } from "../../parts/file.ts";
import { requestOf } from "../../parts/form.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { ID, sent } from "../../parts/sent.ts";
import { depsOf, type Inside } from "../../room.ts";
import { goOn, show, showPart } from "../../show.tsx";
import { uploadDone, uploaded, uploadRefused } from "../../upload.tsx";
import { SHOP } from "./tabs.tsx";
import { UploadContent, UploadPart } from "./uploadParts.tsx";

/** What a system lets a file be called. */
const FILE_NAME_CHARS_MAX = 255;
const fileSchema = z.object({ name: z.string().check(z.maxLength(FILE_NAME_CHARS_MAX)) });
const linesSchema = z.object({ lines: z.string() });

const addressOf = (uploadId: string) => `${SHOP}/uploads/${uploadId}`;

/** Codes that are sent, looked at, and then added. */
export const uploads = new Hono<Inside>()
  .post(`/products/${ID}/upload`, adminsOnly, async (context) => {
    const { request, fields, bytes, file } = await uploaded(context, fileSchema);
    const sent = { productId: context.req.param("id"), fileName: fields.name, bytes, content: file };
    const { uploadId, refusal } = await sendStock(depsOf(context), request, sent);
    if (!refusal) return uploadDone(context, addressOf(uploadId));
    const { locale } = context.var.session;
    const title = stockUploadWords[locale].states.refused;
    return uploadRefused(context, title, stockRefusalSentence(refusal, locale));
  })
  .post(`/products/${ID}/lines`, adminsOnly, async (context) => {
    const { request, form } = await sent(context, linesSchema);
    const typed = new Blob([form.lines]);
    const productId = context.req.param("id");
    const given = { productId, fileName: "", bytes: typed.size, content: typed.stream() };
    const { uploadId, refusal } = await sendStock(depsOf(context), request, given);
    if (!refusal) return goOn(context, addressOf(uploadId));
    const { locale } = context.var.session;
    return goOn(context, `${SHOP}/products/${productId}`, {
      tone: "refused",
      title: stockUploadWords[locale].states.refused,
      body: stockRefusalSentence(refusal, locale),
    });
  })
  .get(`/uploads/${ID}`, async (context) => {
    const { deps, locale } = readerOf(context);
    const detail = await uploadDetail(deps, context.req.param("id"));
    const title = stockUploadWords[locale].title;
    return show(context, { title, place: "shop" }, <UploadContent context={context} detail={detail} />);
  })
  .get(`/uploads/${ID}/part`, async (context) => {
    const detail = await uploadDetail(depsOf(context), context.req.param("id"));
    return showPart(context, <UploadPart context={context} detail={detail} />);
  })
  .get(`/uploads/${ID}/refused.csv`, async (context) => {
    const { deps, locale } = readerOf(context);
    const { findings } = await uploadDetail(deps, context.req.param("id"));
    const words = stockWords[locale];
    return csvAnswer(context, words.refusedFile, [
      [words.lineColumn, words.reasonColumn, words.firstColumn],
      ...(findings?.lines ?? []).map(([line, reason, first]) => [
        String(line),
        stockReasons[locale][reason] ?? reason,
        first === null ? "" : String(first),
      ]),
    ]);
  })
  .post(`/uploads/${ID}/confirm`, adminsOnly, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const { upload } = await confirmStock(depsOf(context), request, context.req.param("id"), null);
    return goOn(context, addressOf(upload.id));
  })
  .post(`/uploads/${ID}/cancel`, adminsOnly, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const { upload, locale } = await cancelStock(depsOf(context), request, context.req.param("id"));
    return goOn(context, `${SHOP}/products/${upload.productId}`, {
      tone: "done",
      title: stockWords[locale].cancelled,
      body: stockWords[locale].cancelledBody,
    });
  });
