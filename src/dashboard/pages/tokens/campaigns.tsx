import * as z from "zod/mini";
import {
  CAMPAIGNS_EXPORTED_MAX,
  type FoundCampaigns,
  searchCampaigns,
} from "../../../domain/tokens/campaignDesk.ts";
import {
  CAMPAIGN_NAME_CHARS_MAX,
  createCampaign,
  type ListedCampaign,
} from "../../../domain/tokens/campaigns.ts";
import { NOTES_CHARS_MAX } from "../../../domain/tokens/form.ts";
import { MOMENT_CHARS_MAX } from "../../../lib/localMoment.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { campaignWords } from "../../../lib/words/campaigns.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { Bars } from "../../parts/chart/bars.tsx";
import { percentOf } from "../../parts/chart/percent.ts";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { TextField } from "../../parts/field.tsx";
import { csvAnswer } from "../../parts/file.ts";
import { Form } from "../../parts/form.tsx";
import { Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybeText, sent } from "../../parts/sent.ts";
import { type Column, Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { validOf } from "./facts.tsx";
import { Dates } from "./make.tsx";
import { CAMPAIGNS, TokenTabs } from "./places.tsx";

const afterSchema = z.object({ after: afterPart });
const campaignSchema = z.object({
  name: z.string().check(z.maxLength(CAMPAIGN_NAME_CHARS_MAX)),
  starts: maybeText(MOMENT_CHARS_MAX),
  ends: maybeText(MOMENT_CHARS_MAX),
  notes: maybeText(NOTES_CHARS_MAX),
});

/** Makes a campaign. */
export async function makeCampaign(context: In) {
  const { request, form } = await sent(context, campaignSchema);
  const { campaign, locale } = await createCampaign(depsOf(context), request, form);
  return goOn(context, `${CAMPAIGNS}/${campaign.id}`, { tone: "done", title: campaignWords[locale].created });
}

/** Campaigns, the newest first, with the share of their tokens that is used. */
export async function campaignList(context: In) {
  const reader = readerOf(context);
  const { deps, locale, isAdmin } = reader;
  const { after } = asked(context, afterSchema);
  const found = await searchCampaigns(deps, readKey(after));
  const words = tokenPageWords[locale];
  return show(
    context,
    { title: shellWords[locale].places.tokens, place: "tokens" },
    <>
      <TokenTabs locale={locale} current={CAMPAIGNS} />
      {isAdmin ? <MakeCampaign context={context} /> : null}
      <Redeemed reader={reader} rows={found.rows} />
      <Table
        caption={words.campaigns}
        none={words.noCampaigns}
        rows={found.rows}
        columns={columnsOf(reader)}
      />
      <Pager
        locale={locale}
        path={CAMPAIGNS}
        parts={{}}
        after={after}
        next={found.next && writtenKey(found.next)}
      />
      <ExportLink locale={locale} path={CAMPAIGNS} most={CAMPAIGNS_EXPORTED_MAX} />
    </>,
  );
}

/** The same as a file. */
export async function campaignFile(context: In) {
  const { rows } = await searchCampaigns(readerOf(context).deps, null, CAMPAIGNS_EXPORTED_MAX);
  return csvAnswer(context, "campaigns.csv", [
    ["campaign", "starts", "ends", "closed", "issued", "available", "reserved", "used", "expired", "removed"],
    ...rows.map(({ campaign, ...counts }) => [
      campaign.name,
      csvMoment(campaign.startsAtMs),
      csvMoment(campaign.endsAtMs),
      csvMoment(campaign.closedAtMs),
      String(counts.issued),
      String(counts.available),
      String(counts.reserved),
      String(counts.used),
      String(counts.expired),
      String(counts.removed),
    ]),
  ]);
}

const MakeCampaign = ({ context }: { readonly context: In }) => {
  const { locale } = context.var.session;
  const words = tokenPageWords[locale];
  return (
    <details class="panel">
      <summary>{words.makeCampaign}</summary>
      <Form context={context} action={CAMPAIGNS}>
        <TextField label={words.campaignName} name="name" max={CAMPAIGN_NAME_CHARS_MAX} />
        <Dates locale={locale} end="ends" />
        <TextField
          label={words.notes}
          name="notes"
          hint={words.notesHint}
          max={NOTES_CHARS_MAX}
          required={false}
        />
        <div>
          <button type="submit">{words.makeCampaign}</button>
        </div>
      </Form>
    </details>
  );
};

const Redeemed = ({
  reader: { locale, number },
  rows,
}: {
  readonly reader: Reader;
  readonly rows: FoundCampaigns["rows"];
}) => {
  const words = tokenPageWords[locale];
  const issued = rows.filter((row) => row.issued > 0);
  if (issued.length === 0) return null;
  return (
    <Bars
      caption={words.redeemed}
      names={words.campaign}
      values={words.used}
      full={1}
      none=""
      bars={issued.map((row) => ({
        name: <bdi>{row.campaign.name}</bdi>,
        value: row.used / row.issued,
        written: words.redeemedOf(
          number(row.used),
          number(row.issued),
          percentOf(row.used, row.issued, locale),
        ),
      }))}
    />
  );
};

function columnsOf(reader: Reader): Column<ListedCampaign>[] {
  const { locale, number } = reader;
  const words = tokenPageWords[locale];
  return [
    {
      title: words.campaign,
      cell: ({ campaign }) => (
        <a href={`${CAMPAIGNS}/${campaign.id}`}>
          <bdi>{campaign.name}</bdi>
        </a>
      ),
    },
    {
      title: words.state,
      cell: ({ campaign }) => <CampaignState isClosed={campaign.closedAtMs !== null} locale={locale} />,
    },
    {
      title: words.campaignDates,
      cell: ({ campaign: { startsAtMs, endsAtMs } }) =>
        validOf({ startsAtMs, expiresAtMs: endsAtMs }, reader),
    },
    { title: words.made, isNumber: true, cell: ({ issued }) => number(issued) },
    { title: words.used, isNumber: true, cell: ({ used }) => number(used) },
  ];
}

export const CampaignState = ({
  isClosed,
  locale,
}: Pick<Reader, "locale"> & { readonly isClosed: boolean }) => (
  <span class={isClosed ? "badge" : "badge done"}>
    {isClosed ? tokenPageWords[locale].closed : tokenPageWords[locale].open}
  </span>
);
