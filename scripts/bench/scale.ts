import { join } from "node:path";
import type { Client } from "@libsql/client/http";
import { overHttp } from "../scale/database.ts";
import { seeAllNow } from "../scale/make.ts";
import { openShopOfSize } from "../scale/open.ts";
import { scaleMemberId } from "../scale/parts.ts";
import { interactionJson, signedRequest } from "./interaction.ts";
import type { Expected } from "./load.ts";
import type { Pair } from "./pairs.ts";
import { compareSides, type Side } from "./requests.ts";
import type { Shop } from "./shop.ts";

export const SMALL_MEMBERS = 1_000;
/** How many times as long the large shop may take. */
export const TIMES_MAX = 2;

const CONNECTIONS = 4;
const WRITING_CONNECTIONS = 2;

/** A shop of a size: its database, and a Worker that uses it. */
export type SizedShop = { readonly members: number; readonly client: Client; readonly port: number };
export type ScaleFigures = { readonly name: string; readonly pairs: Pair[] }[];

/** The database of a size in a folder of its name, made now unless it is there, and a Worker on it. */
export async function openSize(
  folder: string,
  members: number,
  startWorker: (name: string, databaseUrl: string) => Promise<number>,
  stops: (() => Promise<void>)[],
): Promise<SizedShop> {
  const made = await openShopOfSize(join(folder, String(members)), members, console.error);
  stops.unshift(made.stop);
  await seeAllNow(overHttp(made.client), members, Date.now());
  return { members, client: made.client, port: await startWorker(`worker-${members}`, made.url) };
}

const shown: Expected = { status: 200, text: '"type":4' };
const ranked: Expected = { status: 200, text: ": place **" };
const claimed: Expected = { status: 200, text: '"title":"+1,000 points"' };
const STEP = 7_919;
/** As many at both sizes, spread over all: the first claim of a member earns achievements, and takes longer for it. */
const CLAIMERS = 250;

/** What members do most, at both sizes in turn; who asks goes through all members in steps. */
export async function measureScale(
  shop: Shop,
  large: SizedShop,
  small: SizedShop,
  pace: { readonly pairs: number; readonly sliceMs: number },
): Promise<ScaleFigures> {
  const keys = shop.discordKeys;
  const command = (name: string, of: SizedShop, data: object = {}) => {
    let at = 0;
    return async (count: number) =>
      Array.from({ length: count }, () => {
        at = (at + STEP) % of.members;
        const asker = { id: scaleMemberId(at), staff: false };
        return signedRequest(keys, interactionJson("command", asker, { id: "1", name, type: 1, ...data }));
      });
  };
  const claims = (of: SizedShop) => {
    let at = 0;
    return async (count: number) =>
      (await shop.seedClaims(of.client, count)).map(({ code }) => {
        at = (at + 1) % CLAIMERS;
        const options = [{ type: 3, name: "code", value: code }];
        const asker = { id: scaleMemberId(at * Math.floor(of.members / CLAIMERS)), staff: false };
        return signedRequest(
          keys,
          interactionJson("command", asker, { id: "2", name: "claim", type: 1, options }),
        );
      });
  };
  const compare = async (
    name: string,
    expected: Expected,
    prepare: (of: SizedShop) => Side["prepare"],
    connections = CONNECTIONS,
  ) => {
    console.error(`measuring ${name}`);
    const side = (of: SizedShop): Side => ({ port: of.port, expected, prepare: prepare(of) });
    return { name, pairs: await compareSides(side(large), side(small), connections, pace) };
  };
  const period = (value: string) => ({ options: [{ type: 3, name: "period", value }] });
  return [
    await compare("/balance", shown, (of) => command("balance", of)),
    await compare("/leaderboard with own rank", ranked, (of) => command("leaderboard", of)),
    await compare("/leaderboard of the week", ranked, (of) => command("leaderboard", of, period("week"))),
    await compare("a page in the middle", ranked, (of) => middlePage(shop, of)),
    await compare("/history", shown, (of) => command("history", of)),
    await compare("/claim", claimed, claims, WRITING_CONNECTIONS),
  ];
}

/** ▶ pressed in the middle of the board. */
function middlePage(shop: Shop, of: SizedShop): Side["prepare"] {
  return async (count) => {
    const { rows } = await of.client.execute({
      sql: "select score, seq from standings where board = 'all' and account = ?",
      args: [`member:${scaleMemberId(of.members >> 1)}/points`],
    });
    const custom_id = `leaderboard:next:${rows[0]?.score}:${rows[0]?.seq}:all`;
    return Array.from({ length: count }, (_, at) => {
      const asker = { id: scaleMemberId((at * STEP) % of.members), staff: false };
      const press = interactionJson("press", asker, { custom_id, component_type: 2 });
      return signedRequest(shop.discordKeys, press);
    });
  };
}
