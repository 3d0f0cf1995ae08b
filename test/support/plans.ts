import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { createClient } from "@libsql/client/http";
import * as z from "zod";
import type { Deps } from "../../src/domain/deps.ts";
import type { TestShop } from "./shop.ts";

/** A batch first names its statements, and then runs them by number. */
const bodySchema = z.object({
  requests: z.array(
    z.looseObject({ sql: z.string().optional(), stmt: z.object({ sql: z.string().optional() }).optional() }),
  ),
});
const portSchema = z.object({ port: z.number() });

const statementsIn = (body: string): string[] =>
  bodySchema.parse(JSON.parse(body)).requests.flatMap(({ sql, stmt }) => sql ?? stmt?.sql ?? []);

/** A statement, and the steps of its plan; those of one SELECT have the same parent. */
export type Plan = {
  readonly sql: string;
  readonly steps: readonly { readonly parent: number; readonly detail: string }[];
};

/** How SQLite goes about everything that is asked of the database meanwhile, line by line. */
export async function plansOf(shop: TestShop, work: (deps: Deps) => Promise<unknown>): Promise<string[]> {
  return (await plansByStatement(shop, work)).flatMap(({ steps }) => steps.map(({ detail }) => detail));
}

/** The same, statement by statement. */
export async function plansByStatement(
  shop: TestShop,
  work: (deps: Deps) => Promise<unknown>,
): Promise<Plan[]> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    asked.push(...statementsIn(body.toString()));
    const url = `${shop.database.url}${request.url}`;
    const reply = await fetch(url, { method: "POST", body: new Uint8Array(body) });
    response.writeHead(reply.status, { "content-type": "application/json" }).end(await reply.text());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = portSchema.parse(server.address());
  try {
    await work(shop.deps({ databaseUrl: `http://127.0.0.1:${port}` }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
  if (asked.length === 0) throw new Error("nothing was asked");
  return await explained(shop, asked);
}

/** The plan hangs on the statement alone, not on what is bound to it. */
async function explained(shop: TestShop, statements: readonly string[]): Promise<Plan[]> {
  const client = createClient({ url: shop.database.url });
  const plans: Plan[] = [];
  for (const sql of statements) {
    const args = [...sql.matchAll(/\?/g)].map(() => null);
    const plan = await client.execute({ sql: `explain query plan ${sql}`, args });
    plans.push({
      sql,
      steps: plan.rows.map(({ parent, detail }) => ({ parent: Number(parent), detail: String(detail) })),
    });
  }
  client.close();
  return plans;
}
