import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { SESSION_LIFE_MS } from "../domain/sessions/login.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/time.ts";

/** With the prefix `__Host-` a browser takes a cookie only from this host itself, over TLS, for all of it. */
const SESSION = "coffer";
const LOGIN = "coffer_login";
const FLASH = "coffer_flash";
const OPTIONS = { prefix: "host", secure: true, httpOnly: true, sameSite: "Lax", path: "/" } as const;
const LOGIN_LIFE_MS = 10 * MINUTE_MS;
const FLASH_LIFE_MS = MINUTE_MS;

const kept = (lifeMs: number) => ({ ...OPTIONS, maxAge: lifeMs / SECOND_MS });

export const sessionCookie = {
  read: (context: Context) => getCookie(context, SESSION, "host"),
  set: (context: Context, secret: string) => setCookie(context, SESSION, secret, kept(SESSION_LIFE_MS)),
  clear: (context: Context) => deleteCookie(context, SESSION, OPTIONS),
};

/** What a login must find again when the browser comes back from Discord; good for one return. */
export const loginCookie = {
  take(context: Context) {
    const [state, verifier, ...to] = (getCookie(context, LOGIN, "host") ?? "").split("|");
    deleteCookie(context, LOGIN, OPTIONS);
    return state && verifier && to.length > 0 ? { state, verifier, to: to.join("|") } : null;
  },
  set: (context: Context, state: string, verifier: string, to: string) =>
    setCookie(context, LOGIN, [state, verifier, to].join("|"), kept(LOGIN_LIFE_MS)),
};

/** What the next page says first: how the form that was just sent has ended. */
export const flashCookie = {
  take(context: Context): string | null {
    const text = getCookie(context, FLASH, "host");
    if (text === undefined) return null;
    deleteCookie(context, FLASH, OPTIONS);
    return text;
  },
  set: (context: Context, text: string) => setCookie(context, FLASH, text, kept(FLASH_LIFE_MS)),
};
