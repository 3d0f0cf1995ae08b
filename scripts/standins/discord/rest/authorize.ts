import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import type { Core } from "../core.ts";
import { choicePage, refusalPage } from "../oauth/page.ts";
import { answerTo, readRequest } from "../oauth/request.ts";

const COOKIE = "person";
const STYLE = readFileSync(join(import.meta.dirname, "../oauth/page.css"), "utf8");

/** The page at `/oauth2/authorize` to which an application sends people, and where they decide. */
export function authorizeRoutes(core: Core): Hono {
  const { directory, grants } = core;
  const app = new Hono();
  app.use("/oauth2/*", core.faults.middleware, csrf(), pageHeaders());
  app.get("/oauth2/page.css", (context) => context.body(STYLE, 200, { "content-type": "text/css" }));

  app.get("/oauth2/authorize", (context) => {
    const params = new URL(context.req.url).searchParams;
    const request = readRequest(core, params);
    if (typeof request === "string") return context.html(refusalPage(request), 400);
    const chosenId = context.req.query("as") ?? getCookie(context, COOKIE) ?? "";
    const asked = params.get("prompt") !== "none" || !grants.covers(chosenId, request.scopes);
    if (asked) return context.html(choicePage(directory, request, chosenId));
    return context.redirect(answerTo(core, request, chosenId, true));
  });
  app.post("/oauth2/authorize", async (context) => {
    const request = readRequest(core, new URL(context.req.url).searchParams);
    if (typeof request === "string") return context.html(refusalPage(request), 400);
    const form = await context.req.formData();
    const userId = String(form.get("user_id") ?? "");
    const allowed = form.get("choice") === "authorize";
    if (allowed && !directory.person(userId)) return context.html(refusalPage("Choose who you are."), 400);
    if (allowed) rememberPerson(context, userId);
    return context.redirect(answerTo(core, request, userId, allowed));
  });
  return app;
}

/** Has the browser be this person when an application asks next. */
export function rememberPerson(context: Context, userId: string): void {
  setCookie(context, COOKIE, userId, { path: "/oauth2", httpOnly: true, sameSite: "Lax" });
}

/** No script, and nothing from elsewhere. No `form-action`: Chromium would hold it against the way back to the application. */
function pageHeaders() {
  return secureHeaders({
    strictTransportSecurity: false,
    referrerPolicy: "same-origin",
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["data:"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}
