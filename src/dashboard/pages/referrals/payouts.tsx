import type { Payout, PayoutState } from "../../../domain/cashback/batch.ts";
import type { CashbackDetail } from "../../../domain/cashback/search.ts";
import { payoutReasonNames, payoutStateNames } from "../../../lib/words/cashbackStates.ts";
import { cashbackPageWords } from "../../../lib/words/dashboard/cashback.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { nameIn } from "../../../lib/words/walletStates.ts";
import { Choice, Filters } from "../../parts/filters.tsx";
import { Form } from "../../parts/form.tsx";
import { Pager } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { NamedState } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";
import { CASHBACK, NetworkLink } from "./places.tsx";

export const PAYOUT_STATES = [
  "frozen",
  "paid",
  "failed",
  "blacklisted",
  "changed",
  "review",
] as const satisfies readonly PayoutState[];

type Props = {
  readonly context: In;
  readonly found: CashbackDetail;
  readonly state: PayoutState | undefined;
  readonly after: string | undefined;
};

/** What a batch pays whom, by member. */
export const Payouts = ({ context, found, state, after }: Props) => {
  const reader = readerOf(context);
  const { locale } = reader;
  const { batch, payouts, next } = found;
  const words = cashbackPageWords[locale];
  const path = `${CASHBACK}/${batch.id}`;
  if (batch.state === "freezing") return null;
  return (
    <>
      <h2>{words.payouts}</h2>
      <Filters locale={locale} path={path}>
        <Choice
          label={listWords[locale].state}
          name="state"
          chosen={state}
          all={listWords[locale].all}
          choices={PAYOUT_STATES.map((each) => [each, nameIn(payoutStateNames, each, locale)] as const)}
        />
      </Filters>
      <Table
        caption={words.payouts}
        none={next === null ? words.noPayouts : listWords[locale].noneHere}
        rows={payouts}
        columns={columnsOf(reader)}
      />
      <Pager locale={locale} path={path} parts={{ state }} after={after} next={next} />
      <Form context={context} action={`${path}/export`} class="inline">
        <button class="quiet" type="submit">
          {words.csv}
        </button>{" "}
        <span class="hint">{words.csvHint}</span>
      </Form>
    </>
  );
};

function columnsOf({ locale, number, money, moment }: Reader): Column<Payout>[] {
  const words = cashbackPageWords[locale];
  const whyOf = (reason: string) =>
    reason in payoutReasonNames ? nameIn(payoutReasonNames, reason, locale) : <code>{reason}</code>;
  return [
    { title: referralPageWords[locale].member, cell: ({ memberId }) => <NetworkLink id={memberId} /> },
    { title: listWords[locale].amount, isNumber: true, cell: ({ amount }) => money(amount) },
    { title: words.referrals, isNumber: true, cell: ({ referrals }) => number(referrals) },
    {
      title: listWords[locale].state,
      cell: ({ state }) => <NamedState state={state} name={nameIn(payoutStateNames, state, locale)} />,
    },
    { title: words.why, cell: ({ reason }) => (reason === null ? "" : whyOf(reason)) },
    { title: listWords[locale].when, cell: ({ stateAtMs }) => moment(stateAtMs) },
  ];
}
