import type { CashbackBatch, PayoutState } from "../../../domain/cashback/batch.ts";
import type { CashbackPreview } from "../../../domain/cashback/preview.ts";
import type { CashbackDetail } from "../../../domain/cashback/search.ts";
import { cashbackModeNames } from "../../../lib/words/cashbackStates.ts";
import { cashbackPageWords } from "../../../lib/words/dashboard/cashback.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { nameIn } from "../../../lib/words/walletStates.ts";
import { Facts } from "../../parts/facts.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import type { In } from "../../room.ts";
import { AskedBy, batchStateName } from "./batches.tsx";
import { Done, Running } from "./outcome.tsx";
import { Payouts } from "./payouts.tsx";
import { CASHBACK, NetworkLink } from "./places.tsx";
import { Preview } from "./preview.tsx";

const POLL_MS = 2_000;

/** A batch with what its page was asked for. */
export type SeenBatch = {
  readonly found: CashbackDetail;
  readonly state: PayoutState | undefined;
  readonly after: string | undefined;
  readonly preview: CashbackPreview | null;
};

type Props = { readonly context: In; readonly seen: SeenBatch };

/** How a batch stands; fetched again while that changes. */
export const BatchNow = ({ context, seen }: Props) => {
  const { found, state, after } = seen;
  const { batch } = found;
  const isUnderWay = batch.state === "freezing" || batch.state === "running";
  const now = addressWith(`${CASHBACK}/${batch.id}/now`, { state, after });
  return (
    <div data-again={isUnderWay ? now : undefined} data-every-ms={POLL_MS}>
      <Stage context={context} seen={seen} />
      <About reader={readerOf(context)} batch={batch} />
      <Payouts context={context} found={found} state={state} after={after} />
    </div>
  );
};

const Stage = ({ context, seen: { found, preview } }: Props) => {
  const { locale } = context.var.session;
  const words = cashbackPageWords[locale];
  const { batch } = found;
  if (preview) return <Preview context={context} preview={preview} />;
  switch (batch.state) {
    case "freezing":
      return (
        <Notice tone="info" title={words.freezing}>
          {words.freezingBody}
        </Notice>
      );
    case "running":
      return <Running reader={readerOf(context)} found={found} />;
    case "done":
      return <Done context={context} found={found} />;
    case "lapsed":
      return (
        <Notice tone="warning" title={words.lapsed}>
          {words.lapsedBody}
        </Notice>
      );
    default:
      return <Notice tone="warning" title={batchStateName(batch.state, locale)} />;
  }
};

const About = ({ reader, batch }: { readonly reader: Reader; readonly batch: CashbackBatch }) => {
  const { locale, moment } = reader;
  const words = cashbackPageWords[locale];
  const at = (atMs: number | null) => (atMs === null ? null : moment(atMs));
  return (
    <Facts
      facts={[
        [listWords[locale].state, batchStateName(batch.state, locale)],
        [words.mode, nameIn(cashbackModeNames, batch.mode, locale)],
        [listWords[locale].member, batch.memberId === null ? null : <NetworkLink id={batch.memberId} />],
        [words.askedBy, <AskedBy id={batch.askedBy} locale={locale} />],
        [words.begun, moment(batch.createdAtMs)],
        [words.started, at(batch.startedAtMs)],
        [words.finished, at(batch.finishedAtMs)],
      ]}
    />
  );
};
