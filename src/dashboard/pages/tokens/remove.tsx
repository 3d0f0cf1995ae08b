import { Hono } from "hono";
import * as z from "zod/mini";
import { questionOf } from "../../../domain/tokens/question.ts";
import { askRemoval, REMOVE_REASON_CHARS_MAX, removeToken } from "../../../domain/tokens/remove.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenCheckWords } from "../../../lib/words/tokenChecks.ts";
import { adminsOnly } from "../../guard.ts";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { ID, sent } from "../../parts/sent.ts";
import { depsOf, type Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { TOKENS } from "./places.tsx";

const reasonSchema = z.object({ reason: z.string().check(z.maxLength(REMOVE_REASON_CHARS_MAX)) });

/** Removing a token: asked, shown, and only then done. */
export const removal = new Hono<Inside>()
  .post("/:code{[0-9A-Za-z]{5,12}}/remove", adminsOnly, async (context) => {
    const { request, form } = await sent(context, reasonSchema);
    const asked = await askRemoval(depsOf(context), request, context.req.param("code"), form.reason);
    return goOn(context, `${TOKENS}/remove/${asked.questionId}`);
  })
  .get(`/remove/${ID}`, adminsOnly, async (context) => {
    const { deps, actor, locale } = readerOf(context);
    const id = context.req.param("id");
    const { about: code, reason } = await questionOf(deps, { id, actor }, id, "token.remove.ask");
    const words = tokenPageWords[locale];
    return show(
      context,
      { title: words.removeTitle(code), place: "tokens" },
      <>
        <Notice tone="warning" title={tokenCheckWords[locale].removeFinal} />
        <Facts facts={[[listWords[locale].reason, <bdi>{reason}</bdi>]]} />
        <div class="ways">
          <Form context={context} action={`${TOKENS}/remove/${id}`} class="inline">
            <button type="submit" class="danger">
              {words.removeGo}
            </button>
          </Form>
          <a href={`${TOKENS}/${code}`}>{listWords[locale].cancel}</a>
        </div>
      </>,
    );
  })
  .post(`/remove/${ID}`, adminsOnly, async (context) => {
    const { request } = await sent(context, z.object({}));
    const { token } = await removeToken(depsOf(context), request, context.req.param("id"));
    const words = tokenCheckWords[context.var.session.locale];
    const body = words.removedBody(`\`${token.code}\``);
    return goOn(context, `${TOKENS}/${token.code}`, { tone: "done", title: words.removed, body });
  });
