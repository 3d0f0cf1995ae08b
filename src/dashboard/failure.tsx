import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import { DiscordFailure } from "../clients/discord/failure.ts";
import { BodyTooLarge } from "../clients/http.ts";
import { Problem } from "../domain/problem.ts";
import { problemSentence } from "../domain/sentence.ts";
import { isDatabaseAway } from "../lib/away.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { shellWords } from "../lib/words/dashboard/shell.ts";
import type { Locale } from "../lib/words/locale.ts";
import { DiscordText } from "./discordText.tsx";
import { Bare } from "./layout.tsx";
import { Notice, type NoticeTone } from "./parts/notice.tsx";
import { depsOf, type In, requestIdOf } from "./room.ts";
import { type Status, show } from "./show.tsx";

/** A form that is not from a page of this session, or whose session has ended. */
export class FormStale extends Error {
  override name = "FormStale";
}

/** Fields of a form hold what cannot be taken; a browser that checks them lets none through. */
export class FieldsWrong extends Error {
  override name = "FieldsWrong";
  readonly fields: ReadonlySet<string>;

  constructor(fields: Iterable<string>) {
    super("fields of a form hold what cannot be taken");
    this.fields = new Set(fields);
  }
}

export class AdminsOnly extends Error {
  override name = "AdminsOnly";
}

type Told = {
  readonly status: Status;
  readonly tone: NoticeTone;
  readonly title: string;
  readonly body: string;
};

/** A page for anything that went wrong. An unknown error shows a reference and nothing else. */
export function showFailure(context: In, error: unknown) {
  const { session } = context.var;
  const { shop } = depsOf(context);
  const locale = session?.locale ?? (error instanceof Problem ? error.locale : null) ?? shop.locale;
  const { status, tone, title, body } = tellFailure(error, locale, requestIdOf(context));
  // A form that is too large is refused before anybody asks whose it is.
  const knowsWay = session || error instanceof BodyTooLarge;
  const way = knowsWay ? wayBack(context, locale) : wayIn(locale);
  const content = (
    <>
      <Notice tone={tone}>
        <DiscordText text={body} locale={locale} timeZone={shop.timeZone} />
      </Notice>
      {way}
    </>
  );
  if (session && !(error instanceof FormStale)) return show(context, { title, place: null, status }, content);
  return bare(context, locale, title, content, status);
}

/** A page for who is not in. */
export function bare(context: Context, locale: Locale, title: string, content: Child, status: Status) {
  const page = (
    <Bare locale={locale} title={title}>
      {content}
    </Bare>
  );
  return context.html(html`<!doctype html>${page}`, status);
}

/** @param to the page that it leads to. */
export const wayIn = (locale: Locale, to = "/dashboard") => (
  <p class="ways">
    <a class="button" href={`/dashboard/login?to=${encodeURIComponent(to)}`}>
      {shellWords[locale].logInAgain}
    </a>
    <a href="/dashboard/login?other=1">{shellWords[locale].logInAsOther}</a>
  </p>
);

function wayBack(context: Context, locale: Locale) {
  const referer = context.req.header("referer");
  const to = referer && URL.canParse(referer) ? new URL(referer).pathname : "/dashboard";
  return (
    <p class="ways">
      <a class="button" href={to.startsWith("/dashboard") ? to : "/dashboard"}>
        {shellWords[locale].back}
      </a>
    </p>
  );
}

/** Words anything that went wrong, and logs what nobody expected. */
export function tellFailure(error: unknown, locale: Locale, reference: string): Told {
  const words = shellWords[locale];
  if (error instanceof Problem)
    return { status: 409, tone: "refused", title: words.refused, body: problemSentence(error.facts, locale) };
  if (error instanceof FormStale)
    return { status: 403, tone: "refused", title: words.stale, body: words.staleBody };
  if (error instanceof FieldsWrong)
    return { status: 400, tone: "refused", title: words.fieldsWrong, body: words.fieldsWrongBody };
  if (error instanceof AdminsOnly)
    return { status: 403, tone: "refused", title: words.adminsOnly, body: words.adminsOnlyBody };
  if (error instanceof BodyTooLarge)
    return { status: 413, tone: "refused", title: words.refused, body: words.tooLargeBody };
  if (error instanceof DiscordFailure) {
    logEvent("warn", "discord_away", { requestId: reference, kind: error.kind, code: error.code });
    return { status: 503, tone: "warning", title: words.discordAway, body: words.discordAwayBody };
  }
  const away = isDatabaseAway(error);
  logEvent("error", away ? "database_away" : "page_failed", { requestId: reference, ...errorFields(error) });
  if (away) return { status: 503, tone: "warning", title: words.databaseAway, body: words.databaseAwayBody };
  return {
    status: 500,
    tone: "warning",
    title: words.broken,
    body: `${words.brokenBody} ${words.reference(reference)}`,
  };
}
