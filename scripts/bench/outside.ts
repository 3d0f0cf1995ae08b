import { createServer, type IncomingMessage } from "node:http";
import * as z from "zod";

/** Each recipient of a call has one of these. */
const RECIPIENT = Buffer.from('"to":[{');

export type Outside = Awaited<ReturnType<typeof openOutside>>;

/** Discord's REST API and CDN and SendGrid, as small as they can be: they accept everything at once. */
export async function openOutside() {
  const files = new Map<string, Buffer>();
  const listeners = new Set<() => void>();
  const mail = { calls: 0, recipients: 0 };
  let edits: string[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const server = createServer(async (incoming, answer) => {
    const path = incoming.url ?? "/";
    const file = files.get(path);
    if (file) {
      answer.writeHead(200, { "content-type": "text/csv", "content-length": file.length }).end(file);
      return;
    }
    const body = await bodyOf(incoming);
    if (path === "/v3/mail/send") {
      answer.writeHead(202, { "x-message-id": "m", "content-length": 0 }).end();
      mail.calls += 1;
      mail.recipients += occurrences(body, RECIPIENT);
    } else {
      answer.writeHead(200, { "content-type": "application/json" }).end('{"id":"1"}');
      if (incoming.method === "PATCH") edits.push(body.toString());
    }
    changed();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    mail,
    /** What was put into answers since `reset`. */
    edits: () => edits,
    reset() {
      edits = [];
      mail.calls = 0;
      mail.recipients = 0;
    },
    /** Puts a file on the CDN; returns its path. */
    upload(name: string, file: Buffer): string {
      const path = `/ephemeral-attachments/1/2/${name}`;
      files.set(path, file);
      return path;
    },
    /** Resolves with what `find` finds; it is asked after every call. */
    waitFor<T>(find: () => T | undefined, timeoutMs: number): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`waited ${timeoutMs} ms in vain; last edit: ${edits.at(-1)?.slice(0, 500)}`));
        }, timeoutMs);
        const look = () => {
          const found = find();
          if (found === undefined) return;
          end();
          resolve(found);
        };
        listeners.add(look);
        look();
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function occurrences(bytes: Buffer, needle: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) count++;
  return count;
}
