import type { Message } from "../../standins/discord/message.ts";
import type { Dice } from "../dice.ts";
import type { ImportAsked } from "../history.ts";
import type { Discord } from "../scene.ts";

/** A preview with its two buttons, waiting for a decision. */
export type Preview = {
  readonly importId: string;
  readonly message: Message;
  readonly confirm: string;
  readonly cancel: string;
};

const GO = 3;
const PLAIN = 2;
/** After this long staff count on a preview no more: the upload may be lost. */
const AWAITED_MS = 15_000;

/** The previews that staff see, each handed out once. */
export type Previews = {
  take(dice: Dice): Preview | undefined;
  /** Uploads whose preview may still come. */
  awaited(imports: readonly ImportAsked[]): number;
};

export function watchPreviews(discord: Discord): Previews {
  const open = new Map<string, Preview>();
  const seen = new Set<string>();
  discord.onMessage((event) => {
    const preview = event.type === "message" ? previewIn(event.message) : null;
    if (!preview || seen.has(preview.importId)) return;
    seen.add(preview.importId);
    open.set(preview.importId, preview);
  });
  return {
    take: (dice) => {
      const preview = dice.any([...open.values()]);
      if (preview) open.delete(preview.importId);
      return preview;
    },
    awaited: (imports) => {
      const fromMs = Date.now() - AWAITED_MS;
      return imports.filter(({ id, shown, askedMs }) => shown && askedMs > fromMs && !seen.has(id)).length;
    },
  };
}

function previewIn(message: Message): Preview | null {
  const buttons = message.components.flatMap((row) => row.components).filter((part) => part.type === 2);
  const confirm = buttons.find(({ style }) => style === GO)?.custom_id;
  const cancel = buttons.find(({ style }) => style === PLAIN)?.custom_id;
  const importId = message.answerTo?.interactionId;
  return confirm && cancel && importId ? { importId, message, confirm, cancel } : null;
}
