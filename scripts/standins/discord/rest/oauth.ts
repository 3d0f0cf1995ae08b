import { type Context, Hono } from "hono";
import { memberObject, userObject } from "../api-objects.ts";
import type { Core } from "../core.ts";
import { refusal } from "../failure.ts";
import { revokeToken, tokensFor } from "../oauth/tokens.ts";
import type { Person } from "../world.ts";
import { readBody } from "./body.ts";

const FORM_TYPE = "application/x-www-form-urlencoded";
const BEARER = /^Bearer (\S+)$/;

/** Routes by which an application gets a person's token, and what that token opens. A bot's token passes by. */
export function oauthRoutes(core: Core): Hono {
  const { directory } = core;

  const app = new Hono();
  app.post("/oauth2/token", async (context) => {
    const form = await readForm(context.req.raw);
    return context.json(tokensFor(core, form, context.req.header("authorization")));
  });
  app.post("/oauth2/token/revoke", async (context) => {
    revokeToken(core, await readForm(context.req.raw), context.req.header("authorization"));
    return context.json({});
  });
  for (const path of ["/oauth2/token", "/oauth2/token/revoke"])
    app.all(path, () => {
      throw refusal("methodNotAllowed");
    });

  app.get("/users/@me", async (context, next) => {
    if (!isBearer(context)) return await next();
    return context.json(userObject(holder(core, context, "identify")));
  });
  app.get("/users/@me/guilds/:guild/member", (context) => {
    if (!isBearer(context)) throw refusal("notForBots");
    const person = holder(core, context, "guilds.members.read");
    const { world, left } = directory;
    if (context.req.param("guild") !== world.guildId || left.has(person.id)) throw refusal("unknownGuild");
    const { permissions: _, ...member } = memberObject(world, person);
    return context.json(member);
  });
  return app;
}

/** Whose token a call carries; undefined when it is no living one. */
export function tokenHolder(core: Core, context: Context) {
  return core.grants.bearer(BEARER.exec(context.req.header("authorization") ?? "")?.[1] ?? "");
}

/** Whether a call speaks for a person rather than for the bot. */
export function isBearer(context: Context): boolean {
  return context.req.header("authorization")?.startsWith("Bearer ") ?? false;
}

function holder(core: Core, context: Context, scope: string): Person {
  const grant = tokenHolder(core, context);
  const person = grant?.scopes.includes(scope) ? core.directory.person(grant.userId) : undefined;
  if (!person) throw refusal("unauthorized");
  return person;
}

/** The fields of a form; none when the body is of another type, JSON included. */
async function readForm(request: Request): Promise<URLSearchParams> {
  const body = await readBody(request);
  const isForm = request.headers.get("content-type")?.startsWith(FORM_TYPE) ?? false;
  return new URLSearchParams(isForm ? new TextDecoder().decode(body) : "");
}
