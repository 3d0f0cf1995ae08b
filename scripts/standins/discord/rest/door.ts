import type { Context, Next } from "hono";
import type { Core } from "../core.ts";
import { DiscordError, refusal } from "../failure.ts";
import { OAuthError } from "../oauth/failure.ts";

const USER_AGENT = /^DiscordBot \(\S+, \S+\)/;
const AUTHORIZATION = /^Bot \S+$/;

/** Discord's clients must say who they are; Cloudflare turns others away before the API sees them. */
export async function requireUserAgent(context: Context, next: Next): Promise<Response | undefined> {
  if (!USER_AGENT.test(context.req.header("user-agent") ?? "")) {
    return context.html("<!doctype html><title>Access denied</title>", 403);
  }
  await next();
  return undefined;
}

/** Holds the bot's token to the one of the options; any token in Discord's form when none was given. */
export function requireBot(core: Core) {
  return async (context: Context, next: Next): Promise<void> => {
    if (!isBot(core, context)) throw refusal("unauthorized");
    await next();
  };
}

/** Writes each call down once it was answered. */
export function logRequests(core: Core) {
  return async (context: Context, next: Next): Promise<void> => {
    const atMs = core.clock();
    await next();
    const { method, path } = context.req;
    core.requests.add({ method, path, status: context.res.status, atMs, authorized: isBot(core, context) });
  };
}

/** Gives a refusal Discord's form; anything else is a mistake of the stand-in and shows as one. */
export function onError(error: Error, context: Context): Response {
  if (error instanceof DiscordError || error instanceof OAuthError)
    return context.json(error.body(), error.status);
  console.error(error);
  return context.json({ message: `the stand-in failed: ${error.message}`, code: 0 }, 500);
}

function isBot(core: Core, context: Context): boolean {
  const given = context.req.header("authorization") ?? "";
  return core.botToken === null ? AUTHORIZATION.test(given) : given === `Bot ${core.botToken}`;
}
