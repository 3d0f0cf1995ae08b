import { refusal } from "./failure.ts";
import type { Files, Upload } from "./files.ts";
import { formError } from "./form.ts";
import { FILES_PER_MESSAGE_MAX } from "./limits.ts";
import { type Attachment, NOTHING_SHOWN, type Shown } from "./message.ts";
import { FLAG_SUPPRESS_EMBEDS, type MessageForm } from "./schema/message.ts";

/** Files of a multipart request by the number in their field's name, `files[0]`. */
export type Uploads = ReadonlyMap<string, Upload>;

export const NO_UPLOADS: Uploads = new Map();

type Place = { readonly files: Files; readonly channelId: string; readonly ephemeral: boolean };

/**
 * What a message shows once a form is applied to what it showed before. A field left out of an edit stays as it was.
 * @throws DiscordError when nothing would be left to show, or a listed file is neither there nor sent along.
 */
export function compose(
  form: MessageForm,
  uploads: Uploads,
  place: Place,
  before: Shown = NOTHING_SHOWN,
): Shown {
  const suppressed = ((form.flags ?? 0) & FLAG_SUPPRESS_EMBEDS) !== 0;
  const shown: Shown = {
    content: form.content === undefined ? before.content : (form.content ?? "").trim(),
    embeds: suppressed ? [] : form.embeds === undefined ? before.embeds : (form.embeds ?? []),
    components: form.components === undefined ? before.components : (form.components ?? []),
    attachments: attachmentsOf(form, uploads, place, before),
  };
  const { content, embeds, components, attachments } = shown;
  if (!content && embeds.length + components.length + attachments.length === 0) throw refusal("emptyMessage");
  return shown;
}

/** Files sent along without a list replace those that were there, as of version 10 of the API. */
function attachmentsOf(form: MessageForm, uploads: Uploads, place: Place, before: Shown): Attachment[] {
  const store = (upload: Upload) => place.files.add(upload, place.channelId, place.ephemeral);
  const listed = form.attachments === null ? [] : form.attachments;
  const result = listed
    ? listed.map(({ id }, index) => {
        const kept = before.attachments.find((attachment) => attachment.id === id);
        const upload = uploads.get(id);
        if (!kept && !upload) {
          throw formError(
            ["attachments", String(index)],
            "ATTACHMENT_NOT_FOUND",
            "Attachment data not found",
          );
        }
        return kept ?? (upload && store(upload));
      })
    : uploads.size > 0
      ? [...uploads.values()].map(store)
      : [...before.attachments];
  if (result.length > FILES_PER_MESSAGE_MAX) {
    throw formError(
      ["attachments"],
      "BASE_TYPE_MAX_LENGTH",
      `Must be ${FILES_PER_MESSAGE_MAX} or fewer in length.`,
    );
  }
  return result.filter((attachment) => attachment !== undefined);
}
