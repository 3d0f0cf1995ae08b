import { Hono } from "hono";
import * as z from "zod/mini";
import { campaignDetail } from "../../../domain/tokens/campaignDesk.ts";
import { askClose, closeCampaign, summaryOf } from "../../../domain/tokens/close.ts";
import type { Campaign } from "../../../domain/tokens/named.ts";
import { questionOf } from "../../../domain/tokens/question.ts";
import { tokenStats } from "../../../domain/tokens/stats.ts";
import { campaignWords } from "../../../lib/words/campaigns.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenListWords } from "../../../lib/words/tokenLists.ts";
import { DiscordText } from "../../discordText.tsx";
import { adminsOnly } from "../../guard.ts";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { ID, sent } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { CampaignState } from "./campaigns.tsx";
import { validOf } from "./facts.tsx";
import { CAMPAIGNS, TOKENS } from "./places.tsx";
import { ExportForm, Statistics } from "./statistics.tsx";

const addressOf = (id: string) => `${CAMPAIGNS}/${id}`;
const nothing = z.object({});

/** One campaign: how it does, and its end, which is asked, shown, and only then done. */
export const oneCampaign = new Hono<Inside>()
  .get(`/campaigns/${ID}`, (context) => showCampaign(context, context.req.param("id")))
  .post(`/campaigns/${ID}/close`, adminsOnly, async (context) => {
    const { request } = await sent(context, nothing);
    const { questionId } = await askClose(depsOf(context), request, context.req.param("id"));
    return goOn(context, `${CAMPAIGNS}/close/${questionId}`);
  })
  .get(`/campaigns/close/${ID}`, adminsOnly, (context) => askPage(context, context.req.param("id")))
  .post(`/campaigns/close/${ID}`, adminsOnly, async (context) => {
    const { request } = await sent(context, nothing);
    const { campaign } = await closeCampaign(depsOf(context), request, context.req.param("id"));
    const title = campaignWords[context.var.session.locale].closedNow(campaign.name);
    return goOn(context, addressOf(campaign.id), { tone: "done", title });
  });

async function showCampaign(context: In, id: string) {
  const reader = readerOf(context);
  const { deps, locale, actor, isAdmin } = reader;
  const stats = await tokenStats(deps, actor.id, id);
  const { campaign } = stats;
  if (!campaign) throw new Error("statistics of a campaign are of none");
  const words = tokenPageWords[locale];
  const isOpen = campaign.closedAtMs === null;
  return show(
    context,
    { title: campaign.name, place: "tokens" },
    <>
      <CampaignFacts reader={reader} campaign={campaign} />
      <Summary reader={reader} campaign={campaign} />
      <h2>{words.stats}</h2>
      <Statistics context={context} stats={stats} />
      <p class="ways">
        <a href={addressWith(TOKENS, { campaign: campaign.id })}>{words.allTokens}</a>
      </p>
      <ExportForm context={context} campaignId={campaign.id} />
      {isAdmin && isOpen ? (
        <section class="panel">
          <Form context={context} action={`${addressOf(campaign.id)}/close`}>
            <p class="hint">{words.closeHint}</p>
            <div>
              <button class="quiet" type="submit">
                {words.close}
              </button>
            </div>
          </Form>
        </section>
      ) : null}
    </>,
  );
}

type Props = { readonly reader: Reader; readonly campaign: Campaign };

const CampaignFacts = ({ reader, campaign }: Props) => {
  const { locale, moment } = reader;
  const words = tokenPageWords[locale];
  const { startsAtMs, endsAtMs, notes, closedAtMs, closedBy } = campaign;
  return (
    <Facts
      facts={[
        [words.state, <CampaignState isClosed={closedAtMs !== null} locale={locale} />],
        [words.campaignDates, validOf({ startsAtMs, expiresAtMs: endsAtMs }, reader)],
        [words.notes, notes === null ? null : <bdi>{notes}</bdi>],
        [words.madeBy, <MemberLink id={campaign.createdBy} locale={locale} />],
        [words.made, moment(campaign.createdAtMs)],
        [
          words.closedAt,
          closedAtMs === null ? null : (
            <>
              {moment(closedAtMs)} · {closedBy === null ? "" : <MemberLink id={closedBy} locale={locale} />}
            </>
          ),
        ],
      ]}
    />
  );
};

/** What it came to by the moment it was closed. */
const Summary = ({ reader: { locale, number, money }, campaign }: Props) => {
  const summary = summaryOf(campaign);
  if (!summary) return null;
  const words = tokenPageWords[locale];
  const { states, issued } = tokenListWords[locale];
  return (
    <>
      <h2>{words.summary}</h2>
      <Facts
        facts={[
          [issued, number(summary.issued)],
          [states.used, number(summary.used)],
          [states.reserved, number(summary.reserved)],
          [words.unused, number(summary.unused)],
          [states.expired, number(summary.expired)],
          [states.removed, number(summary.removed)],
          [words.customers, number(summary.customers)],
          [words.orderSum, money(summary.amount)],
          [words.saved, money(summary.discount)],
        ]}
      />
    </>
  );
};

async function askPage(context: In, questionId: string) {
  const { deps, actor, locale, number } = readerOf(context);
  const { about } = await questionOf(deps, { id: questionId, actor }, questionId, "campaign.close.ask");
  const { campaign, available, reserved } = await campaignDetail(deps, about);
  const words = campaignWords[locale];
  return show(
    context,
    { title: words.closeAsk(campaign.name), place: "tokens" },
    <>
      <Notice tone="warning" title={tokenPageWords[locale].close}>
        <DiscordText
          text={words.closeBody(number(available), number(reserved))}
          locale={locale}
          timeZone={deps.shop.timeZone}
        />
      </Notice>
      <div class="ways">
        <Form context={context} action={`${CAMPAIGNS}/close/${questionId}`} class="inline">
          <button type="submit" class="danger">
            {words.closeGo}
          </button>
        </Form>
        <a href={addressOf(campaign.id)}>{listWords[locale].cancel}</a>
      </div>
    </>,
  );
}
