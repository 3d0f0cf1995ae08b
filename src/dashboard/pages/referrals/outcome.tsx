import type { CashbackDetail } from "../../../domain/cashback/search.ts";
import { cashbackWords } from "../../../lib/words/cashback.ts";
import { cashbackPageWords } from "../../../lib/words/dashboard/cashback.ts";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { Tiles } from "../../parts/tile.tsx";
import type { In } from "../../room.ts";
import { CASHBACK } from "./places.tsx";

/** How many members are done. */
export const Running = ({
  reader: { locale, number },
  found: { totals },
}: {
  readonly reader: Reader;
  readonly found: CashbackDetail;
}) => {
  const words = cashbackPageWords[locale];
  const { paid = 0, failed = 0, changed = 0, blacklisted = 0, frozen = 0 } = totals ?? {};
  const done = paid + failed + changed + blacklisted;
  const all = done + frozen;
  return (
    <>
      <Notice tone="info" title={words.running} />
      <label>
        {cashbackWords[locale].progress(number(done), number(all))}
        <progress max={Math.max(1, all)} value={done} />
      </label>
    </>
  );
};

/** Whom it paid, and whom not; who failed can be paid again. */
export const Done = ({
  context,
  found: { batch, cameTo },
}: {
  readonly context: In;
  readonly found: CashbackDetail;
}) => {
  const { locale, number, money } = readerOf(context);
  const words = cashbackPageWords[locale];
  if (!cameTo) return null;
  const { members, amount, failed, blacklisted, changed, review } = cameTo;
  const address = `${CASHBACK}/${batch.id}`;
  const only = (state: string) => addressWith(address, { state });
  return (
    <>
      <Tiles
        tiles={[
          { name: words.members, value: number(members), to: only("paid") },
          { name: words.sum, value: money(amount) },
          { name: words.failed, value: number(failed), to: only("failed") },
          { name: words.leftOut, value: number(blacklisted + changed) },
          { name: words.review, value: number(review), to: only("review") },
        ]}
      />
      {failed > 0 ? (
        <section class="panel">
          <Form context={context} action={`${address}/retry`}>
            <p class="hint">{words.retryHint}</p>
            <div>
              <button type="submit">{words.retry(number(failed))}</button>
            </div>
          </Form>
        </section>
      ) : null}
    </>
  );
};
