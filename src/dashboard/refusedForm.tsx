import { html } from "hono/html";
import { Problem } from "../domain/problem.ts";
import { DiscordText } from "./discordText.tsx";
import { FieldsWrong, tellFailure } from "./failure.tsx";
import { Notice } from "./parts/notice.tsx";
import { WithNames } from "./parts/people.tsx";
import { depsOf, type In, requestIdOf } from "./room.ts";
import { withTyped } from "./typedAgain.ts";
import { isUpload } from "./upload.tsx";

/** The page on which a form stands that was refused before: its own address is only written to. */
const BACK = "back";
const FORM_TYPE = "application/x-www-form-urlencoded";

/**
 * A refused form is shown again on the page where it stands, with what was typed and the reason beside it.
 * Null where there is no such page: then the refusal has one of its own.
 * @param read gets a page of the dashboard.
 */
export async function showTypedAgain(
  context: In,
  error: unknown,
  read: (request: Request) => Response | Promise<Response>,
): Promise<Response | null> {
  const { session } = context.var;
  if (!session || !(error instanceof Problem || error instanceof FieldsWrong)) return null;
  // A file may say of itself that it is a form; it is never read as one, whatever its size.
  if (isUpload(context.req.path) || !context.req.header("content-type")?.startsWith(FORM_TYPE)) return null;
  const form = await context.req.formData();
  const from = pageOf(context, form);
  if (!from) return null;
  const answer = await read(new Request(from, { headers: { cookie: context.req.header("cookie") ?? "" } }));
  if (answer.status !== 200) return null;
  const { status, tone, title, body } = tellFailure(error, session.locale, requestIdOf(context));
  const told = (
    <WithNames context={context}>
      <div tabindex={-1} autofocus>
        <input type="hidden" name={BACK} value={from.pathname + from.search} />
        <Notice tone={tone} title={title}>
          <DiscordText text={body} locale={session.locale} timeZone={depsOf(context).shop.timeZone} />
        </Notice>
      </div>
    </WithNames>
  );
  const { pathname, search } = new URL(context.req.url);
  const page = withTyped(await answer.text(), {
    action: pathname + search,
    values: valuesOf(form),
    wrong: error instanceof FieldsWrong ? error.fields : new Set(),
    told: String(await html`${told}`),
  });
  return page === null ? null : context.html(page, status);
}

/** The page that the form was sent from, if it is one of ours. */
function pageOf(context: In, form: FormData): URL | null {
  const given = form.get(BACK) ?? context.req.header("referer");
  const own = new URL(depsOf(context).shop.publicUrl);
  const page = typeof given === "string" ? URL.parse(given, own) : null;
  return page?.origin === own.origin && page.pathname.startsWith("/dashboard") ? page : null;
}

function valuesOf(form: FormData): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (typeof value === "string") values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}
