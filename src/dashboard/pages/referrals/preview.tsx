import { cashbackPreviewCard } from "../../../domain/cashback/cards.ts";
import type { CashbackPreview } from "../../../domain/cashback/preview.ts";
import { cashbackWords } from "../../../lib/words/cashback.ts";
import { cashbackPageWords } from "../../../lib/words/dashboard/cashback.ts";
import { DiscordText } from "../../discordText.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { readerOf } from "../../parts/reader.tsx";
import type { In } from "../../room.ts";
import { CASHBACK } from "./places.tsx";

type Props = { readonly context: In; readonly preview: CashbackPreview };

/** What a batch would pay, in the words that Discord shows it with, and the two buttons that decide. */
export const Preview = ({ context, preview }: Props) => {
  const { deps, locale, moment } = readerOf(context);
  const { batch } = preview;
  const words = cashbackPageWords[locale];
  const untilMs = batch.confirmUntilMs;
  if (batch.state === "previewed" && (untilMs ?? 0) <= deps.clock())
    return (
      <Notice tone="warning" title={words.lapsed}>
        {words.lapsedBody}
      </Notice>
    );
  const { title, body, tone, fields = [] } = cashbackPreviewCard({ ...preview, locale }, deps.shop);
  const shown = (text: string) => (
    <span class="lines">
      <DiscordText text={text} locale={locale} timeZone={deps.shop.timeZone} />
    </span>
  );
  return (
    <>
      <Notice tone={tone} title={title}>
        {body === undefined ? null : shown(body)}
      </Notice>
      <Decision context={context} preview={preview} />
      <Facts
        facts={[
          [words.confirmUntil, untilMs === null ? null : moment(untilMs)],
          ...fields.map(({ name, value }) => [name, shown(value)] as const),
        ]}
      />
    </>
  );
};

const Decision = ({ context, preview: { batch, totals } }: Props) => {
  const { locale, number, actor } = readerOf(context);
  if (batch.state !== "previewed") return null;
  if (batch.askedBy !== actor.id) return <p class="hint">{cashbackPageWords[locale].notYours}</p>;
  const words = cashbackWords[locale];
  const address = `${CASHBACK}/${batch.id}`;
  return (
    <div class="ways">
      <Form context={context} action={`${address}/confirm`} class="inline">
        <button type="submit">{words.confirm(number(totals.frozen))}</button>
      </Form>
      <Form context={context} action={`${address}/cancel`} class="inline">
        <button class="quiet" type="submit">
          {words.cancel}
        </button>
      </Form>
    </div>
  );
};
