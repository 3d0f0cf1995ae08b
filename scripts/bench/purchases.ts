import { type Client, createClient } from "@libsql/client/http";
import { interactionJson, newSnowflake, signedRequest } from "./interaction.ts";
import type { Pair } from "./pairs.ts";
import { postInteraction } from "./post.ts";
import { compareSides } from "./requests.ts";
import type { RoundTrips } from "./roundTrips.ts";
import type { Shop } from "./shop.ts";
import { readPipeline, type Wire } from "./wire.ts";

/** SQLite writes one batch at a time. */
const WRITING_CONNECTIONS = 2;
const DAY_MS = 86_400_000;
const PRODUCT = "redfinger";
const PRICE = 15_000;

/** A buyer with the exact money and an open question. */
type Question = { readonly quoteId: string; readonly memberId: string };

/** Writes buyers, each with a wallet and an open question, and the codes for them. */
export async function seedQuestions(client: Client, count: number): Promise<Question[]> {
  const questions = Array.from({ length: count }, () => ({
    quoteId: newSnowflake(),
    memberId: newSnowflake(),
  }));
  const json = JSON.stringify(questions);
  const each = (sql: string) => ({ sql: `${sql} from json_each(?)`, args: [json] });
  const member = "(value ->> 'memberId')";
  await client.batch(
    [
      "insert or ignore into accounts (id, owner, asset) values ('system:grants/money', 'system:grants', 'money')",
      each(
        `insert into accounts (id, owner, asset) select 'member:' || ${member} || '/money', 'member:' || ${member}, 'money'`,
      ),
      each(`insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
        select 'system:grants/money', 'member:' || ${member} || '/money', ${PRICE}, 'money', 'wallet.add', 'bench:' || ${member}, 'system', 0, 0`),
      each(`insert into quotes (id, member_id, product_id, size, price, expires_at_ms)
        select value ->> 'quoteId', ${member}, '${PRODUCT}', 1, ${PRICE}, ${Date.now() + DAY_MS}`),
      each(`insert into stock (id, product_id, upload_id, key_id, sealed, code_hash, created_at_ms, state_at_ms)
        select value ->> 'quoteId', '${PRODUCT}', 'bench', 'bench', hex(randomblob(48)), hex(randomblob(32)), 0, 0`),
    ],
    "write",
  );
  return questions;
}

const confirmation = ({ quoteId, memberId }: Question) =>
  interactionJson(
    "press",
    { id: memberId, staff: false },
    { custom_id: `shop:confirm:${quoteId}`, component_type: 2 },
  );

/** The statements that a purchase sends, as JSON for the bare Worker: taken from the wire. */
export async function takePurchaseTemplate(shop: Shop, client: Client, port: number, wire: Wire) {
  const [question] = await seedQuestions(client, 1);
  if (!question) throw new Error("no question was seeded");
  const json = confirmation(question);
  const { id, token }: { id: string; token: string } = JSON.parse(json);
  const [body, ...others] = await wire.during(() => postInteraction(shop, port, json));
  if (body === undefined || others.length > 0) throw new Error("not one request to the database");
  const marked = (arg: string) =>
    arg
      .replaceAll(token, "token")
      .replaceAll(question.memberId, "{member}")
      .replaceAll(id, "{interaction}")
      .replaceAll(question.quoteId, "{option}");
  return JSON.stringify(
    readPipeline(body).map(({ sql, args }) => ({
      sql,
      args: args.map((arg) => (typeof arg === "string" ? marked(arg) : arg)),
    })),
  );
}

/** Purchases a second, from the press to the answer after the commit, each by another buyer. */
export async function measurePurchases(
  shop: Shop,
  ports: { readonly coffer: number; readonly bare: number },
  databaseUrl: string,
  pace: { readonly pairs: number; readonly sliceMs: number },
): Promise<Pair[]> {
  const client = createClient({ url: databaseUrl });
  const keys = shop.discordKeys;
  const ours = async (count: number) =>
    (await seedQuestions(client, count)).map((question) => signedRequest(keys, confirmation(question)));
  const theirs = async (count: number) =>
    (await seedQuestions(client, count)).map(({ quoteId, memberId }) => {
      const options = [{ type: 3, name: "quote", value: quoteId }];
      const data = { id: "3", name: "confirm", type: 1, options };
      return signedRequest(keys, interactionJson("command", { id: memberId, staff: false }, data));
    });
  return await compareSides(
    { port: ports.coffer, expected: { status: 200, text: '"title":"Bought: ' }, prepare: ours },
    { port: ports.bare, expected: { status: 200, text: "paid" }, prepare: theirs },
    WRITING_CONNECTIONS,
    pace,
  );
}

/** How many requests the database gets for what buyers do. */
export async function countPurchaseTrips(
  shop: Shop,
  client: Client,
  port: number,
  wire: Wire,
): Promise<RoundTrips[]> {
  const [question] = await seedQuestions(client, 1);
  if (!question) throw new Error("no question was seeded");
  const buyer = { id: question.memberId, staff: false };
  const command = (name: string) => interactionJson("command", buyer, { id: "9", type: 1, name });
  const press = (id: string) => interactionJson("press", buyer, { custom_id: id, component_type: 2 });
  const steps: [string, string][] = [
    ["/shop", command("shop")],
    ["a product's page", press(`shop:product:${PRODUCT}`)],
    ["Buy", press(`shop:buy:${PRODUCT}:1`)],
    ["Confirm", confirmation(question)],
    ["Confirm, again", confirmation(question)],
    ["Buy, too little money", press(`shop:buy:${PRODUCT}:1`)],
    ["/orders", command("orders")],
    ["a purchase's page", press(`orders:show:${question.quoteId}:1`)],
  ];
  const counted: RoundTrips[] = [];
  for (const [name, json] of steps) {
    const requests = await wire.during(() => postInteraction(shop, port, json));
    counted.push({ name, requests: requests.length });
  }
  return counted;
}
