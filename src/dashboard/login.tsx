import { Hono } from "hono";
import { DiscordFailure } from "../clients/discord/failure.ts";
import { beginLogin, endLogin } from "../domain/sessions/login.ts";
import { endSession } from "../domain/sessions/session.ts";
import { logEvent } from "../lib/log.ts";
import { shellWords } from "../lib/words/dashboard/shell.ts";
import { loginCookie, sessionCookie } from "./cookies.ts";
import { bare, wayIn } from "./failure.tsx";
import { enter } from "./guard.ts";
import { Notice } from "./parts/notice.tsx";
import { depsOf, type In, type Inside, requestIdOf } from "./room.ts";

const CODE_CHARS_MAX = 200;
const TO_CHARS_MAX = 500;
/** A path of the dashboard that is one for every browser, and not the way in or out. */
const PAGE = /^\/dashboard(?!\/(?:login|callback|logout|out)(?:\/|$))(?:\/[^/\\]+)*$/;

/** Logging in with Discord, and out. */
export const login = new Hono<Inside>()
  .get("/login", (context) => {
    const { to, other } = context.req.query();
    const begun = beginLogin(depsOf(context), other !== undefined);
    loginCookie.set(context, begun.state, begun.verifier, ownAddress(context, to));
    return context.redirect(begun.url, 302);
  })
  .get("/callback", async (context) => {
    const begun = loginCookie.take(context);
    const { code, state, error } = context.req.query();
    if (error !== undefined || !begun || !code || code.length > CODE_CHARS_MAX || state !== begun.state)
      return loginFailed(context);
    const agent = context.req.header("user-agent") ?? null;
    try {
      const before = sessionCookie.read(context) ?? null;
      sessionCookie.set(context, await endLogin(depsOf(context), code, begun.verifier, agent, before));
    } catch (failure) {
      if (!(failure instanceof DiscordFailure) || failure.kind === "away" || failure.kind === "wait")
        throw failure;
      logEvent("warn", "login_failed", { requestId: requestIdOf(context), kind: failure.kind });
      return loginFailed(context);
    }
    return context.redirect(begun.to, 302);
  })
  .get("/out", (context) => {
    const { locale } = depsOf(context).shop;
    const way = wayIn(locale, ownAddress(context, context.req.query("to")));
    return bare(context, locale, shellWords[locale].loggedOut, way, 200);
  })
  .post("/logout", enter, async (context) => {
    const { actor, idHash } = context.var.session;
    await endSession(depsOf(context), actor.id, idHash);
    sessionCookie.clear(context);
    return context.redirect("/dashboard/out", 303);
  });

/** An address of the dashboard itself, and of nobody else's: as a browser would read it, and written so that it reads nothing else. */
function ownAddress(context: In, to: string | undefined): string {
  const home = new URL("/dashboard", depsOf(context).shop.publicUrl);
  if (to === undefined || to.length > TO_CHARS_MAX || !URL.canParse(to, home)) return home.pathname;
  const { origin, pathname, search } = new URL(to, home);
  return origin === home.origin && PAGE.test(pathname) ? pathname + search : home.pathname;
}

function loginFailed(context: In) {
  const { locale } = depsOf(context).shop;
  const words = shellWords[locale];
  const content = (
    <>
      <Notice tone="refused" title={words.loginFailedBody} />
      {wayIn(locale)}
    </>
  );
  return bare(context, locale, words.loginFailed, content, 403);
}
