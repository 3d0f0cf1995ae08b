import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import type { Request } from "../../src/domain/actor.ts";
import { cancelOrder } from "../../src/domain/orders/cancel.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { createOrder } from "../../src/domain/orders/create.ts";
import { openStates } from "../../src/domain/orders/order.ts";
import { updateOrder } from "../../src/domain/orders/update.ts";
import { Problem } from "../../src/domain/problem.ts";
import { orderCode } from "../../src/lib/orderCode.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { OrderModel, type Reward } from "../support/orderModel.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import {
  brokenPairs,
  brought,
  newToken,
  numbersHaveNoGap,
  orderWay,
  staff,
  tokenRow,
  tokenWay,
} from "../support/staffOrders.ts";

/** Some twenty seconds; a busy machine takes thrice as long. */
const TIMEOUT_MS = 180_000;
const CUSTOMERS = 2;
const NAMES_NONE = 12;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const tokenGiven = fc.record({
  reward: fc.constantFrom<Reward>(null, ["points", 40], ["percent", 15], ["money", 7_000]),
  lifeDays: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 4 }),
  limit: fc.option(fc.integer({ min: 1, max: 2 })),
});
/** One of the orders that there are by then; the last names none. */
const which = fc.nat(NAMES_NONE);
const isLost = fc.boolean();
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("create" as const),
      customer: fc.nat(CUSTOMERS - 1),
      token: fc.option(fc.nat(3), { freq: 2 }),
      amount: fc.option(fc.integer({ min: 1, max: 60_000 })),
      isLost,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("complete" as const),
      numbers: fc.uniqueArray(which, { minLength: 1, maxLength: 3 }),
      isLost,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("cancel" as const), number: which, isLost }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("update" as const),
      number: which,
      state: fc.constantFrom(...openStates),
      isLost,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), token: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("expire" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("repeat" as const), back: fc.nat(4) }) },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** A refusal counts as an answer; anything else that goes wrong is a finding. */
const answerOf = async <T>(work: Promise<T>, told: (done: T) => string): Promise<string> =>
  await work.then(told, (error: unknown) => {
    if (error instanceof Problem) return error.facts.kind;
    throw error;
  });

it(
  "whatever is made, completed, cancelled, updated, removed and expired, also with lost replies and repeats: orders, tokens, points and timelines are what the rules say",
  async () => {
    const round = async (
      givenTokens: (typeof tokenGiven extends fc.Arbitrary<infer T> ? T : never)[],
      acts: Act[],
    ) => {
      const base = await shop.database.number("select coalesce(max(number), 0) from orders");
      const rows = givenTokens.map(({ lifeDays, ...given }) => ({
        ...given,
        expiresAtMs: lifeDays === null ? null : shop.clock.now() + lifeDays * DAY_MS,
      }));
      const batchOf = shop.newId();
      const campaignId = shop.newId();
      const tokens: string[] = [];
      for (const [at, { reward, expiresAtMs, limit }] of rows.entries())
        tokens.push(
          await newToken(shop, {
            batchId: `${batchOf}.${at}`,
            campaignId,
            reward,
            expiresAtMs,
            perCustomerMax: limit,
          }),
        );
      const model = new OrderModel(rows, shop.clock.now());
      const customers = Array.from({ length: CUSTOMERS }, () => shop.newId());
      for (const customer of customers) await brought(shop, customer);
      const code = (number: number) => orderCode(base + number);
      const numberOf = (at: number) =>
        at === NAMES_NONE ? NAMES_NONE * 10 : 1 + (at % Math.max(1, model.orders.length));
      const named = (one: Act): Act => {
        if (one.kind === "cancel" || one.kind === "update") return { ...one, number: numberOf(one.number) };
        return one.kind === "complete" ? { ...one, numbers: [...new Set(one.numbers.map(numberOf))] } : one;
      };
      const done: { again: () => Promise<string>; answer: string }[] = [];

      const ask = async (request: Request, one: Exclude<Act, { kind: "remove" | "expire" | "repeat" }>) => {
        const deps = shop.deps();
        switch (one.kind) {
          case "create": {
            const given = {
              description: "x",
              customerId: customers[one.customer] ?? "",
              token: one.token === null ? undefined : tokens[one.token],
              amount: one.amount ?? undefined,
            };
            return await answerOf(
              createOrder(deps, request, given),
              ({ order }) => `made ${order.number - base}`,
            );
          }
          case "complete":
            return await answerOf(
              completeOrders(deps, request, one.numbers.map(code).join(" ")),
              ({ told }) => told.map(({ kind }) => kind).join(),
            );
          case "cancel":
            return await answerOf(
              cancelOrder(deps, request, code(one.number), "x"),
              ({ tokenBack }) => `cancelled, token ${tokenBack ?? "none"}`,
            );
          case "update":
            return await answerOf(
              updateOrder(deps, request, code(one.number), { state: one.state }),
              ({ state }) => `now ${state}`,
            );
        }
      };
      const expected = (one: Act): string => {
        switch (one.kind) {
          case "create":
            return model.create(one.customer, one.token, one.amount);
          case "complete":
            return model.complete(one.numbers).join();
          case "cancel":
            return model.cancel(one.number);
          case "update":
            return model.update(one.number, one.state);
          default:
            return "";
        }
      };
      for (const given of acts) {
        const one = named(given);
        if (one.kind === "repeat") {
          const earlier = done.at(-1 - one.back);
          if (earlier) expect(await earlier.again()).toBe(earlier.answer);
        } else if (one.kind === "remove") {
          await shop.database.run({
            sql: "update tokens set state = 'removed' where code = ? and state = 'available'",
            args: [tokens[one.token] ?? ""],
          });
          model.remove(one.token);
        } else if (one.kind === "expire") {
          shop.clock.pass(DAY_MS);
          await shop.database.run({
            sql: "update tokens set state = 'expired' where state = 'available' and expires_at_ms <= ?",
            args: [BigInt(shop.clock.now())],
          });
          model.expire(shop.clock.now());
        } else {
          const request = staff(shop);
          if (one.isLost) shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
          const answer = await ask(request, one);
          shop.proxy.reset();
          expect(answer).toBe(expected(one));
          // What was refused may well be done when it is asked for again, and what was told of others has changed since.
          if (isWholly(answer)) done.push({ again: () => ask(request, one), answer });
        }
      }

      for (const [at, order] of model.orders.entries()) {
        const found = await orderRow(base + at + 1);
        expect(found).toMatchObject({ state: order.state, discount: order.discount, amount: order.amount });
        expect(await orderWay(shop, found.id)).toEqual(order.way);
      }
      for (const [at, token] of model.tokens.entries()) {
        expect((await tokenRow(shop, tokens[at] ?? "")).state).toBe(token.state);
        expect(await tokenWay(shop, tokens[at] ?? "")).toEqual(token.way);
      }
      for (const [at, customer] of customers.entries()) {
        expect(
          await sumOf(
            "select coalesce(sum(amount), 0) from transfers where kind = 'token' and credit = ?",
            `member:${customer}/points`,
          ),
        ).toBe(model.points.get(at) ?? 0);
        expect(
          await sumOf("select coalesce(sum(amount), 0) from earnings where member_id = ?", customer),
        ).toBe(model.spent.get(at) ?? 0);
      }
      expect(await brokenPairs(shop)).toEqual([]);
      expect(await numbersHaveNoGap(shop)).toBe(true);
      expect(await books(shop.database)).toEqual(BALANCED);
    };
    const fourTokens = fc.array(tokenGiven, { minLength: 4, maxLength: 4 });
    const acts = fc.array(act, { minLength: 10, maxLength: 40, size: "max" });
    await fc.assert(fc.asyncProperty(fourTokens, acts, round), { numRuns: 30, endOnFailure: true });
  },
  TIMEOUT_MS,
);

const isWholly = (answer: string) => /^(made|now|cancelled, token|completed(,completed)*$)/.test(answer);

const orderSchema = z.object({
  id: z.string(),
  state: z.string(),
  discount: z.number(),
  amount: z.number().nullable(),
});

async function orderRow(number: number): Promise<z.infer<typeof orderSchema>> {
  const [row] = await shop.database.rows(orderSchema, {
    sql: "select id, state, discount, amount from orders where number = ?",
    args: [BigInt(number)],
  });
  if (!row) throw new Error(`there is no order ${number}`);
  return row;
}

const sumOf = (sql: string, arg: string) => shop.database.number({ sql, args: [arg] });
