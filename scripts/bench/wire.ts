import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import * as z from "zod";

/** A statement as it went over the wire, with the arguments in JavaScript's types. */
export type SentStatement = { readonly sql: string; readonly args: readonly (string | number | null)[] };

export type Wire = {
  readonly url: string;
  /** Runs something and tells the bodies of the requests that the database had for it. */
  during(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
};

/** An isolate reads with its first request, and then behind one every half minute, what owners have changed: no command's own request. */
const CHANGED_SETTINGS = "shop_settings";

/** A way to the database on which requests can be counted and read. */
export async function openWire(databaseUrl: string): Promise<Wire> {
  const agent = new Agent({ keepAlive: true });
  let seen: string[] = [];
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      seen.push(body.toString());
      const { method, headers } = incoming;
      const onward = request(
        new URL(incoming.url ?? "/", databaseUrl).href,
        { method, headers, agent },
        (reply) => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(answer);
        },
      );
      onward.on("error", () => answer.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = addressSchema.parse(server.address()) satisfies Pick<AddressInfo, "port">;
  return {
    url: `http://127.0.0.1:${port}`,
    async during(work) {
      seen = [];
      await work();
      return seen.filter((body) => !body.includes(CHANGED_SETTINGS));
    },
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const addressSchema = z.object({ port: z.number() });

const valueSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("null") }).transform(() => null),
  z.object({ type: z.literal("text"), value: z.string() }).transform(({ value }) => value),
  z.object({ type: z.literal("float"), value: z.number() }).transform(({ value }) => value),
  z.object({ type: z.literal("integer"), value: z.string() }).transform(({ value }) => Number(value)),
]);
const statementSchema = z.object({
  sql: z.string().nullish(),
  sql_id: z.number().nullish(),
  args: z.array(valueSchema).default([]),
});
const pipelineSchema = z.object({
  requests: z.array(
    z.discriminatedUnion("type", [
      z.object({ type: z.literal("store_sql"), sql_id: z.number(), sql: z.string() }),
      z.object({ type: z.literal("execute"), stmt: statementSchema }),
      z.object({
        type: z.literal("batch"),
        batch: z.object({ steps: z.array(z.object({ stmt: statementSchema })) }),
      }),
      z.object({ type: z.literal("close") }),
      z.object({ type: z.literal("close_sql") }),
    ]),
  ),
});

/** The statements of one request in Hrana's JSON, without those that begin and end the transaction. */
export function readPipeline(body: string): SentStatement[] {
  const { requests } = pipelineSchema.parse(JSON.parse(body));
  const stored = new Map(
    requests.flatMap((entry) => (entry.type === "store_sql" ? [[entry.sql_id, entry.sql] as const] : [])),
  );
  const statements = requests.flatMap((entry) => {
    if (entry.type === "execute") return [entry.stmt];
    return entry.type === "batch" ? entry.batch.steps.map(({ stmt }) => stmt) : [];
  });
  return statements
    .map(({ sql, sql_id: id, args }) => ({ sql: sql ?? stored.get(id ?? -1) ?? "", args }))
    .filter(({ sql }) => !/^(BEGIN|COMMIT|ROLLBACK)\b/.test(sql));
}
