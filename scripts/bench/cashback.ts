import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/http";
import * as z from "zod";
import type { Project } from "./config.ts";
import { emptiedDatabase } from "./emptied.ts";
import { interactionJson, newSnowflake } from "./interaction.ts";
import type { Outside } from "./outside.ts";
import { postInteraction } from "./post.ts";
import { type Shop, STAFF_ROLE_ID } from "./shop.ts";
import { openWire } from "./wire.ts";
import { startWorkerd } from "./workerd.ts";

export type CashbackPace = { readonly members: number; readonly earnings: number; readonly sample: number };

export type CashbackFigures = {
  /** From the command to the preview, and from Confirm to the result. */
  readonly previewMs: number;
  readonly payMs: number;
  readonly roundTrips: number;
  /** Members a second, in one batch and one by one. */
  readonly ours: number;
  readonly theirs: number;
};

type Stage = {
  readonly folder: string;
  readonly shop: Shop;
  readonly project: Project;
  readonly outside: Outside;
  readonly coffer: string;
};

const PAYING_MAX_MS = 240_000;
/** Rows of one statement: few enough for a server's five seconds for a transaction. */
const MEMBERS_PER_SEED = 10_000;
const FIRST_MEMBER = 1_600_000_000_000_000_000n;
const FIRST_SAMPLED = 1_700_000_000_000_000_000n;
const BARE_TABLE = "create table bench_cashback (id text) strict";

/**
 * Pays a shop's cashback as an admin does, end to end, and on the same server then members of the same kind one by one,
 * with three statements each.
 */
export async function measureCashback(stage: Stage, pace: CashbackPace): Promise<CashbackFigures> {
  const { folder, shop, project, outside } = stage;
  const database = await emptiedDatabase(join(folder, "cashback-data"), BARE_TABLE);
  await database.empty();
  const wire = await openWire(database.url);
  const client = createClient({ url: database.url });
  const perMember = Math.round(pace.earnings / pace.members);
  await seedEarnings(client, FIRST_MEMBER, pace.members, perMember);
  const coffer = await startWorkerd({
    folder: join(folder, "cashback"),
    modulePath: stage.coffer,
    project,
    settings: {
      ...shop.settings(project.vars, wire.url, outside.url),
      ADMIN_ROLE_IDS: STAFF_ROLE_ID,
      CASHBACK_RECEIVERS_MAX: String(pace.members),
    },
    queues: "delivered",
  });
  try {
    const paid = await payAll(shop, coffer.port, outside, wire);
    await provePaid(client, pace.members);
    await seedEarnings(client, FIRST_SAMPLED, pace.sample, perMember);
    const theirs = await payOneByOne(client, pace.sample);
    return { ...paid, ours: (pace.members * 1_000) / paid.payMs, theirs };
  } finally {
    await coffer.stop();
    await wire.close();
    await database.close();
  }
}

/** Writes referrers with so many earnings each, of members that they brought. */
async function seedEarnings(
  client: Client,
  first: bigint,
  members: number,
  perMember: number,
): Promise<void> {
  for (let from = 0; from < members; from += MEMBERS_PER_SEED) {
    await client.execute({
      sql: `with recursive referrer(n) as (select ?1 union all select n + 1 from referrer where n + 1 < ?2),
          nth(i) as (select 0 union all select i + 1 from nth where i + 1 < ?3)
        insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
        select 'bench:' || (?4 + n) || '.' || i, 'purchase', cast(?4 + n as text), cast(?4 + n * 100 + i % 7 as text),
          10000 + n % 5000, (10000 + n % 5000 + i) * 50, 1, 1 from referrer, nth`,
      args: [BigInt(from), BigInt(Math.min(members, from + MEMBERS_PER_SEED)), BigInt(perMember), first],
    });
  }
}

/** Asks for the preview, confirms it at once, and waits for the result. */
async function payAll(
  shop: Shop,
  port: number,
  outside: Outside,
  wire: Awaited<ReturnType<typeof openWire>>,
): Promise<Pick<CashbackFigures, "previewMs" | "payMs" | "roundTrips">> {
  const admin = { id: newSnowflake(), staff: true };
  const find = (pattern: RegExp) => () =>
    outside
      .edits()
      .map((edit) => pattern.exec(edit)?.[1])
      .find(Boolean);
  const times: number[] = [];
  const requests = await wire.during(async () => {
    outside.reset();
    times.push(performance.now());
    await postInteraction(
      shop,
      port,
      interactionJson("command", admin, { id: "4", name: "sendref-cashb", type: 1 }),
    );
    const confirm = await outside.waitFor(find(/"custom_id":"(sendref-cashb:confirm:[^"]+)"/), PAYING_MAX_MS);
    times.push(performance.now());
    await postInteraction(
      shop,
      port,
      interactionJson("press", admin, { custom_id: confirm, component_type: 2 }),
    );
    await outside.waitFor(find(/"title":"(Cashback paid)"/), PAYING_MAX_MS);
    times.push(performance.now());
  });
  const [askedAt = 0, shownAt = 0, doneAt = 0] = times;
  return { previewMs: shownAt - askedAt, payMs: doneAt - shownAt, roundTrips: requests.length };
}

const countSchema = z.object({ paid: z.number(), open: z.number() });

/** A figure counts only where everybody was paid. */
async function provePaid(client: Client, members: number): Promise<void> {
  const { rows } = await client.execute(
    `select (select count(*) from transfers where kind = 'referral_cashback') as paid,
      (select count(*) from earnings where batch_id is null and kind <> 'remainder') as open`,
  );
  const { paid, open } = countSchema.parse({ ...rows[0] });
  if (paid !== members || open !== 0)
    throw new Error(`${paid} of ${members} members were paid, ${open} earnings are open`);
}

/** Members a second, each by three statements: what is pending, the money, the mark that it is paid. */
async function payOneByOne(client: Client, members: number): Promise<number> {
  const ids = Array.from({ length: members }, (_, at) => String(FIRST_SAMPLED + BigInt(at)));
  await client.execute({
    sql: `insert into accounts (id, owner, asset)
      select 'member:' || value || '/money', 'member:' || value, 'money' from json_each(?)`,
    args: [JSON.stringify(ids)],
  });
  const startedAt = performance.now();
  for (const id of ids) {
    const { rows } = await client.execute({
      sql: "select sum(units) / 10000 as amount from earnings where referrer_id = ? and batch_id is null",
      args: [id],
    });
    await client.execute({
      sql: `insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
        values ('system:cashback/money', 'member:' || ?1 || '/money', ?2, 'money', 'referral_cashback', 'bench:' || ?1, 'system', 1, 1)`,
      args: [id, rows[0]?.amount ?? null],
    });
    await client.execute({
      sql: "update earnings set batch_id = 'BENCH' where referrer_id = ? and batch_id is null",
      args: [id],
    });
  }
  return (members * 1_000) / (performance.now() - startedAt);
}
