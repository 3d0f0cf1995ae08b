import { type Client, createClient } from "@libsql/client/http";
import { newSnowflake } from "./interaction.ts";
import { httpRequest } from "./load.ts";
import { notificationJson, TOPUP_AMOUNT } from "./midtrans.ts";
import type { Pair } from "./pairs.ts";
import { compareSides, type Side } from "./requests.ts";
import { readPipeline, type Wire } from "./wire.ts";

/** SQLite writes one batch at a time. */
const WRITING_CONNECTIONS = 2;
const MEMBERS = 500;
const WAITS_MS = 900_000;

export type PaymentFigures = { readonly settled: Pair[]; readonly repeated: Pair[] };
export type PaymentPorts = { readonly coffer: number; readonly bare: number; readonly bareRepeat: number };

const firstMember = BigInt(newSnowflake());
const done = { status: 200, text: "done" };

/** Writes top-ups that wait to be paid, as /topup would, and returns their ids. */
export async function seedTopups(client: Client, count: number): Promise<string[]> {
  const nowMs = Date.now();
  const rows = Array.from({ length: count }, (_, at) => [
    `tu-${newSnowflake()}`,
    String(firstMember + BigInt(at % MEMBERS)),
    "made-up-token",
    nowMs + WAITS_MS,
    nowMs,
  ]);
  await client.execute({
    sql: `insert into topups (id, member_id, amount, state, interaction_token, answer_until_ms, next_check_at_ms, created_at_ms, state_at_ms)
      select value ->> 0, value ->> 1, ${TOPUP_AMOUNT}, 'pending', value ->> 2, value ->> 3, value ->> 3, value ->> 4, value ->> 4 from json_each(?)`,
    args: [JSON.stringify(rows)],
  });
  return rows.map(([id]) => String(id));
}

const settled = (topupId: string) =>
  httpRequest("/webhooks/midtrans", {}, notificationJson(topupId, "settlement"));

/** The statements that a settlement sends, and those of its repeat, as JSON for the bare Worker: taken from the wire. */
export async function takePaymentTemplates(client: Client, port: number, wire: Wire) {
  const [topupId = ""] = await seedTopups(client, 1);
  const taken = async () => {
    const [body, ...others] = await wire.during(() =>
      postNotification(port, notificationJson(topupId, "settlement")),
    );
    if (body === undefined || others.length > 0) throw new Error("not one request to the database");
    const statements = readPipeline(body);
    const texts = statements.flatMap(({ args }) => args.filter((arg) => typeof arg === "string"));
    const moveId = texts.map((text) => /^(.+)\.notice$/.exec(text)?.[1]).find(Boolean) ?? "";
    return JSON.stringify(
      statements.map(({ sql, args }) => ({ sql, args: args.map((arg) => marked(arg, topupId, moveId)) })),
    );
  };
  return { settled: await taken(), repeated: await taken() };
}

/** The move's id is made anew for each request; the inbox knows a notification by a hash of its body. */
function marked(arg: string | number | null, topupId: string, moveId: string) {
  if (typeof arg !== "string") return arg;
  if (arg.startsWith("{")) return "{body}";
  if (/^[0-9a-f]{64}$/.test(arg)) return "{hash}";
  return arg.replaceAll(topupId, "{order}").replaceAll(moveId, "{move}");
}

/** Notifications a second from the signed request to the answer after the commit: each of another payment, and of one again and again. */
export async function measurePayments(
  ports: PaymentPorts,
  databaseUrl: string,
  pace: { readonly pairs: number; readonly sliceMs: number },
): Promise<PaymentFigures> {
  const client = createClient({ url: databaseUrl });
  const distinct = async (count: number) => (await seedTopups(client, count)).map(settled);
  const [once = ""] = await seedTopups(client, 1);
  await postNotification(ports.coffer, notificationJson(once, "settlement"));
  const again = async (count: number) => Array<Buffer>(count).fill(settled(once));
  const compare = (bare: number, prepare: Side["prepare"]) =>
    compareSides(
      { port: ports.coffer, expected: done, prepare },
      { port: bare, expected: done, prepare },
      WRITING_CONNECTIONS,
      pace,
    );
  return { settled: await compare(ports.bare, distinct), repeated: await compare(ports.bareRepeat, again) };
}

/** Posts one notification as Midtrans would. Throws unless the Worker answers 200. */
export async function postNotification(port: number, body: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/webhooks/midtrans`, { method: "POST", body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`the Worker answered ${answer.status}: ${text.slice(0, 500)}`);
}
