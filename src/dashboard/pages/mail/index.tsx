import { Hono } from "hono";
import * as z from "zod/mini";
import { IMPORTS_COUNTED_MAX, MAIL_DAYS, type MailDesk, mailDesk } from "../../../domain/mail/desk.ts";
import { troubledMails, troubleStates } from "../../../domain/mail/trouble.ts";
import { mailPageWords } from "../../../lib/words/dashboard/mail.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { csvMoment } from "../../parts/exportLink.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { Moment } from "../../parts/moment.tsx";
import { Notice } from "../../parts/notice.tsx";
import { asked, maybe } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { Days } from "./days.tsx";
import { Receipts, Suppressed, Trouble } from "./lists.tsx";

const askedSchema = z.object({
  state: maybe(z.enum(troubleStates)),
  after: maybe(z.string().check(z.regex(/^\d{1,15}\.\d{1,15}$/))),
});

/** How the shop's mail goes, and what did not arrive. */
export const mail = new Hono<Inside>()
  .get("/", async (context) => {
    const deps = depsOf(context);
    const { locale } = context.var.session;
    const { state, after } = asked(context, askedSchema);
    const [atMs = 0, row = 0] = (after ?? "").split(".").map(Number);
    const [desk, trouble] = await Promise.all([
      mailDesk(deps),
      troubledMails(deps, state, after === undefined ? null : { atMs, row }),
    ]);
    const words = mailPageWords[locale];
    const { timeZone } = deps.shop;
    return show(
      context,
      { title: shellWords[locale].places.mail, place: "mail" },
      <>
        <Gate context={context} desk={desk} />
        <h2>{words.byDay(wholeNumber(locale, MAIL_DAYS))}</h2>
        <p class="hint">
          {words.byDayHint} {desk.isCut ? words.cut(wholeNumber(locale, IMPORTS_COUNTED_MAX)) : null}
        </p>
        <Days days={desk.days} locale={locale} />
        <Trouble trouble={trouble} state={state} after={after} locale={locale} timeZone={timeZone} />
        <Suppressed suppressed={desk.suppressed} locale={locale} timeZone={timeZone} />
        <Receipts receipts={desk.receipts} locale={locale} timeZone={timeZone} />
      </>,
    );
  })
  .get("/export.csv", async (context) => {
    const { state } = asked(context, askedSchema);
    const { rows } = await troubledMails(depsOf(context), state, null, EXPORT_ROWS_MAX);
    return csvAnswer(context, "mail.csv", [
      ["claim", "order", "import", "state", "reason", "since"],
      ...rows.map((row) => [
        row.claimId,
        row.orderId ?? "",
        row.importId,
        row.state,
        row.reason ?? "",
        csvMoment(row.atMs),
      ]),
    ]);
  });

const Gate = ({ context, desk: { gate } }: { readonly context: In; readonly desk: MailDesk }) => {
  const { locale } = context.var.session;
  const words = mailPageWords[locale];
  if (!gate) return <Notice tone="done" title={words.goes} />;
  return (
    <Notice tone="warning" title={words.stopped(gate.reason)}>
      {words.stoppedUntil}{" "}
      <Moment atMs={gate.closedUntilMs} locale={locale} timeZone={depsOf(context).shop.timeZone} />
    </Notice>
  );
};
