import type { Uploads } from "../compose.ts";
import { refusal } from "../failure.ts";
import type { Upload } from "../files.ts";
import { parseForm } from "../form.ts";
import { FILE_BYTES_MAX, FILES_PER_MESSAGE_MAX, REQUEST_BYTES_MAX } from "../limits.ts";
import { type MessageForm, messageSchema } from "../schema/message.ts";

const FILE_FIELD = /^files\[(\d+)\]$/;

/** JSON of a body. @throws DiscordError 50109 when it is none, 40005 when it is too long. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw refusal("notJson");
  }
}

export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > REQUEST_BYTES_MAX) throw refusal("tooLarge");
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > REQUEST_BYTES_MAX) throw refusal("tooLarge");
  return body;
}

/** A JSON body, or the `payload_json` of a multipart one with its files. */
export async function readJsonAndFiles(request: Request): Promise<{ json: unknown; uploads: Uploads }> {
  const body = await readBody(request);
  const contentType = request.headers.get("content-type") ?? "";
  if (!contentType.startsWith("multipart/form-data")) return { json: readJson(body), uploads: new Map() };
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
  const payload = form.get("payload_json");
  const uploads = new Map<string, Upload>();
  for (const [field, value] of form.entries()) {
    const index = FILE_FIELD.exec(field)?.[1];
    if (index === undefined || typeof value === "string") continue;
    uploads.set(index, await readUpload(value));
  }
  if (uploads.size > FILES_PER_MESSAGE_MAX) throw refusal("tooLarge");
  return { json: typeof payload === "string" ? readJson(new TextEncoder().encode(payload)) : {}, uploads };
}

export async function readMessage(request: Request): Promise<{ form: MessageForm; uploads: Uploads }> {
  const { json, uploads } = await readJsonAndFiles(request);
  return { form: parseForm(messageSchema, json), uploads };
}

async function readUpload(file: Blob & { name: string }): Promise<Upload> {
  if (file.size > FILE_BYTES_MAX) throw refusal("tooLarge");
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), contentType: file.type };
}
