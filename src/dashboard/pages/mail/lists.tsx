import type { MailDesk } from "../../../domain/mail/desk.ts";
import { type TroubleState, type troubledMails, troubleStates } from "../../../domain/mail/trouble.ts";
import { orderCode } from "../../../lib/orderCode.ts";
import { receiptCode } from "../../../lib/receiptCode.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { mailPageWords } from "../../../lib/words/dashboard/mail.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { ExportLink } from "../../parts/exportLink.tsx";
import { Choice, Filters } from "../../parts/filters.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Pager } from "../../parts/pager.tsx";
import { StateBadge, stateName } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";

const ADDRESS = "/dashboard/mail";

type Told = { readonly locale: Locale; readonly timeZone: string };

type TroubleProps = Told & {
  readonly trouble: Awaited<ReturnType<typeof troubledMails>>;
  readonly state: TroubleState | undefined;
  readonly after: string | undefined;
};

/** Mails that did not arrive, with the claims where something can be done about it. */
export const Trouble = ({ trouble: { rows, next }, state, after, locale, timeZone }: TroubleProps) => {
  const words = mailPageWords[locale];
  return (
    <>
      <h2>{words.trouble}</h2>
      <Filters locale={locale} path={ADDRESS}>
        <Choice
          label={words.state}
          name="state"
          chosen={state}
          all={listWords[locale].all}
          choices={troubleStates.map((one) => [one, stateName(one, locale)] as const)}
        />
      </Filters>
      <Table
        caption={words.trouble}
        none={words.noTrouble}
        rows={rows}
        columns={[
          { title: words.claim, cell: ({ claimId, orderId }) => <ClaimLink id={claimId} order={orderId} /> },
          { title: words.state, cell: (row) => <StateBadge state={row.state} locale={locale} /> },
          { title: words.reason, cell: ({ reason }) => <bdi>{reason ?? "–"}</bdi> },
          {
            title: words.since,
            cell: ({ atMs }) => <Moment atMs={atMs} locale={locale} timeZone={timeZone} />,
          },
        ]}
      />
      <Pager
        locale={locale}
        path={ADDRESS}
        parts={{ state }}
        after={after}
        next={next && `${next.atMs}.${next.row}`}
      />
      <ExportLink locale={locale} path={ADDRESS} parts={{ state }} />
    </>
  );
};

const ClaimLink = ({ id, order }: { readonly id: string; readonly order: string | null }) => (
  <a href={`/dashboard/claims/${id}`}>
    <bdi>{order ?? id}</bdi>
  </a>
);

export const Suppressed = ({
  suppressed,
  locale,
  timeZone,
}: Told & { readonly suppressed: MailDesk["suppressed"] }) => {
  const words = mailPageWords[locale];
  return (
    <>
      <h2>{words.suppressed}</h2>
      <p class="hint">{words.suppressedHint}</p>
      <Table
        caption={words.suppressed}
        none={words.noneSuppressed}
        rows={suppressed}
        columns={[
          {
            title: words.claim,
            cell: ({ claimId, orderId }) => (claimId ? <ClaimLink id={claimId} order={orderId} /> : "–"),
          },
          { title: words.reason, cell: ({ kind }) => <StateBadge state={kind} locale={locale} /> },
          {
            title: words.since,
            cell: ({ atMs }) => <Moment atMs={atMs} locale={locale} timeZone={timeZone} />,
          },
        ]}
      />
    </>
  );
};

export const Receipts = ({
  receipts,
  locale,
  timeZone,
}: Told & { readonly receipts: MailDesk["receipts"] }) => {
  const words = mailPageWords[locale];
  if (receipts.length === 0) return null;
  return (
    <>
      <h2>{words.receipts}</h2>
      <Table
        caption={words.receipts}
        none=""
        rows={receipts}
        columns={[
          {
            title: words.order,
            cell: ({ orderNumber }) => (
              <a href={`/dashboard/orders/${orderCode(orderNumber)}`}>{orderCode(orderNumber)}</a>
            ),
          },
          { title: words.receipt, cell: ({ number }) => receiptCode(number) },
          { title: words.way, cell: ({ way }) => words.ways[way] ?? way },
          { title: words.state, cell: ({ state }) => <StateBadge state={state} locale={locale} /> },
          { title: words.reason, cell: ({ reason }) => <bdi>{reason ?? "–"}</bdi> },
          {
            title: words.since,
            cell: ({ atMs }) => <Moment atMs={atMs} locale={locale} timeZone={timeZone} />,
          },
        ]}
      />
    </>
  );
};
