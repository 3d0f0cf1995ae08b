import { createClient } from "@libsql/client/http";
import { forgedRequest, interactionJson, newSnowflake, pingJson, signedRequest } from "./interaction.ts";
import { type Expected, type LoadClient, openLoad } from "./load.ts";
import { interleaved, type Pair } from "./pairs.ts";
import type { Shop } from "./shop.ts";

export type Ports = {
  readonly coffer: number;
  readonly barePing: number;
  readonly bareBalance: number;
  readonly bareClaim: number;
};
export type RequestFigures = Record<"ping" | "forged" | "balance" | "claim", Pair[]>;

/** Requests that tell about how many a slice must have. */
const TRIAL_REQUESTS = 300;
/** So that a slice's requests are prepared in bounded memory. */
const SLICE_REQUESTS_MAX = 5_000;
/** Members that take turns. */
const MEMBERS = 500;

const pong: Expected = { status: 200, text: '"type":1' };
const refused: Expected = { status: 401, text: "invalid request signature" };
const message: Expected = { status: 200, text: '"type":4' };
const claimed: Expected = { status: 200, text: '"title":"+1,000 points"' };
/** The last statement of a claim's batch tells the claim, and the bare Worker hands it on. */
const claimedBare: Expected = { status: 200, text: "claimed" };

/** One side of a comparison: how to prepare requests, and what their answers must be. */
export type Side = {
  readonly port: number;
  readonly expected: Expected;
  prepare(count: number): Promise<Buffer[]>;
};

const CONNECTIONS = 8;
/** SQLite writes one batch at a time; more than two in flight only wait in its queue. */
const WRITING_CONNECTIONS = 2;

/** The four comparisons of requests a second, slice by slice. */
export async function measureRequests(
  shop: Shop,
  ports: Ports,
  databaseUrl: string,
  pace: { readonly pairs: number; readonly sliceMs: number },
): Promise<RequestFigures> {
  const client = createClient({ url: databaseUrl });
  const keys = shop.discordKeys;
  const same = (request: () => Buffer) => async (count: number) => Array<Buffer>(count).fill(request());
  const ping = same(() => signedRequest(keys, pingJson()));
  const forged = same(() => forgedRequest(keys, pingJson()));
  const balance = same(() =>
    signedRequest(keys, interactionJson("command", member(1), { id: "1", name: "balance", type: 1 })),
  );
  const claims = (option: "code" | "codeHash") => async (count: number) =>
    (await shop.seedClaims(client, count)).map((claim, at) => {
      const options = [{ type: 3, name: "code", value: claim[option] }];
      return signedRequest(
        keys,
        interactionJson("command", member(at), { id: "2", name: "claim", type: 1, options }),
      );
    });
  const compare = (ours: Side, theirs: Side, connections = CONNECTIONS) =>
    compareSides(ours, theirs, connections, pace);
  const { coffer, barePing, bareBalance, bareClaim } = ports;
  return {
    ping: await compare(
      { port: coffer, expected: pong, prepare: ping },
      { port: barePing, expected: pong, prepare: ping },
    ),
    forged: await compare(
      { port: coffer, expected: refused, prepare: forged },
      { port: barePing, expected: pong, prepare: ping },
    ),
    balance: await compare(
      { port: coffer, expected: message, prepare: balance },
      { port: bareBalance, expected: message, prepare: balance },
    ),
    claim: await compare(
      { port: coffer, expected: claimed, prepare: claims("code") },
      { port: bareClaim, expected: claimedBare, prepare: claims("codeHash") },
      WRITING_CONNECTIONS,
    ),
  };
}

/** Compares two sides slice by slice, each with its own connections. */
export async function compareSides(
  ours: Side,
  theirs: Side,
  connections: number,
  pace: { readonly pairs: number; readonly sliceMs: number },
): Promise<Pair[]> {
  const clients = [await openLoad(ours.port, connections), await openLoad(theirs.port, connections)] as const;
  try {
    const [one, other] = [
      await slices(clients[0], ours, pace.sliceMs),
      await slices(clients[1], theirs, pace.sliceMs),
    ];
    return await interleaved(pace.pairs, one, other);
  } finally {
    for (const open of clients) open.close();
  }
}

/** Warms a side up and finds how many requests fill a slice. */
async function slices(client: LoadClient, side: Side, sliceMs: number): Promise<() => Promise<number>> {
  const run = async (count: number) => client.rate(await side.prepare(count), side.expected);
  await run(TRIAL_REQUESTS);
  const rate = await run(TRIAL_REQUESTS);
  const count = Math.min(SLICE_REQUESTS_MAX, Math.ceil((rate * sliceMs) / 1_000));
  return () => run(count);
}

const firstMember = BigInt(newSnowflake());

export const member = (at: number) => ({ id: String(firstMember + BigInt(at % MEMBERS)), staff: false });
