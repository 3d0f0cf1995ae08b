import { type JsonObject, messageObject } from "./api-objects.ts";
import type { Core } from "./core.ts";
import { deliver } from "./deliver.ts";
import { ClientRefusal, type Exchange, type Tamper } from "./exchange.ts";
import type { Interaction } from "./interaction.ts";
import { buildPayload } from "./payload.ts";

type About = Pick<Interaction, "kind" | "userId" | "channelId"> &
  Partial<Pick<Interaction, "command" | "sourceMessageId">>;

/** Opens an interaction, builds its payload around the data of its kind, and delivers it. */
export async function send(core: Core, about: About, data: JsonObject, tamper: Tamper): Promise<Exchange> {
  const person = core.directory.person(about.userId);
  if (!person) throw new ClientRefusal(`there is no user ${about.userId}`);
  const interaction = core.interactions.open({ command: null, sourceMessageId: null, ...about });
  const source = core.store.find(interaction.sourceMessageId);
  const message = source ? { message: messageObject(source, core.applicationId, core.directory) } : {};
  const payload = { ...buildPayload(core, interaction, person, data, tamper), ...message };
  return await deliver(core, interaction, payload, tamper);
}
