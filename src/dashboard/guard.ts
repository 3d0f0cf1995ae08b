import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { mayActAs } from "../domain/actor.ts";
import { csrfTokenOf } from "../domain/sessions/secret.ts";
import { type Purpose, sessionOf } from "../domain/sessions/session.ts";
import { sessionCookie } from "./cookies.ts";
import { AdminsOnly, FormStale } from "./failure.tsx";
import { depsOf, type In, type Inside } from "./room.ts";
import { isUpload } from "./upload.tsx";

const READS = new Set(["GET", "HEAD"]);
/** Uploads are streamed: their token stands before the body. */
const CSRF_HEADER = "x-csrf-token";
/** What a browser says of a form that comes from a page of this host, or that is sent again from its address bar. */
const OWN_SITES = new Set(["same-origin", "none"]);

/** Whoever fears for a session ends it also while Discord is away. */
const ENDS_SESSIONS = /^\/dashboard\/(?:logout|sessions\/end)$/;

/** Lets staff in, with what they may do now; sends others to log in. Whatever changes something proves that it comes from our own page. */
export const enter: MiddlewareHandler<Inside> = async (context, next) => {
  const changes = !READS.has(context.req.method);
  const secret = sessionCookie.read(context);
  const session = secret ? await sessionOf(depsOf(context), secret, purposeOf(context.req)) : null;
  if (!secret || !session) {
    if (changes) throw new FormStale();
    sessionCookie.clear(context);
    const { pathname, search } = new URL(context.req.url);
    // Discord would let a browser whose session was ended in again without a word.
    const way = secret ? "out" : "login";
    return context.redirect(`/dashboard/${way}?to=${encodeURIComponent(pathname + search)}`, 302);
  }
  context.set("session", session);
  context.set("csrfToken", csrfTokenOf(secret));
  if (changes && !(await isOurs(context))) throw new FormStale();
  return await next();
};

const purposeOf = ({ method, path }: In["req"]): Purpose => {
  if (READS.has(method)) return "look";
  return ENDS_SESSIONS.test(path) ? "leave" : "change";
};

/** For pages and forms that only admins have. */
export const adminsOnly: MiddlewareHandler<Inside> = async (context, next) => {
  if (!mayActAs(context.var.session.actor, "admin")) throw new AdminsOnly();
  return await next();
};

async function isOurs(context: In): Promise<boolean> {
  const { origin } = new URL(depsOf(context).shop.publicUrl);
  const from = context.req.header("origin");
  if (from !== undefined && from !== origin) return false;
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined && !OWN_SITES.has(site)) return false;
  const header = context.req.header(CSRF_HEADER);
  const given = header ?? (isUpload(context.req.path) ? undefined : (await context.req.parseBody()).csrf);
  return typeof given === "string" && isSame(given, context.var.csrfToken);
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
