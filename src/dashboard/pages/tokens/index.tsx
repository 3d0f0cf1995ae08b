import { Hono } from "hono";
import * as z from "zod/mini";
import { exportTokens } from "../../../domain/tokens/export.ts";
import { campaignsOffered } from "../../../domain/tokens/search.ts";
import { tokenStats } from "../../../domain/tokens/stats.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { adminsOnly } from "../../guard.ts";
import { fileAnswer } from "../../parts/file.ts";
import { Filters } from "../../parts/filters.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { asked, idSchema, maybe, sent } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { oneBatch } from "./batch.tsx";
import { batchFile, batchList } from "./batches.tsx";
import { oneCampaign } from "./campaign.tsx";
import { campaignFile, campaignList, makeCampaign } from "./campaigns.tsx";
import { campaignPart, tokenList } from "./list.tsx";
import { makeTokens, newTokens } from "./make.tsx";
import { oneToken } from "./one.tsx";
import { CampaignField, STATS, TokenTabs } from "./places.tsx";
import { removal } from "./remove.tsx";
import { ExportForm, Statistics } from "./statistics.tsx";

/** Promo tokens and the campaigns that they are handed out for. */
export const tokens = new Hono<Inside>()
  .get("/", tokenList)
  .get("/new", adminsOnly, newTokens)
  .post("/new", adminsOnly, makeTokens)
  .get("/batches", batchList)
  .get("/batches/export.csv", batchFile)
  .get("/campaigns", campaignList)
  .get("/campaigns/export.csv", campaignFile)
  .post("/campaigns", adminsOnly, makeCampaign)
  .get("/stats", statistics)
  .post("/export", exported)
  .route("/", oneBatch)
  .route("/", oneCampaign)
  .route("/", removal)
  .get("/:code{[0-9A-Za-z]{5,12}}", (context) => oneToken(context, context.req.param("code")));

async function statistics(context: In) {
  const { deps, actor, locale } = readerOf(context);
  const { campaign } = asked(context, z.object({ campaign: campaignPart }));
  const [stats, offered] = await Promise.all([tokenStats(deps, actor.id, campaign), campaignsOffered(deps)]);
  return show(
    context,
    { title: shellWords[locale].places.tokens, place: "tokens" },
    <>
      <TokenTabs locale={locale} current={STATS} />
      <Filters locale={locale} path={STATS}>
        <CampaignField locale={locale} value={stats.campaign?.name} offered={offered} />
      </Filters>
      <Statistics context={context} stats={stats} />
      <ExportForm context={context} campaignId={stats.campaign?.id} />
    </>,
  );
}

async function exported(context: In) {
  const { request, form } = await sent(context, z.object({ campaign: maybe(idSchema) }));
  const { text } = await exportTokens(depsOf(context), request, form.campaign);
  return fileAnswer(context, "tokens.csv", "text/csv", text);
}
