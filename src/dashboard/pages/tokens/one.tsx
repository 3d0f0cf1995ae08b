import type { Child } from "hono/jsx";
import { REMOVE_REASON_CHARS_MAX } from "../../../domain/tokens/remove.ts";
import { checkToken, type TokenEvent, type TokenView } from "../../../domain/tokens/view.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenCheckWords } from "../../../lib/words/tokenChecks.ts";
import { tokenListWords } from "../../../lib/words/tokenLists.ts";
import { DiscordText } from "../../discordText.tsx";
import { Facts } from "../../parts/facts.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { ActorLink, MemberLink } from "../../parts/links.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { BatchFacts } from "./facts.tsx";
import { TOKENS, TokenState } from "./places.tsx";

/** One token: how it stands, what to tell of it, and all that happened to it. */
export async function oneToken(context: In, code: string) {
  const reader = readerOf(context);
  const { locale, actor, deps, isAdmin } = reader;
  const view = await checkToken(deps, actor.id, code);
  const words = tokenCheckWords[locale];
  const { token, state } = view;
  const said = saidOf(view, reader);
  const discord = (text: string) => <DiscordText text={text} locale={locale} timeZone={deps.shop.timeZone} />;
  return show(
    context,
    { title: words.title(token.code), place: "tokens" },
    <>
      <p class="ways">
        <TokenState state={state} locale={locale} />
        {state === "available" ? tokenPageWords[locale].usable : null}
      </p>
      <Facts
        facts={[
          [words.forCustomer, said && discord(said.customer)],
          [words.forStaff, said && discord(said.staff)],
          [
            tokenPageWords[locale].customer,
            token.customerId && <MemberLink id={token.customerId} locale={locale} />,
          ],
          [
            tokenPageWords[locale].order,
            view.orderNumber === null ? null : <OrderLink number={view.orderNumber} />,
          ],
        ]}
      />
      <BatchFacts reader={reader} batch={view.batch} campaign={view.campaign} />
      <h2>{words.timeline}</h2>
      <Timeline view={view} reader={reader} />
      {isAdmin && token.state === "available" ? <Removal context={context} code={token.code} /> : null}
    </>,
  );
}

export const OrderLink = ({ number }: { readonly number: number }) => (
  <a href={`/dashboard/orders/${orderCode(number)}`}>{orderCode(number)}</a>
);

/** What to say of a token that cannot be used, as Discord's card has it. */
function saidOf({ token, state, orderNumber }: TokenView, { locale }: Reader) {
  if (state === "available") return null;
  const words = tokenCheckWords[locale];
  const atMs = {
    not_yet: token.startsAtMs,
    expired: token.expiresAtMs,
    reserved: null,
    used: null,
    removed: null,
  };
  const when = `<t:${Math.floor((atMs[state] ?? token.changedAtMs) / 1_000)}:f>`;
  const told = [
    when,
    orderNumber === null ? "?" : orderCode(orderNumber),
    token.customerId === null ? "?" : `<@${token.customerId}>`,
    token.changeReason ?? "–",
  ] as const;
  return { customer: words.customer[state](...told), staff: words.staff[state](...told) };
}

type Step = { readonly atMs: number | null; readonly what: Child; readonly who: Child; readonly why: Child };

const Timeline = ({ view, reader }: { readonly view: TokenView; readonly reader: Reader }) => {
  const { locale, number, moment } = reader;
  const words = tokenPageWords[locale];
  const { batch, events, earlier } = view;
  const steps: Step[] = [
    { atMs: batch.createdAtMs, what: words.made, who: <ActorLink id={batch.createdBy} />, why: "" },
    ...(earlier > 0
      ? [{ atMs: null, what: tokenCheckWords[locale].earlier(number(earlier)), who: "", why: "" }]
      : []),
    ...events.map((event) => stepOf(event, reader)),
  ];
  return (
    <Table
      caption={tokenCheckWords[locale].timeline}
      none=""
      rows={steps}
      columns={[
        { title: listWords[locale].when, cell: ({ atMs }) => (atMs === null ? "" : moment(atMs)) },
        { title: words.what, cell: ({ what }) => what },
        { title: words.who, cell: ({ who }) => who },
        { title: listWords[locale].reason, cell: ({ why }) => why },
      ]}
    />
  );
};

function stepOf({ event, orderNumber }: TokenEvent, { locale }: Reader): Step {
  const words = tokenCheckWords[locale];
  const order = orderNumber === null ? "?" : orderCode(orderNumber);
  const { toState } = event;
  const freed = event.orderId === null ? "" : `, ${words.freed(order)}`;
  const what =
    toState === "reserved"
      ? words.reservedFor(order)
      : toState === "used"
        ? words.usedFor(order)
        : `${tokenListWords[locale].states[toState]}${freed}`;
  return {
    atMs: event.atMs,
    what,
    who: event.actor === "system" ? words.shop : <ActorLink id={event.actor} />,
    why: event.reason === null ? "" : <bdi>{event.reason}</bdi>,
  };
}

const Removal = ({ context, code }: { readonly context: In; readonly code: string }) => {
  const { locale } = context.var.session;
  const words = tokenPageWords[locale];
  return (
    <details class="panel">
      <summary>{words.remove}</summary>
      <p class="hint">{words.removeHint}</p>
      <Form context={context} action={`${TOKENS}/${code}/remove`}>
        <TextField
          label={listWords[locale].reason}
          name="reason"
          hint={listWords[locale].reasonHint}
          max={REMOVE_REASON_CHARS_MAX}
        />
        <div>
          <button type="submit">{listWords[locale].goOn}</button>
        </div>
      </Form>
    </details>
  );
};
