import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import * as z from "zod";

/** The line between the Worker and its database, on which requests and answers can get lost. */
export type Wire = {
  readonly url: string;
  readonly cuts: number;
  /**
   * Cuts the line at the next request that mentions a word, or at the answer to one: then what was asked has
   * been done, and nobody hears of it. Resolves at that moment.
   */
  cut(lost: Lost, about: string): Promise<void>;
  /** Nothing is cut off any more. */
  mend(): void;
  stop(): Promise<void>;
};

export type Lost = "request" | "answer";

const addressSchema = z.object({ port: z.number() });

export async function startWire(databasePort: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let waiting: { lost: Lost; about: string; cut: () => void }[] = [];
  let cuts = 0;

  function isCut(lost: Lost, asked: string): boolean {
    const hit = waiting.find((one) => one.lost === lost && asked.includes(one.about));
    if (!hit) return false;
    waiting = waiting.filter((one) => one !== hit);
    cuts++;
    hit.cut();
    return true;
  }

  function join(asking: Socket, answering: Socket): void {
    let asked = "";
    asking.on("data", (bytes) => {
      const text = bytes.toString("latin1");
      asked = text.startsWith("POST ") ? text : asked + text;
      // The server does nothing for half a request.
      if (isCut("request", asked)) asking.destroy();
      else answering.write(bytes);
    });
    answering.on("data", (bytes) => {
      if (isCut("answer", asked)) asking.destroy();
      else asking.write(bytes);
    });
  }

  const server = createServer((asking) => {
    const answering = connect(databasePort, "127.0.0.1");
    for (const [socket, other] of [
      [asking, answering],
      [answering, asking],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    join(asking, answering);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${addressSchema.parse(server.address()).port}`,
    get cuts() {
      return cuts;
    },
    cut: (lost, about) => new Promise((cut) => void waiting.push({ lost, about, cut })),
    mend: () => {
      waiting = [];
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
