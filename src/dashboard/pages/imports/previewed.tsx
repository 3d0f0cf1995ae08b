import { toBeMailed } from "../../../domain/imports/findings.ts";
import { previewCard } from "../../../domain/imports/previewCard.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { importWords } from "../../../lib/words/imports.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { DiscordText } from "../../discordText.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Moment } from "../../parts/moment.tsx";
import { depsOf } from "../../room.ts";
import { ADDRESS } from "./list.tsx";
import type { Told } from "./told.ts";

/** What an import would do, in the words of the preview in Discord, and the decision. */
export const Previewed = ({ context, found }: Told) => {
  const { locale } = context.var.session;
  const { timeZone } = depsOf(context).shop;
  const { row, findings, mailSamples } = found;
  if (!findings) return null;
  const { body = "", fields = [] } = previewCard({
    kind: "previewed",
    row,
    locale,
    findings,
    mailSamples,
    header: [],
    refused: [],
  });
  const told = (text: string) => <DiscordText text={text} locale={locale} timeZone={timeZone} />;
  return (
    <section class="panel" aria-labelledby="preview">
      <h2 id="preview">{importWords[locale].preview(row.fileName)}</h2>
      <p class="lines">{told(body)}</p>
      <Facts
        facts={fields.map(({ name, value }) => [name, <span class="lines">{told(value)}</span>] as const)}
      />
      <RefusedRows context={context} found={found} />
      {row.state === "previewed" ? <Decision context={context} found={found} /> : null}
    </section>
  );
};

/** The refused rows as a file, while they are kept. */
export const RefusedRows = ({ context, found }: Told) => {
  const words = importPageWords[context.var.session.locale];
  if (!found.hasRefusedRows) return null;
  return (
    <p>
      <a href={`${ADDRESS}/${found.row.id}/refused.csv`}>{words.refusedRows}</a>{" "}
      <span class="hint">{words.refusedRowsHint}</span>
    </p>
  );
};

const Decision = ({ context, found: { row, findings } }: Told) => {
  const { locale, actor } = context.var.session;
  const words = importPageWords[locale];
  const until = (
    <Moment atMs={row.confirmUntilMs ?? 0} locale={locale} timeZone={depsOf(context).shop.timeZone} />
  );
  if (row.askedBy !== actor.id)
    return (
      <p>
        {words.onlyAsker} <MemberLink id={row.askedBy} locale={locale} /> · {words.confirmUntil} {until}
      </p>
    );
  const mails = findings ? toBeMailed(findings) : 0;
  return (
    <>
      <p>
        {words.confirmUntil} {until}
      </p>
      <div class="ways">
        <Form context={context} action={`${ADDRESS}/${row.id}/confirm`} class="inline">
          <button type="submit">{importWords[locale].confirm(wholeNumber(locale, mails))}</button>
        </Form>
        <Form context={context} action={`${ADDRESS}/${row.id}/cancel`} class="inline">
          <button class="quiet" type="submit">
            {importWords[locale].cancel}
          </button>
        </Form>
      </div>
    </>
  );
};
