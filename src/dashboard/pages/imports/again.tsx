import * as z from "zod/mini";
import { AGAIN_AT_ONCE_MAX, askAgain, mailAgain } from "../../../domain/imports/again.ts";
import { type UnmailedKind, unmailedKinds } from "../../../domain/imports/unmailed.ts";
import { againWords } from "../../../lib/words/again.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { DiscordText } from "../../discordText.tsx";
import { Form } from "../../parts/form.tsx";
import { sent } from "../../parts/sent.ts";
import { depsOf, type In } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { ADDRESS } from "./list.tsx";

export const unmailedKind = (text: string | undefined): UnmailedKind | undefined =>
  unmailedKinds.find((kind) => kind === text);

/** The question whether to mail again, with how many it is about. */
export async function askToMailAgain(context: In, importId: string, kind: UnmailedKind) {
  const deps = depsOf(context);
  const { actor, locale } = context.var.session;
  const { row, count, asOfMs } = await askAgain(deps, actor.id, importId, kind);
  const words = againWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return show(
    context,
    { title: words.title, place: "imports" },
    <>
      <p>
        <bdi>{row.fileName}</bdi>
      </p>
      <p>
        <DiscordText text={words.ask[kind](number(count))} locale={locale} timeZone={deps.shop.timeZone} />
      </p>
      {count > AGAIN_AT_ONCE_MAX ? <p>{words.atOnce(number(AGAIN_AT_ONCE_MAX))}</p> : null}
      <p>{words.leftOut}</p>
      <Form context={context} action={`${ADDRESS}/${importId}/again/${kind}`} class="ways">
        <input type="hidden" name="asOfMs" value={asOfMs} />
        <button type="submit">{words.go(number(Math.min(count, AGAIN_AT_ONCE_MAX)))}</button>
        <a href={`${ADDRESS}/${importId}`}>{listWords[locale].cancel}</a>
      </Form>
    </>,
  );
}

const agreedSchema = z.object({
  asOfMs: z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number)),
});

/** Mails again what the question was about. */
export async function mailThemAgain(context: In, importId: string, kind: UnmailedKind) {
  const { request, form } = await sent(context, agreedSchema);
  const { locale } = context.var.session;
  const { mails, left } = await mailAgain(depsOf(context), request, { importId, kind, asOfMs: form.asOfMs });
  const words = againWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const body = [words.doneBody(number(mails)), ...(left > 0 ? [words.left(number(left))] : [])].join(" ");
  return goOn(context, `${ADDRESS}/${importId}`, { tone: "done", title: words.done, body });
}
