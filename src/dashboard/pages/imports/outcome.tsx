import { mayActAs } from "../../../domain/actor.ts";
import type { ImportDetail } from "../../../domain/imports/detail.ts";
import { unmailedKinds } from "../../../domain/imports/unmailed.ts";
import { writtenDay } from "../../../lib/moment.ts";
import { againWords } from "../../../lib/words/again.ts";
import { claimPageWords } from "../../../lib/words/dashboard/claims.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { revokingWords } from "../../../lib/words/dashboard/revoking.ts";
import { importWords } from "../../../lib/words/imports.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { DiscordText } from "../../discordText.tsx";
import { Bars } from "../../parts/chart/bars.tsx";
import { Lines } from "../../parts/chart/lines.tsx";
import { percentOf } from "../../parts/chart/percent.ts";
import { Notice } from "../../parts/notice.tsx";
import { StateBadge } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { Tiles } from "../../parts/tile.tsx";
import { depsOf } from "../../room.ts";
import { ADDRESS } from "./list.tsx";
import { RefusedRows } from "./previewed.tsx";
import type { Told } from "./told.ts";

const CLAIMS = "/dashboard/claims";

/** What has come of an import so far: its claims, its mails, and what staff can still do. */
export const Outcome = ({ context, found }: Told) => {
  const { locale } = context.var.session;
  const counts = countsOf(found);
  return (
    <>
      <Warnings context={context} found={found} />
      <Numbers found={found} counts={counts} locale={locale} />
      <RefusedRows context={context} found={found} />
      <Pictures found={found} counts={counts} locale={locale} />
      <Undelivered found={found} locale={locale} />
      <Revoking context={context} found={found} />
    </>
  );
};

function countsOf({ claims, mails }: ImportDetail) {
  const { pending = 0, claimed = 0, expired = 0, revoked = 0 } = claims;
  const { sent = 0, delivered = 0, bounced = 0, dropped = 0, complaint = 0 } = mails;
  return {
    created: pending + claimed + expired + revoked,
    // A complaint proves that the mail arrived.
    mailed: sent + delivered + bounced + dropped + complaint,
    delivered: delivered + complaint,
    bounced: bounced + dropped,
    claimed,
  };
}

type Counts = ReturnType<typeof countsOf>;
type Shown = { readonly found: ImportDetail; readonly counts: Counts; readonly locale: Locale };

const Numbers = ({ found: { row, claims, mails }, counts, locale }: Shown) => {
  const words = importPageWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const ofState = (state: string) => `${CLAIMS}?import=${row.id}&state=${state}`;
  const { pending = 0, expired = 0, revoked = 0 } = claims;
  const some = (name: string, value: number) => (value > 0 ? [{ name, value: number(value) }] : []);
  return (
    <Tiles
      tiles={[
        { name: words.created, value: number(counts.created), to: `${CLAIMS}?import=${row.id}` },
        { name: words.mailed, value: number(counts.mailed) },
        { name: words.delivered, value: number(counts.delivered) },
        { name: words.bounced, value: number(counts.bounced) },
        { name: words.claimed, value: number(counts.claimed), to: ofState("claimed") },
        { name: words.open, value: number(pending), to: ofState("pending") },
        { name: words.expired, value: number(expired), to: ofState("expired") },
        ...(revoked > 0 ? [{ name: words.revoked, value: number(revoked), to: ofState("revoked") }] : []),
        ...some(words.complaints, mails.complaint ?? 0),
        ...some(importWords[locale].uncertain, mails.uncertain ?? 0),
        ...some(importWords[locale].failed, mails.failed ?? 0),
        ...some(importWords[locale].held, mails.held ?? 0),
      ]}
    />
  );
};

const Pictures = ({ found: { claimedByDay }, counts, locale }: Shown) => {
  const words = importPageWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const { created, mailed, delivered, claimed } = counts;
  const bar = (name: string, value: number) => ({
    name,
    value,
    written: words.share(number(value), percentOf(value, created, locale)),
  });
  let soFar = 0;
  const rates = claimedByDay.map(({ count }) => {
    soFar += count;
    return created === 0 ? 0 : Math.round((1_000 * soFar) / created) / 10;
  });
  const labels = claimedByDay.map(({ day }) => writtenDay(day, locale));
  return (
    <div class="charts">
      <Bars
        caption={words.funnel}
        names={words.step}
        values={words.count}
        none=""
        full={created}
        bars={[
          bar(words.created, created),
          bar(words.mailed, mailed),
          bar(words.delivered, delivered),
          bar(words.claimed, claimed),
        ]}
      />
      <Lines
        caption={words.claimsADay}
        axis={words.day}
        labels={labels}
        series={[{ name: words.claimed, values: claimedByDay.map(({ count }) => count) }]}
        locale={locale}
      />
      <Lines
        caption={words.claimRate}
        axis={words.day}
        labels={labels}
        series={[{ name: words.claimed, values: rates }]}
        locale={locale}
        written={(value) => `${value} %`}
      />
    </div>
  );
};

const Undelivered = ({ found: { row, trouble }, locale }: Omit<Shown, "counts">) => {
  const words = importPageWords[locale];
  return (
    <>
      {trouble.length > 0 ? (
        <>
          <h2>{words.undelivered}</h2>
          <Table
            caption={words.undelivered}
            none=""
            rows={trouble}
            columns={[
              {
                title: claimPageWords[locale].claim,
                cell: ({ claimId, orderId }) => (
                  <a href={`${CLAIMS}/${claimId}`}>
                    <bdi>{orderId ?? claimId}</bdi>
                  </a>
                ),
              },
              { title: words.state, cell: ({ state }) => <StateBadge state={state} locale={locale} /> },
              { title: words.reason, cell: ({ reason }) => <bdi>{reason ?? "–"}</bdi> },
            ]}
          />
          <p class="hint">{words.undeliveredMore}</p>
        </>
      ) : null}
      <p>
        <a href={`${CLAIMS}?import=${row.id}`}>{words.allClaims}</a>
      </p>
    </>
  );
};

/** For admins: the way to take all of it back. */
const Revoking = ({ context, found: { row, claims, isBeingRevoked } }: Told) => {
  const { locale, actor } = context.var.session;
  const words = revokingWords[locale];
  const { pending = 0 } = claims;
  if (isBeingRevoked) return <p role="status">{words.goesOn}</p>;
  if (pending === 0 || row.state === "running" || !mayActAs(actor, "admin")) return null;
  return (
    <p>
      <a class="button quiet" href={`${ADDRESS}/${row.id}/revoke`}>
        {words.offer(wholeNumber(locale, pending))}
      </a>
    </p>
  );
};

const Warnings = ({ context, found: { row, unmailed, mailStoppedReason } }: Told) => {
  const { locale } = context.var.session;
  const { timeZone } = depsOf(context).shop;
  const words = againWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const told = (text: string) => <DiscordText text={text} locale={locale} timeZone={timeZone} />;
  const { uncertain, resting, restedAtMs } = unmailed;
  const isUnsure = uncertain + resting > 0;
  return (
    <>
      {mailStoppedReason ? (
        <Notice tone="warning" title={importWords[locale].mailStopped(mailStoppedReason)} />
      ) : null}
      {isUnsure ? <p>{told(words.uncertain(number(uncertain + resting)))}</p> : null}
      {resting > 0 ? (
        <p>{told(words.restsUntil(number(resting), `<t:${Math.floor(restedAtMs / 1_000)}>`))}</p>
      ) : null}
      {unmailed.failed > 0 ? <p>{told(words.failed(number(unmailed.failed)))}</p> : null}
      <p class="ways">
        {unmailedKinds
          .filter((kind) => unmailed[kind] > 0)
          .map((kind) => (
            <a class="button quiet" href={`${ADDRESS}/${row.id}/again/${kind}`}>
              {words.offer[kind](number(unmailed[kind]))}
            </a>
          ))}
      </p>
    </>
  );
};
