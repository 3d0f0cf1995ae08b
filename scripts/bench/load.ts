import { connect, type Socket } from "node:net";

/** An answer that takes longer means that something hangs. */
const ANSWER_MAX_MS = 20_000;
const HEAD_END = "\r\n\r\n";

/** What every answer must be; anything else ends the benchmark. */
export type Expected = { readonly status: number; readonly text: string };

export type LoadClient = {
  /** Sends each request once, one in flight on each connection. Returns requests a second. */
  rate(requests: readonly Buffer[], expected: Expected): Promise<number>;
  close(): void;
};

/** A client over plain sockets: one of a library would take as long as the Workers it measures. */
export async function openLoad(port: number, connections: number): Promise<LoadClient> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  return {
    async rate(requests, expected) {
      let next = 0;
      const take = () => requests[next++];
      const startedAt = performance.now();
      await Promise.all(sockets.map((socket) => drain(socket, take, expected)));
      return (requests.length * 1_000) / (performance.now() - startedAt);
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** An HTTP request as bytes, ready to be sent. */
export function httpRequest(path: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n`;
  return Buffer.concat([Buffer.from(`${head}${lines.join("")}\r\n`), bytes]);
}

function opened(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.setTimeout(ANSWER_MAX_MS, () => socket.destroy());
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(socket)).once("error", reject);
  });
}

function drain(socket: Socket, take: () => Buffer | undefined, expected: Expected): Promise<void> {
  return new Promise((resolve, reject) => {
    let held: Buffer = Buffer.alloc(0);
    const end = (error?: Error) => {
      socket.off("data", read).off("close", lost);
      if (error) reject(error);
      else resolve();
    };
    const lost = () => end(new Error("the Worker closed the connection, or did not answer"));
    const send = () => {
      const request = take();
      if (request) socket.write(request);
      else end();
    };
    const read = (chunk: Buffer) => {
      held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      const bytes = answerBytes(held);
      if (bytes === null || held.length < bytes) return;
      const answer = held;
      held = Buffer.alloc(0);
      if (isAs(answer, expected)) send();
      else end(new Error(`an answer that was not expected: ${answer.toString().slice(0, 1_000)}`));
    };
    socket.on("data", read).on("close", lost);
    send();
  });
}

/** Head and body of an answer; null while the head is not complete. */
function answerBytes(held: Buffer): number | null {
  const headBytes = held.indexOf(HEAD_END);
  if (headBytes < 0) return null;
  const length = /\r\ncontent-length: (\d+)/i.exec(held.toString("latin1", 0, headBytes))?.[1];
  if (length === undefined) throw new Error("an answer without a length");
  return headBytes + HEAD_END.length + Number(length);
}

function isAs(answer: Buffer, { status, text }: Expected): boolean {
  return answer.toString("latin1", 9, 12) === String(status) && answer.includes(text);
}
