import { ATTACHMENT_URL_LIFE_MS, FILES_BYTES_TOTAL_MAX } from "./limits.ts";
import type { Attachment } from "./message.ts";

/** A file as a person picks it or the Worker sends it. */
export type Upload = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  /** What Discord shall say of its size, when a test wants it to be wrong. */
  readonly claimedSize?: number;
};

export type StoredFile = {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
  readonly expiresAtMs: number;
};

export type Files = ReturnType<typeof createFiles>;

/** The CDN's contents. Uploads of commands and modals and files of ephemeral answers live under `/ephemeral-attachments/`. */
export function createFiles(
  clock: () => number,
  nextId: () => string,
  cdnUrl: () => string,
  saved: readonly StoredFile[] = [],
) {
  const stored = new Map(saved.map((file) => [file.attachment.id, file]));
  let bytesTotal = saved.reduce((sum, { bytes }) => sum + bytes.length, 0);

  return {
    add(upload: Upload, channelId: string, ephemeral: boolean): Attachment {
      const id = nextId();
      const filename = upload.name.replace(/[^\p{L}\p{N}._-]+/gu, "_");
      const expiresAtMs = clock() + ATTACHMENT_URL_LIFE_MS;
      const folder = ephemeral ? "ephemeral-attachments" : "attachments";
      const expiry = Math.floor(expiresAtMs / 1_000).toString(16);
      const attachment: Attachment = {
        id,
        filename,
        contentType: upload.contentType ?? "application/octet-stream",
        size: upload.claimedSize ?? upload.bytes.length,
        url: `${cdnUrl()}/${folder}/${channelId}/${id}/${encodeURIComponent(filename)}?ex=${expiry}`,
        ephemeral,
      };
      stored.set(id, { attachment, bytes: upload.bytes, expiresAtMs });
      bytesTotal += upload.bytes.length;
      for (const [oldestId, oldest] of stored) {
        if (bytesTotal <= FILES_BYTES_TOTAL_MAX) break;
        stored.delete(oldestId);
        bytesTotal -= oldest.bytes.length;
      }
      return attachment;
    },
    /** Those whose link lives, oldest first. */
    list: (): StoredFile[] => [...stored.values()].filter(({ expiresAtMs }) => expiresAtMs > clock()),
    /** The file of that id while its link lives. */
    find(id: string): StoredFile | undefined {
      const file = stored.get(id);
      return file && file.expiresAtMs > clock() ? file : undefined;
    },
  };
}
