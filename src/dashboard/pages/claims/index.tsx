import { Hono } from "hono";
import * as z from "zod/mini";
import { reissueClaim } from "../../../domain/claims/reissue.ts";
import { type ClaimDone, REASON_CHARS_MAX, resendClaim, revokeClaim } from "../../../domain/claims/staff.ts";
import { claimListWords } from "../../../lib/words/claims.ts";
import { claimPageWords } from "../../../lib/words/dashboard/claims.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { idSchema, sent } from "../../parts/sent.ts";
import { stateName } from "../../parts/state.tsx";
import { depsOf, type In, type Inside } from "../../room.ts";
import { type Flash, goOn } from "../../show.tsx";
import { ADDRESS, claimFile, claimList } from "./list.tsx";
import { oneClaim } from "./one.tsx";

const EMAIL_CHARS_MAX = 512;

const nothing = z.object({});
const addressed = z.object({ email: z.string().check(z.maxLength(EMAIL_CHARS_MAX)) });
const reasoned = z.object({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(REASON_CHARS_MAX)),
});

/** Claims: found, followed, mailed again, revoked, and given to another address. */
export const claims = new Hono<Inside>()
  .get("/", claimList)
  .get("/export.csv", claimFile)
  .get("/:id", async (context, next) => {
    const claimId = idOf(context);
    return claimId ? await oneClaim(context, claimId) : await next();
  })
  .post("/:id/resend", async (context, next) => {
    const claimId = idOf(context);
    if (!claimId) return await next();
    const { request } = await sent(context, nothing);
    const done = await resendClaim(depsOf(context), request, claimId);
    const { locale } = context.var.session;
    const { resent, resentBody } = claimListWords[locale];
    return goOn(
      context,
      `${ADDRESS}/${claimId}`,
      mailed(resent, resentBody(whose(done, locale)), done, locale),
    );
  })
  .post("/:id/revoke", async (context, next) => {
    const claimId = idOf(context);
    if (!claimId) return await next();
    const { request, form } = await sent(context, reasoned);
    const done = await revokeClaim(depsOf(context), request, claimId, form.reason);
    const { locale } = context.var.session;
    const { revoked, revokedBody } = claimListWords[locale];
    const flash = { tone: "done", title: revoked, body: revokedBody(whose(done, locale)) } as const;
    return goOn(context, `${ADDRESS}/${claimId}`, flash);
  })
  .post("/:id/reissue", async (context, next) => {
    const claimId = idOf(context);
    if (!claimId) return await next();
    const { request, form } = await sent(context, addressed);
    const done = await reissueClaim(depsOf(context), request, claimId, form.email);
    const { locale } = context.var.session;
    const { reissued, reissuedBody } = claimPageWords[locale];
    const flash = mailed(reissued, reissuedBody(`\`${done.address}\``), done, locale);
    return goOn(context, `${ADDRESS}/${done.claimId}`, flash);
  });

const idOf = (context: In) => idSchema.safeParse(context.req.param("id")).data;

/** What a claim is called where it is the only one: by its order, else by its address. */
const whose = ({ orderId, address }: ClaimDone, locale: Locale): string =>
  orderId === null ? `\`${address}\`` : claimListWords[locale].order(`\`${orderId.replaceAll("`", "ˋ")}\``);

function mailed(title: string, body: string, { unwanted }: ClaimDone, locale: Locale): Flash {
  if (!unwanted) return { tone: "done", title, body };
  const report = stateName(unwanted, locale);
  return { tone: "warning", title, body: `${body} ${claimListWords[locale].unwanted(report)}` };
}
