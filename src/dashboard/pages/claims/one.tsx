import type { Child } from "hono/jsx";
import { type ClaimDetail, claimDetail } from "../../../domain/claims/detail.ts";
import { REASON_CHARS_MAX } from "../../../domain/claims/staff.ts";
import { auditWords } from "../../../lib/words/audit.ts";
import { claimPageWords } from "../../../lib/words/dashboard/claims.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { ActorLink, CauseLink, MemberLink } from "../../parts/links.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Notice } from "../../parts/notice.tsx";
import { StateBadge, stateName } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";
import { ADDRESS } from "./list.tsx";

/** One claim: what it is, the way of each of its mails, and what staff can do. */
export async function oneClaim(context: In, claimId: string) {
  const deps = depsOf(context);
  const { locale } = context.var.session;
  const found = await claimDetail(deps, claimId);
  const { claim, unwanted, address } = found;
  const words = claimPageWords[locale];
  const isOpen = claim.state === "pending" && claim.expiresAtMs > deps.clock();
  const { timeZone } = deps.shop;
  return show(
    context,
    { title: `${words.claim} ${claim.orderId ?? address}`, place: "claims" },
    <>
      {unwanted ? <Notice tone="warning" title={words.unwanted(stateName(unwanted, locale))} /> : null}
      <About found={found} locale={locale} timeZone={timeZone} />
      <h2>{words.way}</h2>
      <Way found={found} locale={locale} timeZone={timeZone} />
      {isOpen ? <Deeds context={context} claimId={claim.id} /> : null}
    </>,
  );
}

type Shown = { readonly found: ClaimDetail; readonly locale: Locale; readonly timeZone: string };

const About = ({ found, locale, timeZone }: Shown) => {
  const { claim, address, fileName, insteadOf, replacedBy } = found;
  const words = claimPageWords[locale];
  const other = (id: string | null) => (id ? <a href={`${ADDRESS}/${id}`}>{id}</a> : null);
  const text = (value: string | null) => (value ? <bdi>{value}</bdi> : null);
  return (
    <Facts
      facts={[
        [listWords[locale].state, <StateBadge state={claim.state} locale={locale} />],
        [words.points, wholeNumber(locale, claim.points)],
        [words.order, text(claim.orderId)],
        [words.address, <bdi>{address}</bdi>],
        [words.product, text(claim.product)],
        [words.campaign, text(claim.campaign)],
        [
          words.import,
          <a href={`/dashboard/imports/${claim.importId}`}>
            <bdi>{fileName ?? claim.importId}</bdi>
          </a>,
        ],
        [words.expires, <Moment atMs={claim.expiresAtMs} locale={locale} timeZone={timeZone} />],
        [words.claimedBy, claim.claimedBy ? <MemberLink id={claim.claimedBy} locale={locale} /> : null],
        [listWords[locale].id, <code>{claim.id}</code>],
        [words.insteadOf, other(insteadOf)],
        [words.replacedBy, other(replacedBy)],
        ["", claim.state === "claimed" ? <CauseLink cause={`claim:${claim.id}`} /> : null],
      ]}
    />
  );
};

type Step = { readonly atMs: number; readonly what: Child; readonly note: Child };

function stepsOf({ claim, mails, deeds }: ClaimDetail, locale: Locale): Step[] {
  const words = claimPageWords[locale];
  const isTold = (state: string, kinds: readonly string[]) =>
    state === "queued" || kinds.includes(state) || (state === "sent" && kinds.includes("processed"));
  const steps: Step[] = [
    { atMs: claim.createdAtMs, what: words.created, note: null },
    ...mails.flatMap((mail) => [
      { atMs: mail.createdAtMs, what: words.mailMade, note: null },
      ...mail.events.map(({ kind, reason, atMs }) => ({
        atMs,
        what: words.events[kind] ?? kind,
        note: reason && <bdi>{reason}</bdi>,
      })),
      ...(isTold(
        mail.state,
        mail.events.map(({ kind }) => kind),
      )
        ? []
        : [
            {
              atMs: mail.stateAtMs,
              what: words.mailNow(stateName(mail.state, locale)),
              note: mail.reason && <bdi>{mail.reason}</bdi>,
            },
          ]),
    ]),
    ...deeds.map(({ action, actor, reason, atMs }) => ({
      atMs,
      what: auditWords[locale][action] ?? action,
      note: (
        <>
          <ActorLink id={actor} /> <bdi>{reason}</bdi>
        </>
      ),
    })),
  ];
  if (claim.claimedBy && claim.claimedAtMs !== null) {
    const note = <MemberLink id={claim.claimedBy} locale={locale} />;
    steps.push({ atMs: claim.claimedAtMs, what: stateName("claimed", locale), note });
  }
  if (claim.endedAtMs !== null) steps.push({ atMs: claim.endedAtMs, what: words.ended, note: null });
  return steps.sort((one, other) => one.atMs - other.atMs);
}

const Way = ({ found, locale, timeZone }: Shown) => {
  const words = claimPageWords[locale];
  return (
    <Table
      caption={words.way}
      none=""
      rows={stepsOf(found, locale)}
      columns={[
        {
          title: listWords[locale].when,
          cell: ({ atMs }) => <Moment atMs={atMs} locale={locale} timeZone={timeZone} />,
        },
        { title: words.what, cell: ({ what }) => what },
        { title: words.note, cell: ({ note }) => note ?? "" },
      ]}
    />
  );
};

/** What the commands can do with an open claim, and a new address for it. */
const Deeds = ({ context, claimId }: { readonly context: In; readonly claimId: string }) => {
  const { locale } = context.var.session;
  const words = claimPageWords[locale];
  return (
    <>
      <h2>{listWords[locale].actions}</h2>
      <section class="panel">
        <Form context={context} action={`${ADDRESS}/${claimId}/resend`}>
          <p class="hint">{words.resendHint}</p>
          <button type="submit">{words.resend}</button>
        </Form>
      </section>
      <section class="panel">
        <Form context={context} action={`${ADDRESS}/${claimId}/reissue`}>
          <label>
            {words.newAddress}
            <input name="email" type="email" required maxlength={254} autocomplete="off" />
          </label>
          <p class="hint">{words.reissueHint}</p>
          <button type="submit">{words.reissue}</button>
        </Form>
      </section>
      <section class="panel">
        <Form context={context} action={`${ADDRESS}/${claimId}/revoke`}>
          <label>
            {listWords[locale].reason}
            <input name="reason" required maxlength={REASON_CHARS_MAX} />
            <span class="hint">{listWords[locale].reasonHint}</span>
          </label>
          <p class="hint">{words.revokeHint}</p>
          <button class="danger" type="submit">
            {words.revoke}
          </button>
        </Form>
      </section>
    </>
  );
};
