import type { Core } from "./core.ts";
import { deliver } from "./deliver.ts";
import { ClientRefusal, type Exchange, type Tamper } from "./exchange.ts";
import { encodeModal, type ModalValues } from "./modal-values.ts";
import { nothingResolved, resolvedObject } from "./options.ts";
import { type CommandCall, runCommand, type Where } from "./person-command.ts";
import { type MessageRef, useComponent } from "./person-component.ts";
import { send } from "./send.ts";

export type { CommandCall, Where } from "./person-command.ts";

/**
 * What a person can do in Discord's client. Each resolves with what came of it, also when the Worker failed, and
 * rejects with ClientRefusal when Discord's client would not let them.
 */
export function createClient(core: Core) {
  return {
    /** Runs a slash command. Files are given as option values. */
    command: (userId: string, call: CommandCall, where: Where = {}): Promise<Exchange> =>
      runCommand(core, userId, call, where),

    /** Asks for choices of the option being typed; `options` holds what was typed so far. */
    autocomplete: (
      userId: string,
      call: CommandCall,
      focused: string,
      where: Where = {},
    ): Promise<Exchange> => runCommand(core, userId, call, where, focused),

    press: (userId: string, message: MessageRef, customId: string, tamper: Tamper = {}): Promise<Exchange> =>
      useComponent(core, userId, message, customId, null, tamper),

    select: (
      userId: string,
      message: MessageRef,
      customId: string,
      values: readonly string[],
      tamper: Tamper = {},
    ): Promise<Exchange> => useComponent(core, userId, message, customId, values, tamper),

    /** Submits a modal that an answer opened; its id is that of the exchange's `modal`. */
    submitModal: (
      userId: string,
      modalId: string,
      values: ModalValues,
      tamper: Tamper = {},
    ): Promise<Exchange> => submitModal(core, userId, modalId, values, tamper),

    /** What Discord sends when an endpoint is saved, and again later. */
    ping: (tamper: Tamper = {}): Promise<Exchange> => ping(core, tamper),

    /** Takes an ephemeral message out of the asker's sight. */
    dismiss(userId: string, messageId: string): void {
      const message = core.store.find(messageId);
      if (message?.ephemeralTo === userId) core.store.dismiss(message);
    },
  };
}

async function submitModal(
  core: Core,
  userId: string,
  modalId: string,
  values: ModalValues,
  tamper: Tamper,
): Promise<Exchange> {
  const opened = core.interactions.modal(modalId);
  if (!opened || opened.userId !== userId) throw new ClientRefusal("this modal is not open");
  const { channelId, command, sourceMessageId } = opened.from;
  const resolved = nothingResolved();
  const components = encodeModal(opened.modal, values, { core, channelId, resolved });
  const objects = resolvedObject(resolved);
  const data = { custom_id: opened.modal.custom_id, components, ...(objects ? { resolved: objects } : {}) };
  const about = { kind: "modal", userId, channelId, command, sourceMessageId } as const;
  const exchange = await send(core, about, data, tamper);
  if (!exchange.failure) core.interactions.closeModal(modalId);
  return exchange;
}

async function ping(core: Core, tamper: Tamper): Promise<Exchange> {
  const nobody = { userId: "", channelId: "", command: null, sourceMessageId: null };
  const interaction = core.interactions.open({ ...nobody, kind: "ping" });
  const { id, token } = interaction;
  return await deliver(
    core,
    interaction,
    { version: 1, application_id: core.applicationId, id, token, type: 1 },
    tamper,
  );
}
