import * as z from "zod/mini";
import { REASON_CHARS_MAX } from "../../../domain/claims/staff.ts";
import { askToRevoke, revokeImport } from "../../../domain/imports/revoke.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { revokingWords } from "../../../lib/words/dashboard/revoking.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { DiscordText } from "../../discordText.tsx";
import { Form } from "../../parts/form.tsx";
import { sent } from "../../parts/sent.ts";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { ADDRESS } from "./list.tsx";

/** The question whether to take back all open claims of an import, with how many these are. */
export async function askToRevokeAll(context: In, importId: string) {
  const deps = depsOf(context);
  const { locale } = context.var.session;
  const { row, open } = await askToRevoke(deps, importId);
  const [words, lists, count] = [revokingWords[locale], listWords[locale], wholeNumber(locale, open)];
  return show(
    context,
    { title: words.title, place: "imports" },
    <>
      <p>
        <bdi>{row.fileName}</bdi>
      </p>
      <p>
        <DiscordText text={words.ask(count)} locale={locale} timeZone={deps.shop.timeZone} />
      </p>
      <p>{words.hint}</p>
      <Form context={context} action={`${ADDRESS}/${importId}/revoke`}>
        <label>
          {lists.reason}
          <input name="reason" required maxlength={REASON_CHARS_MAX} />
          <span class="hint">{lists.reasonHint}</span>
        </label>
        <p class="ways">
          <button class="danger" type="submit">
            {words.go(count)}
          </button>
          <a href={`${ADDRESS}/${importId}`}>{lists.cancel}</a>
        </p>
      </Form>
    </>,
  );
}

const reasoned = z.object({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(REASON_CHARS_MAX)),
});

/** Takes them back. */
export async function revokeAll(context: In, importId: string) {
  const { request, form } = await sent(context, reasoned);
  const { locale } = context.var.session;
  const words = revokingWords[locale];
  const { open, goesOn } = await revokeImport(depsOf(context), request, importId, form.reason);
  const count = wholeNumber(locale, open);
  const told = goesOn
    ? ({ tone: "info", title: words.goesOnTitle, body: words.goesOnBody(count) } as const)
    : ({ tone: "done", title: words.done, body: words.doneBody(count) } as const);
  return goOn(context, `${ADDRESS}/${importId}`, told);
}
