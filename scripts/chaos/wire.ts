import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import * as z from "zod";

/** The line between the Worker and its database, on which answers can get lost. */
export type Wire = {
  readonly url: string;
  readonly cuts: number;
  /**
   * Cuts off the next answer to a request that mentions a word: what was asked has been done, and nobody hears
   * of it. Resolves at that moment.
   */
  cutAnswer(about: string): Promise<void>;
  /** No answer is cut off any more. */
  mend(): void;
  stop(): Promise<void>;
};

const addressSchema = z.object({ port: z.number() });

export async function startWire(databasePort: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let waiting: { about: string; cut: () => void }[] = [];
  let cuts = 0;

  function join(asking: Socket, answering: Socket): void {
    let asked = "";
    asking.on("data", (bytes) => {
      const text = bytes.toString("latin1");
      asked = text.startsWith("POST ") ? text : asked + text;
      answering.write(bytes);
    });
    answering.on("data", (bytes) => {
      const hit = waiting.find(({ about }) => asked.includes(about));
      if (!hit) return void asking.write(bytes);
      waiting = waiting.filter((one) => one !== hit);
      cuts++;
      hit.cut();
      asking.destroy();
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
    cutAnswer: (about) => new Promise((cut) => void waiting.push({ about, cut })),
    mend: () => {
      waiting = [];
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
