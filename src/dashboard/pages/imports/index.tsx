import { Hono } from "hono";
import * as z from "zod/mini";
import { cancelImport, confirmImport } from "../../../domain/imports/decide.ts";
import { rowReason } from "../../../domain/imports/refusalWords.ts";
import { refusedRowsOf } from "../../../domain/imports/refused.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { importWords } from "../../../lib/words/imports.ts";
import { adminsOnly } from "../../guard.ts";
import { csvAnswer } from "../../parts/file.ts";
import { idSchema, sent } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn } from "../../show.tsx";
import { askToMailAgain, mailThemAgain, unmailedKind } from "./again.tsx";
import { columnFields } from "./columns.tsx";
import { ADDRESS, importFile, importList } from "./list.tsx";
import { newImport } from "./new.tsx";
import { importNow, oneImport } from "./one.tsx";
import { askToRevokeAll, revokeAll } from "./revoke.tsx";
import { takeImport } from "./upload.ts";

/** Files of orders: uploaded, previewed, started, and what came of them. */
export const imports = new Hono<Inside>()
  .get("/", importList)
  .get("/export.csv", importFile)
  .get("/new", newImport)
  .post("/columns", columnFields)
  .post("/upload", takeImport)
  .get("/:id", async (context, next) => {
    const importId = idOf(context);
    return importId ? await oneImport(context, importId) : await next();
  })
  .get("/:id/now", async (context, next) => {
    const importId = idOf(context);
    return importId ? await importNow(context, importId) : await next();
  })
  .get("/:id/refused.csv", async (context, next) => {
    const importId = idOf(context);
    return importId ? await refusedFile(context, importId) : await next();
  })
  .post("/:id/confirm", async (context, next) => {
    const importId = idOf(context);
    if (!importId) return await next();
    const request = (await sent(context, nothing)).request;
    await confirmImport(depsOf(context), request, importId, null);
    const { locale } = context.var.session;
    const body = importPageWords[locale].startedBody;
    return goOn(context, `${ADDRESS}/${importId}`, {
      tone: "done",
      title: importWords[locale].started,
      body,
    });
  })
  .post("/:id/cancel", async (context, next) => {
    const importId = idOf(context);
    if (!importId) return await next();
    await cancelImport(depsOf(context), (await sent(context, nothing)).request, importId);
    const { cancelled, cancelledBody } = importWords[context.var.session.locale];
    return goOn(context, `${ADDRESS}/${importId}`, { tone: "done", title: cancelled, body: cancelledBody });
  })
  .get("/:id/again/:kind", async (context, next) => {
    const [importId, kind] = [idOf(context), unmailedKind(context.req.param("kind"))];
    return importId && kind ? await askToMailAgain(context, importId, kind) : await next();
  })
  .post("/:id/again/:kind", async (context, next) => {
    const [importId, kind] = [idOf(context), unmailedKind(context.req.param("kind"))];
    return importId && kind ? await mailThemAgain(context, importId, kind) : await next();
  })
  .get("/:id/revoke", adminsOnly, async (context, next) => {
    const importId = idOf(context);
    return importId ? await askToRevokeAll(context, importId) : await next();
  })
  .post("/:id/revoke", adminsOnly, async (context, next) => {
    const importId = idOf(context);
    return importId ? await revokeAll(context, importId) : await next();
  });

const nothing = z.object({});
const idOf = (context: In) => idSchema.safeParse(context.req.param("id")).data;

/** The refused rows as people get them back in Discord: their own cells, with line and reason before them. */
async function refusedFile(context: In, importId: string) {
  const { locale } = context.var.session;
  const words = importWords[locale];
  const { header, rows } = await refusedRowsOf(depsOf(context), importId);
  return csvAnswer(context, words.refusedFile, [
    [words.lineColumn, words.reasonColumn, ...header],
    ...rows.map(({ line, reason, cells }) => [String(line), rowReason(reason, locale), ...cells]),
  ]);
}
