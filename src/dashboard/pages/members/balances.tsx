import { Hono } from "hono";
import * as z from "zod/mini";
import { balanceRefusalSentence } from "../../../domain/balances/cards.ts";
import { cancelBalances, confirmBalances } from "../../../domain/balances/decide.ts";
import { changeDetail, listChanges, notBooked } from "../../../domain/balances/search.ts";
import { uploadBalances } from "../../../domain/balances/upload.ts";
import { FILE_BYTES_MAX } from "../../../domain/imports/decode.ts";
import { ROWS_MAX } from "../../../domain/imports/table.ts";
import { REASON_CHARS_MAX } from "../../../domain/points/change.ts";
import { pointsActions } from "../../../domain/points/limits.ts";
import { balanceWords } from "../../../lib/words/balances.ts";
import { balancesPageWords } from "../../../lib/words/dashboard/balances.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { adminsOnly } from "../../guard.ts";
import { notThere } from "../../parts/notThere.tsx";
import { Pager } from "../../parts/pager.tsx";
import { asked, ID, maybe, sent } from "../../parts/sent.ts";
import { depsOf, type In, type Inside } from "../../room.ts";
import { goOn, show, showPart } from "../../show.tsx";
import { UploadForm, uploadDone, uploaded, uploadRefused } from "../../upload.tsx";
import { BALANCES_PATH, ChangeTable, changePage, progressPart, refusedCsv } from "./balanceChange.tsx";

const FILE_NAME_CHARS_MAX = 200;
const listSchema = z.object({ after: maybe(z.string().check(z.regex(/^\d{1,15}$/))) });
const uploadSchema = z.object({
  name: z.string().check(z.maxLength(FILE_NAME_CHARS_MAX)),
  action: z.enum(pointsActions),
  reason: z.string().check(z.maxLength(REASON_CHARS_MAX)),
});

/** Many members' points at once, by a file. */
export const balances = new Hono<Inside>()
  .use(adminsOnly)
  .get("/", async (context) => await list(context))
  .post("/upload", async (context) => {
    const { request, fields, file } = await uploaded(context, uploadSchema);
    const { changeId, refusal } = await uploadBalances(depsOf(context), request, fields, file);
    const { locale } = context.var.session;
    if (refusal) {
      const title = balanceWords[locale].fileRefused(fields.name);
      return uploadRefused(context, title, balanceRefusalSentence(refusal, locale));
    }
    return uploadDone(context, `${BALANCES_PATH}/${changeId}`);
  })
  .get(`/${ID}`, async (context) => {
    const detail = await changeDetail(depsOf(context), context.req.param("id"));
    return detail ? changePage(context, detail) : notThere(context, "members");
  })
  .get(`/${ID}/progress`, async (context) => {
    const detail = await changeDetail(depsOf(context), context.req.param("id"));
    return detail ? showPart(context, progressPart(context, detail)) : context.notFound();
  })
  .get(`/${ID}/refused.csv`, async (context) => {
    const deps = depsOf(context);
    const id = context.req.param("id");
    const [detail, refused] = await Promise.all([changeDetail(deps, id), notBooked(deps, id)]);
    return detail ? refusedCsv(context, detail, refused) : notThere(context, "members");
  })
  .post(`/${ID}/start`, async (context) => {
    const id = context.req.param("id");
    const { request } = await sent(context, z.object({}));
    const { locale } = context.var.session;
    await confirmBalances(depsOf(context), request, id, null);
    const words = balancesPageWords[locale];
    return goOn(context, `${BALANCES_PATH}/${id}`, {
      tone: "done",
      title: words.started,
      body: words.startedBody,
    });
  })
  .post(`/${ID}/cancel`, async (context) => {
    const { request } = await sent(context, z.object({}));
    await cancelBalances(depsOf(context), request, context.req.param("id"));
    const words = balanceWords[context.var.session.locale];
    return goOn(context, BALANCES_PATH, { tone: "info", title: words.cancelled, body: words.cancelledBody });
  });

async function list(context: In) {
  const { locale } = context.var.session;
  const words = balancesPageWords[locale];
  const { after } = asked(context, listSchema);
  const { rows, next } = await listChanges(depsOf(context), after === undefined ? null : Number(after));
  return show(
    context,
    { title: words.title, place: "members" },
    <>
      <p class="ways">
        <a href="/dashboard/members">{shellWords[locale].places.members}</a>
      </p>
      <h2>{words.upload}</h2>
      <p class="hint">{words.uploadHint(wholeNumber(locale, ROWS_MAX))}</p>
      <UploadForm
        context={context}
        action={`${BALANCES_PATH}/upload`}
        accept=".csv,.tsv,.txt,text/csv"
        bytesMax={FILE_BYTES_MAX}
        submit={words.read}
      >
        <label>
          {words.action}
          <select name="action">
            {pointsActions.map((action) => (
              <option value={action}>{words.actions[action]}</option>
            ))}
          </select>
        </label>
        <label>
          {listWords[locale].reason}
          <input name="reason" maxlength={REASON_CHARS_MAX} required />
          <span class="hint">{words.reasonRead}</span>
        </label>
      </UploadForm>
      <h2>{words.caption}</h2>
      <ChangeTable context={context} rows={rows} />
      <Pager
        locale={locale}
        path={BALANCES_PATH}
        parts={{}}
        after={after}
        next={next === null ? null : String(next)}
      />
    </>,
  );
}
