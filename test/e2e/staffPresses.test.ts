import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Command, commandJson, OPTION } from "../../src/discord/command.ts";
import { commands } from "../../src/discord/commands/index.ts";
import type { Level } from "../../src/domain/actor.ts";
import { buttonOf } from "./support/orders.ts";
import { commandPayload, EPHEMERAL, postSigned } from "./support/raw.ts";
import { ADMIN, AYU, DIMAS, type OpenShop, openShop, PATIENCE, STAFF } from "./support/shop.ts";

let shop: OpenShop;
/** Buttons that an admin sees and has not pressed yet, and what the shop has by then. */
let offered: { remove: string; close: string; pay: string };
let given: Readonly<Record<string, string | number>>;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
  await prepare();
});
afterAll(() => shop.stop());

const command = (name: string, options: Record<string, string | number> = {}, subcommand?: string) =>
  shop.discord.command(ADMIN.id, { name, options, ...(subcommand ? { subcommand } : {}) });

/** Tokens, a campaign, orders and cashback, with a question that waits for each of an admin's confirmations. */
async function prepare() {
  await command("campaign", { name: "Spring" }, "create");
  const campaign = String(await shop.value("select id from campaigns"));
  await command("generatetoken", { description: "Flyer", quantity: 11, campaign });
  const [free = "", taken = ""] = (await shop.rows("select code from tokens order by seq")).map(({ code }) =>
    String(code),
  );
  await command("createorder", { description: "A secret cake", customer: AYU.id, token_code: taken });
  await command("createorder", { description: "Tea", customer: AYU.id, amount: 5_000 });
  await command("completeorder", { order_codes: "ED002" });
  await shop.rows(
    `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
      values ('test:1', 'purchase', ?, ?, 0, 20000, 0, 0)`,
    AYU.id,
    DIMAS.id,
  );
  const removal = await command("removetoken", { token_code: free, reason: "printed twice" });
  const closing = await command("campaign", { campaign }, "close");
  const cashback = await command("sendref-cashb");
  const preview = await shop.discord.waitFor(
    ({ id, components }) => id === cashback.message?.id && components.length > 0,
    PATIENCE,
  );
  if (!removal.message || !closing.message) throw new Error("an admin is not asked");
  offered = {
    remove: buttonOf(removal.message, 4),
    close: buttonOf(closing.message, 4),
    pay: buttonOf(preview, 3),
  };
  given = {
    campaign,
    token_code: free,
    order_code: "ED001",
    order_codes: "ED001",
    customer: DIMAS.id,
    member: AYU.id,
    user: AYU.id,
    description: "x",
    name: "Autumn",
    reason: "x",
    status: "waiting",
    action: "add",
    quantity: 5,
  };
  await shop.idle();
}

/** All that the database holds. */
async function everything(): Promise<string> {
  const tables = await shop.rows("select name from sqlite_master where type = 'table' order by name");
  const rows = await Promise.all(tables.map(({ name }) => shop.rows(`select * from "${String(name)}"`)));
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

const answerSchema = z.object({
  data: z.object({
    flags: z.number().optional(),
    embeds: z.array(z.looseObject({ title: z.string() })).length(1),
  }),
});
type Who = { id: string; roleIds: readonly string[] };
async function ask(person: Who, data: object, type: 2 | 3) {
  const payload = commandPayload(shop, data, { person: { ...person, roleIds: [...person.roleIds] }, type });
  return answerSchema.parse(await (await postSigned(shop, payload)).json()).data;
}

type Described = { type: number; name: string; options?: Described[] | undefined };
/** Options as Discord sends them: those that are described, as far as there is a value for each. */
const filled = (described: readonly Described[] = []): object[] =>
  described.flatMap(({ type, name }) => (name in given ? [{ type, name, value: given[name] }] : []));

/** Each way to use a command, as Discord sends it, with who may. */
function waysOf(one: Command): { level: Level; data: object; name: string }[] {
  const described: Described[] = commandJson(one).options;
  if (one.action) {
    const data = { name: one.name, type: 1, options: filled(described) };
    return [{ name: one.name, data, level: one.action.level ?? one.level }];
  }
  const inside = described.flatMap((entry) =>
    entry.type === OPTION.group
      ? (entry.options ?? []).map((last) => ({ path: [entry.name, last.name], last }))
      : [{ path: [entry.name], last: entry }],
  );
  return inside.map(({ path: [first = "", second], last }) => {
    const entry = one.subcommands?.[first];
    const action = entry && "actions" in entry ? entry.actions[second ?? ""] : entry;
    const leaf = { type: OPTION.subcommand, name: last.name, options: filled(last.options) };
    const option = second === undefined ? leaf : { type: OPTION.group, name: first, options: [leaf] };
    const data = { name: one.name, type: 1, options: [option] };
    return { name: `${one.name} ${first} ${second ?? ""}`, data, level: action?.level ?? one.level };
  });
}

/** The buttons of tokens, orders and cashback carry what really is there; those of others, an id that could be. */
function buttonsOf({ name, presses = {} }: Command): { level: Level; data: object; name: string }[] {
  const real = Object.values(offered).find((id) => id.startsWith(`${name}:`));
  const [, , ...ids] = real?.split(":") ?? ["", "", "1", "1", "1"];
  return Object.entries(presses).map(([press, { level }]) => {
    const custom_id = [name, press, ...ids].join(":");
    return { name: custom_id, data: { custom_id, component_type: 2 }, level };
  });
}

test.each([
  ["a customer", DIMAS, ["staff", "admin"]],
  ["staff", STAFF, ["admin"]],
] as const)(
  "what is not for %s is refused to them, in the whole table, and changes nothing",
  async (_, person, levels) => {
    const refused = ({ level }: { level: Level }) => levels.some((each) => each === level);
    const ways = commands.flatMap(waysOf).filter(refused);
    const buttons = commands.flatMap(buttonsOf).filter(refused);
    for (const name of ["generatetoken", "campaign close ", "referral-blacklist", "sendref-cashb"])
      expect(ways.map((way) => way.name)).toContain(name);
    for (const name of Object.values(offered)) expect(buttons.map((button) => button.name)).toContain(name);
    const before = await everything();
    for (const { name, data } of ways) {
      const answer = await ask(person, data, 2);
      expect(answer, name).toMatchObject({ flags: EPHEMERAL, embeds: [{ title: "Not for you" }] });
    }
    for (const { name, data } of buttons) {
      const answer = await ask(person, data, 3);
      expect(answer, name).toMatchObject({ flags: EPHEMERAL, embeds: [{ title: "Not for you" }] });
    }
    expect(await everything()).toBe(before);
  },
);

test("nobody but the customer and staff gets at an order by its buttons", async () => {
  const orderId = String(await shop.value("select id from orders where number = 1"));
  const before = await everything();
  for (const custom_id of [`orders:order:${orderId}:1`, `orderstatus:file:${orderId}`]) {
    const answer = await ask(DIMAS, { custom_id, component_type: 2 }, 3);
    expect(answer).toMatchObject({ flags: EPHEMERAL, embeds: [{ title: "That did not work" }] });
    expect(JSON.stringify(answer)).not.toContain("cake");
  }
  expect(await everything()).toBe(before);
});

test("an admin's question is answered by that admin alone, once", async () => {
  const other = { id: STAFF.id, roleIds: ADMIN.roleIds };
  const before = await everything();
  for (const custom_id of [...Object.values(offered), offered.pay.replace(":confirm:", ":cancel:")]) {
    const answer = await ask(other, { custom_id, component_type: 2 }, 3);
    expect(answer, custom_id).toMatchObject({ flags: EPHEMERAL, embeds: [{ title: "That did not work" }] });
  }
  expect(await everything()).toBe(before);

  const { remove, close, pay } = offered;
  for (const message of shop.discord.messages(shop.discord.world.channels[0]?.id ?? "")) {
    const id = message.components.flatMap((row) => row.components)[0]?.custom_id;
    if (id && [remove, close, pay].includes(id)) await shop.discord.press(ADMIN.id, message, id);
  }
  await shop.until("select count(*) from transfers where kind = 'referral_cashback'", 1);
  expect(await shop.rows("select state, count(*) from tokens group by state order by state")).toMatchObject([
    { 0: "removed", 1: 10 },
    { 0: "reserved", 1: 1 },
  ]);
  for (const custom_id of [remove, close, pay]) {
    const again = await ask({ id: ADMIN.id, roleIds: ADMIN.roleIds }, { custom_id, component_type: 2 }, 3);
    expect(again.embeds).toHaveLength(1);
  }
  expect(await shop.value("select count(*) from transfers where kind = 'referral_cashback'")).toBe(1);
  expect(await shop.value("select count(*) from token_events where to_state = 'removed'")).toBe(10);
});
