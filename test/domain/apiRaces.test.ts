import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { revokeKey } from "../../src/domain/api/revoke.ts";
import { newApiKey, programOf, walletPath } from "../support/api.ts";
import { BALANCED, books } from "../support/books.ts";
import { createRandom } from "../support/random.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { movesOf, walletOf } from "../support/wallet.ts";

let shop: TestShop;
let key: string;
beforeAll(async () => {
  shop = await startShop();
  ({ key } = await newApiKey(shop));
});
afterEach(async () => {
  shop.proxy.reset();
  expect(await books(shop.database)).toEqual(BALANCED);
});
afterAll(() => shop.stop());

let asked = 0;
const fresh = () => `race-${++asked}`;
const move = (
  kind: "credits" | "debits",
  memberId: string,
  amount: number,
  idempotencyKey = fresh(),
  change: DepsChange = {},
  by = key,
) =>
  programOf(shop, change)("POST", `${walletPath(memberId)}/${kind}`, {
    key: by,
    idempotencyKey,
    body: { amount, reason: "a race" },
  });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const statusesOf = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();

it("fifty repeats of one request at once are one booking and fifty equal answers", async () => {
  const memberId = shop.newId();
  const idempotencyKey = fresh();
  const answers = await Promise.all(times(50, () => move("credits", memberId, 1_000, idempotencyKey)));
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 200, body: { balance: 1_000 } });
  expect(await movesOf(shop, memberId)).toEqual(["api.credit +1000"]);
});

it("fifty repeats at once of what the wallet refuses are fifty equal refusals, whatever comes in meanwhile", async () => {
  const memberId = shop.newId();
  const idempotencyKey = fresh();
  const [refusals] = await Promise.all([
    Promise.all(times(50, () => move("debits", memberId, 1_000, idempotencyKey))),
    move("credits", memberId, 900),
  ]);
  expect(new Set(refusals.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(refusals[0]?.status).toBe(409);
  expect(await walletOf(shop, memberId)).toEqual({ money: 900, debt: 0 });
});

it("one Idempotency-Key with two contents at once does one of them, and the other is told so", async () => {
  for (let round = 0; round < 5; round++) {
    const memberId = shop.newId();
    const idempotencyKey = fresh();
    const answers = await Promise.all(
      times(20, (at) => move("credits", memberId, at % 2 === 0 ? 100 : 7, idempotencyKey)),
    );
    expect(statusesOf(answers)).toEqual([...Array(10).fill(200), ...Array(10).fill(422)]);
    expect(await movesOf(shop, memberId)).toHaveLength(1);
  }
});

it("of two that want the last money one gets it", async () => {
  for (let round = 0; round < 10; round++) {
    const memberId = shop.newId();
    await move("credits", memberId, 100);
    const answers = await Promise.all([move("debits", memberId, 100), move("debits", memberId, 60)]);
    expect(statusesOf(answers)).toEqual([200, 409]);
    expect((await walletOf(shop, memberId)).money).toBe(answers[0]?.status === 200 ? 0 : 40);
  }
});

it("of many that would fill a wallet as many do as fit", async () => {
  const memberId = shop.newId();
  const answers = await Promise.all(times(8, () => move("credits", memberId, 300_000)));
  expect(statusesOf(answers)).toEqual([...Array(6).fill(200), 409, 409]);
  expect(await walletOf(shop, memberId)).toEqual({ money: 1_800_000, debt: 0 });
});

it("what comes with a key that is being revoked is done before that or not at all", async () => {
  const mine = await newApiKey(shop);
  const memberId = shop.newId();
  const [answers] = await Promise.all([
    Promise.all(times(30, () => move("credits", memberId, 1, fresh(), {}, mine.key))),
    revokeKey(shop.deps(), shop.request(shop.newId(), "admin"), mine.name, "a race"),
  ]);
  const done = answers.filter(({ status }) => status === 200).length;
  expect(statusesOf(answers)).toEqual([...Array(done).fill(200), ...Array(30 - done).fill(401)]);
  expect((await walletOf(shop, memberId)).money).toBe(done);
  expect((await move("credits", memberId, 1, fresh(), {}, mine.key)).status).toBe(401);
});

it("a random crowd of requests and repeats, with replies lost, comes to what its answers say", async () => {
  const random = createRandom(20_261_121);
  const memberId = shop.newId();
  const requests = times(40, (at) => ({
    kind: random.chance() < 0.5 ? ("credits" as const) : ("debits" as const),
    amount: 1 + Math.floor(random.chance() * 400),
    idempotencyKey: `crowd-${at}`,
  }));
  const deliveries = requests
    .flatMap((request) => times(1 + Math.floor(random.chance() * 3), () => request))
    .sort(() => random.chance() - 0.5);
  shop.proxy.plan((at) => (at % 4 === 0 ? { kind: "reply_lost" } : undefined));
  const answers = await Promise.all(
    deliveries.map(async ({ kind, amount, idempotencyKey }) => ({
      idempotencyKey,
      answer: await move(kind, memberId, amount, idempotencyKey),
    })),
  );
  shop.proxy.reset();
  const changes = requests.map(({ kind, amount, idempotencyKey }) => {
    const told = answers.filter((each) => each.idempotencyKey === idempotencyKey).map(({ answer }) => answer);
    expect(new Set(told.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect([200, 409]).toContain(told[0]?.status);
    if (told[0]?.status !== 200) return 0;
    return kind === "credits" ? amount : -amount;
  });
  expect((await walletOf(shop, memberId)).money).toBe(changes.reduce((sum, change) => sum + change, 0));
  expect(await movesOf(shop, memberId)).toHaveLength(changes.filter((change) => change !== 0).length);
});
