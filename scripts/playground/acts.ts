import * as z from "zod";
import type { Exchange } from "../standins/discord/exchange.ts";
import type { Upload } from "../standins/discord/files.ts";
import type { DiscordStandIn } from "../standins/discord/standin.ts";

const path = { name: z.string(), group: z.string().optional(), subcommand: z.string().optional() };
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const call = { ...path, options: values, channel: z.string() };
const modalValues = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]));

/** What a person does on the page. Files travel beside it, in fields called `file:` and an option's name. */
const actSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("command"), ...call }),
  z.object({ act: z.literal("autocomplete"), ...call, focused: z.string() }),
  z.object({ act: z.literal("press"), messageId: z.string(), customId: z.string() }),
  z.object({
    act: z.literal("select"),
    messageId: z.string(),
    customId: z.string(),
    values: z.array(z.string()),
  }),
  z.object({ act: z.literal("modal"), modalId: z.string(), values: modalValues }),
  z.object({ act: z.literal("dismiss"), messageId: z.string() }),
  z.object({ act: z.literal("membership"), inGuild: z.boolean() }),
  z.object({ act: z.literal("locale"), locale: z.enum(["en-US", "id"]) }),
]);

type Act = z.infer<typeof actSchema>;
type Files = ReadonlyMap<string, readonly Upload[]>;

const FILE_FIELD = /^file:(.+)$/s;

/** Reads the form that the page posts. @throws ZodError when it is none of the page's acts. */
export async function readAct(form: FormData): Promise<{ act: Act; files: Files }> {
  const payload = form.get("act");
  const files = new Map<string, Upload[]>();
  for (const [field, value] of form.entries()) {
    const name = FILE_FIELD.exec(field)?.[1];
    if (name === undefined || typeof value === "string") continue;
    const upload = {
      name: value.name,
      bytes: new Uint8Array(await value.arrayBuffer()),
      contentType: value.type,
    };
    files.set(name, [...(files.get(name) ?? []), upload]);
  }
  return { act: actSchema.parse(JSON.parse(typeof payload === "string" ? payload : "{}")), files };
}

/** Does it, as that person; null when it is none that the Worker hears of. @throws ClientRefusal as Discord's client would. */
export async function perform(
  discord: DiscordStandIn,
  userId: string,
  act: Act,
  files: Files,
): Promise<Exchange | null> {
  switch (act.act) {
    case "command":
      return await discord.command(userId, commandCall(act, files), { channel: act.channel });
    case "autocomplete":
      return await discord.autocomplete(userId, commandCall(act, files), act.focused, {
        channel: act.channel,
      });
    case "press":
      return await discord.press(userId, act.messageId, act.customId);
    case "select":
      return await discord.select(userId, act.messageId, act.customId, act.values);
    case "modal":
      return await discord.submitModal(userId, act.modalId, { ...act.values, ...Object.fromEntries(files) });
    case "dismiss":
      discord.dismiss(userId, act.messageId);
      return null;
    case "membership":
      if (act.inGuild) discord.rejoin(userId);
      else discord.leave(userId);
      return null;
    case "locale":
      discord.setLocale(userId, act.locale);
      return null;
  }
}

function commandCall(act: Act & { act: "command" | "autocomplete" }, files: Files) {
  const { name, group, subcommand, options } = act;
  const uploads = [...files].flatMap(([option, [first]]) => (first ? [[option, first] as const] : []));
  return {
    name,
    ...(group === undefined ? {} : { group }),
    ...(subcommand === undefined ? {} : { subcommand }),
    options: { ...options, ...Object.fromEntries(uploads) },
  };
}
