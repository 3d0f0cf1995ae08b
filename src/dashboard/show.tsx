import { html } from "hono/html";
import type { Child } from "hono/jsx";
import * as z from "zod/mini";
import type { Place } from "../lib/words/dashboard/shell.ts";
import { flashCookie } from "./cookies.ts";
import { DiscordText } from "./discordText.tsx";
import { type Frame, Page } from "./layout.tsx";
import { Notice } from "./parts/notice.tsx";
import { WithNames } from "./parts/people.tsx";
import { depsOf, type In } from "./room.ts";

/** A browser drops a cookie of more than 4 KB, as it is written: a symbol of another script is nine characters, or twelve. */
const FLASH_WRITTEN_CHARS_MAX = 3_800;
const FLASH_TITLE_CHARS_MAX = 200;
const KEPT_AT_EACH_CUT = 0.8;

const flashSchema = z.object({
  tone: z.enum(["done", "info", "warning", "refused"]),
  title: z.string(),
  body: z.optional(z.string()),
});

/** How a form has ended; `body` may have what our sentences for Discord have. */
export type Flash = z.infer<typeof flashSchema>;

export function frameOf(context: In): Frame {
  const { session, csrfToken } = context.var;
  return {
    shopName: depsOf(context).shop.name,
    locale: session.locale,
    name: session.name,
    level: session.actor.level,
    csrfToken,
  };
}

/** What a page is answered with. */
export type Status = 200 | 400 | 403 | 404 | 409 | 413 | 500 | 503;

type Shown = {
  readonly title: string;
  /** What stands above the page, where that is more than its title. */
  readonly heading?: Child;
  readonly place: Place | null;
  readonly status?: Status;
};

/** Answers with a page; what the form before it had to say stands first. */
export function show(context: In, { title, heading = title, place, status = 200 }: Shown, content: Child) {
  const frame = frameOf(context);
  const told = takeFlash(context);
  const { timeZone } = depsOf(context).shop;
  const flash = told && (
    <Notice tone={told.tone} title={told.title}>
      {told.body ? <DiscordText text={told.body} locale={frame.locale} timeZone={timeZone} /> : null}
    </Notice>
  );
  const page = (
    <WithNames context={context}>
      <Page frame={frame} title={title} heading={heading} place={place} flash={flash}>
        {content}
      </Page>
    </WithNames>
  );
  return context.html(html`<!doctype html>${page}`, status);
}

/** Answers with a part of a page, which fetches itself again. */
export const showPart = (context: In, content: Child) =>
  context.html(<WithNames context={context}>{content}</WithNames>);

/** Goes on to a page after a form, which a reload then does not send again. */
export function goOn(context: In, to: string, flash?: Flash) {
  if (flash) leave(context, flash);
  return context.redirect(to, 303);
}

/** Leaves a word for the next page. */
export const leave = (context: In, flash: Flash) => flashCookie.set(context, JSON.stringify(cut(flash)));

/** As much of it as a cookie holds. */
function cut({ tone, title, body = "" }: Flash): Flash {
  const kept = { tone, title: title.slice(0, FLASH_TITLE_CHARS_MAX) };
  const fits = (text: string) =>
    encodeURIComponent(JSON.stringify({ ...kept, body: text })).length <= FLASH_WRITTEN_CHARS_MAX;
  let text = body;
  while (text !== "" && !fits(text)) text = text.slice(0, Math.floor(text.length * KEPT_AT_EACH_CUT));
  return text === "" ? kept : { ...kept, body: text };
}

function takeFlash(context: In): Flash | null {
  const text = flashCookie.take(context);
  if (text === null) return null;
  try {
    const read = flashSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
