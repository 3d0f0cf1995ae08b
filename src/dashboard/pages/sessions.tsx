import { Hono } from "hono";
import * as z from "zod/mini";
import { chooseLocale } from "../../domain/members/locale.ts";
import { endOtherSessions, endSession, sessionsOf } from "../../domain/sessions/session.ts";
import { sessionWords } from "../../lib/words/dashboard/sessions.ts";
import { shellWords } from "../../lib/words/dashboard/shell.ts";
import { localeNames, locales } from "../../lib/words/locale.ts";
import { Form } from "../parts/form.tsx";
import { Moment } from "../parts/moment.tsx";
import { sent } from "../parts/sent.ts";
import { Table } from "../parts/table.tsx";
import { depsOf, type In, type Inside } from "../room.ts";
import { goOn, show } from "../show.tsx";

const ADDRESS = "/dashboard/sessions";
const languageSchema = z.object({ language: z.enum([...locales, "shop"]) });

/** Where somebody is logged in, and how to end that. */
export const ownSessions = new Hono<Inside>()
  .get("/", async (context) => await list(context))
  .post("/end", async (context) => {
    const { actor, idHash, locale } = context.var.session;
    const { which } = await context.req.parseBody();
    if (typeof which === "string") await endSession(depsOf(context), actor.id, which);
    else await endOtherSessions(depsOf(context), actor.id, idHash);
    return goOn(context, ADDRESS, { tone: "done", title: sessionWords[locale].ended });
  })
  .post("/language", async (context) => {
    const { request, form } = await sent(context, languageSchema);
    const chosen = form.language === "shop" ? null : form.language;
    const locale = await chooseLocale(depsOf(context), request, chosen);
    return goOn(context, ADDRESS, { tone: "done", title: sessionWords[locale].chosen });
  });

async function list(context: In) {
  const deps = depsOf(context);
  const { actor, idHash, locale } = context.var.session;
  const words = sessionWords[locale];
  const title = shellWords[locale].sessions;
  const rows = await sessionsOf(deps, actor.id);
  const moment = (atMs: number) => <Moment atMs={atMs} locale={locale} timeZone={deps.shop.timeZone} />;
  return show(
    context,
    { title, place: null },
    <>
      <Table
        caption={title}
        none=""
        rows={rows}
        columns={[
          { title: words.device, cell: ({ device }) => device },
          { title: words.since, cell: ({ createdAtMs }) => moment(createdAtMs) },
          { title: words.until, cell: ({ expiresAtMs }) => moment(expiresAtMs) },
          {
            title: "",
            cell: (row) =>
              row.idHash === idHash ? (
                words.here
              ) : (
                <Form context={context} action={`${ADDRESS}/end`} class="inline">
                  <button class="quiet" type="submit" name="which" value={row.idHash}>
                    {words.end}
                  </button>
                </Form>
              ),
          },
        ]}
      />
      {rows.length > 1 ? (
        <Form context={context} action={`${ADDRESS}/end`} class="inline">
          <button class="quiet" type="submit">
            {words.endOthers}
          </button>
        </Form>
      ) : null}
      <p class="hint">{words.discordStays}</p>
      <Form context={context} action={`${ADDRESS}/language`}>
        <label>
          {words.language}
          <select name="language">
            {locales.map((each) => (
              <option value={each} selected={each === locale}>
                {localeNames[each]}
              </option>
            ))}
            <option value="shop">{words.asShop}</option>
          </select>
          <span class="hint">{words.languageHint}</span>
        </label>
        <div>
          <button type="submit">{words.choose}</button>
        </div>
      </Form>
    </>,
  );
}
