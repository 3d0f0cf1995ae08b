import { join } from "node:path";
import { parseArgs } from "node:util";
import { DiscordFailure } from "../src/clients/discord/failure.ts";
import { registerCommands } from "./register/register.ts";
import { readSettings } from "./stack/settings.ts";

const { values } = parseArgs({
  options: { guild: { type: "string" }, check: { type: "boolean", default: false } },
});
const setting = readSettings(join(import.meta.dirname, ".."));

const needed = (name: string): string => {
  const value = setting(name);
  if (value) return value;
  console.error(`${name} is not set: put it into the environment, .dev.vars or wrangler.toml`);
  process.exit(2);
};

const found = await registerCommands(
  {
    applicationId: needed("DISCORD_APPLICATION_ID"),
    botToken: needed("DISCORD_BOT_TOKEN"),
    apiUrl: setting("DISCORD_API_URL") ?? "https://discord.com/api/v10",
    cdnUrl: setting("DISCORD_CDN_URL") ?? "https://cdn.discordapp.com",
    publicUrl: setting("PUBLIC_URL") ?? "http://localhost:8787",
  },
  values.guild ?? null,
  values.check,
).catch((error: unknown) => {
  if (!(error instanceof DiscordFailure)) throw error;
  console.error(failureSentence(error));
  process.exit(2);
});

for (const { name, kind } of found) console.log(`/${name} ${kind}`);
if (found.length === 0) console.log("Discord's commands are up to date");
else if (values.check) process.exitCode = 1;
else console.log(`Discord has the new table${values.guild ? ` in guild ${values.guild}` : ""}`);

function failureSentence({ kind, code, retryAfterMs }: DiscordFailure): string {
  if (kind === "token") return "Discord refuses the bot token: check DISCORD_BOT_TOKEN";
  if (kind === "away") return "Discord does not answer: try again, or check DISCORD_API_URL";
  if (kind === "wait") return `Discord asks to wait: try again in ${Math.ceil(retryAfterMs / 1_000)} seconds`;
  return `Discord refuses the call (code ${code}): check DISCORD_APPLICATION_ID and the server given with --guild`;
}
