import { Hono } from "hono";
import * as z from "zod/mini";
import { cancelCashback, confirmCashback } from "../../../domain/cashback/decide.ts";
import { exportCashback } from "../../../domain/cashback/export.ts";
import { cashbackPreview } from "../../../domain/cashback/preview.ts";
import { retryCashback } from "../../../domain/cashback/retry.ts";
import { cashbackDetail } from "../../../domain/cashback/search.ts";
import { cashbackWords } from "../../../lib/words/cashback.ts";
import { fileAnswer } from "../../parts/file.ts";
import { asked, maybe, sent } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show, showPart } from "../../show.tsx";
import { BatchNow, type SeenBatch } from "./batchNow.tsx";
import { PAYOUT_STATES } from "./payouts.tsx";
import { CASHBACK } from "./places.tsx";

const ID = ":id{BATCH-[0-9]{8}-[0-9]{6}}";
const pageSchema = z.object({
  state: maybe(z.enum(PAYOUT_STATES)),
  after: maybe(z.string().check(z.regex(/^[\w-]{1,60}$/))),
});
const nothing = z.object({});

const addressOf = (id: string) => `${CASHBACK}/${id}`;

/** One batch: what it would pay, how it is paid, what it came to. */
export const oneCashback = new Hono<Inside>()
  .get(`/${ID}`, (context) => showBatch(context, context.req.param("id")))
  .get(`/${ID}/now`, async (context) => {
    const seen = await seeBatch(context, context.req.param("id"));
    return showPart(context, <BatchNow context={context} seen={seen} />);
  })
  .post(`/${ID}/confirm`, async (context) => {
    const { request } = await sent(context, nothing);
    const { batch } = await confirmCashback(depsOf(context), request, context.req.param("id"), null);
    return goOn(context, addressOf(batch.id));
  })
  .post(`/${ID}/cancel`, async (context) => {
    const { request } = await sent(context, nothing);
    const { batch, locale } = await cancelCashback(depsOf(context), request, context.req.param("id"));
    const { cancelled, cancelledBody } = cashbackWords[locale];
    return goOn(context, addressOf(batch.id), { tone: "warning", title: cancelled, body: cancelledBody });
  })
  .post(`/${ID}/retry`, async (context) => {
    const { request } = await sent(context, nothing);
    const { batch } = await retryCashback(depsOf(context), request, context.req.param("id"), null);
    return goOn(context, addressOf(batch.id));
  })
  .post(`/${ID}/export`, async (context) => {
    const { request } = await sent(context, nothing);
    const { batch, csv } = await exportCashback(depsOf(context), request, context.req.param("id"));
    return fileAnswer(context, `${batch.id}.csv`, "text/csv", `\uFEFF${csv}`);
  });

async function showBatch(context: In, id: string) {
  return show(
    context,
    { title: id, place: "referrals" },
    <BatchNow context={context} seen={await seeBatch(context, id)} />,
  );
}

/** A batch that waits for its confirmation, or would pay nobody, comes with what it would pay. */
async function seeBatch(context: In, id: string): Promise<SeenBatch> {
  const { state, after } = asked(context, pageSchema);
  const deps = depsOf(context);
  const found = await cashbackDetail(deps, id, state, after ?? "");
  const { batch } = found;
  const isAsked =
    batch.state === "previewed" || (batch.state === "cancelled" && batch.decidedRequest === null);
  return { found, state, after, preview: isAsked ? await cashbackPreview(deps, batch) : null };
}
