import { type Context, Hono } from "hono";
import { botObject, guildObject, memberObject } from "../api-objects.ts";
import type { Core } from "../core.ts";
import { DiscordError, refusal } from "../failure.ts";
import { readBody, readJson } from "./body.ts";
import { requireBot } from "./door.ts";

const SEARCHED_MAX = 1_000;

/** Routes about the application, its command tables, and members of the guild. */
export function applicationRoutes(core: Core): Hono {
  const { directory, commands, applicationId } = core;

  const list = (context: Context, guildId: string | null) => {
    const localizations = context.req.query("with_localizations") === "true";
    return context.json(commands.list(guildId).map((command) => commands.toObject(command, localizations)));
  };
  const overwrite = async (context: Context, guildId: string | null) => {
    const table = commands.overwrite(guildId, readJson(await readBody(context.req.raw)));
    return context.json(table.map((command) => commands.toObject(command, true)));
  };
  const guild = (context: Context) => {
    const id = context.req.param("guild") ?? "";
    if (id !== directory.world.guildId) throw refusal("unknownGuild");
    return id;
  };

  const app = new Hono();
  app.use("*", requireBot(core));
  app.get("/users/@me", (context) => context.json(botObject(applicationId, directory.world)));
  app.get("/applications/@me", (context) =>
    context.json({
      id: applicationId,
      name: directory.world.botName,
      verify_key: core.keyPair.publicKeyHex,
      bot: botObject(applicationId, directory.world),
    }),
  );
  app.use("/applications/:app/*", async (context, next) => {
    if (context.req.param("app") !== applicationId) throw refusal("unknownApplication");
    await next();
  });
  app.get("/applications/:app/commands", (context) => list(context, null));
  app.put("/applications/:app/commands", (context) => overwrite(context, null));
  app.get("/applications/:app/guilds/:guild/commands", (context) => list(context, guild(context)));
  app.put("/applications/:app/guilds/:guild/commands", (context) => overwrite(context, guild(context)));
  app.get("/guilds/:guild", (context) => {
    guild(context);
    return context.json(guildObject(directory.world));
  });
  app.get("/guilds/:guild/members/search", (context) => {
    guild(context);
    const found = directory.search(context.req.query("query") ?? "").slice(0, searchLimit(context));
    return context.json(found.map((person) => memberObject(directory.world, person)));
  });
  app.get("/guilds/:guild/members/:user", (context) => {
    guild(context);
    return context.json(memberObject(directory.world, directory.member(context.req.param("user"))));
  });
  return app;
}

/** How many a search may give: one, unless it is said otherwise. */
function searchLimit(context: Context): number {
  const limit = Number(context.req.query("limit") ?? 1);
  if (!context.req.query("query") || !Number.isInteger(limit) || limit < 1 || limit > SEARCHED_MAX)
    throw new DiscordError(400, 50035, "Invalid Form Body");
  return limit;
}
