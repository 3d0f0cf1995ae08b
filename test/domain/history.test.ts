import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { claim } from "../../src/domain/claims/claim.ts";
import { Problem } from "../../src/domain/problem.ts";
import { isDatabaseAway } from "../../src/lib/away.ts";
import { BALANCED, books } from "../support/books.ts";
import { openClaims } from "../support/claims.ts";
import type { Fault } from "../support/proxy.ts";
import { createRandom } from "../support/random.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const CODES = 30;
const MEMBERS = 12;
const ATTEMPTS = 240;
const AT_ONCE = 24;
const FAULTS: readonly Fault[] = [
  { kind: "request_lost" },
  { kind: "reply_lost" },
  { kind: "reply_cut" },
  { kind: "status", status: 429 },
  { kind: "status", status: 503 },
  { kind: "delay", ms: 60 },
];

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const transferSchema = z.object({ cause: z.string(), credit: z.string(), amount: z.number() });

it("whoever was told of points has them once, whoever was refused has none, and whoever heard nothing has at most one", async () => {
  const random = createRandom(11);
  const codes = await openClaims(shop, CODES);
  const requests = Array.from({ length: MEMBERS }, () => shop.newId()).flatMap((memberId) =>
    Array.from({ length: ATTEMPTS / MEMBERS }, () => ({
      request: shop.request(memberId),
      code: random.pick(codes),
    })),
  );
  const half = () => (random.chance() < 0.5 ? random.pick(FAULTS) : undefined);
  shop.proxy.plan(half);
  const history: { memberId: string; claimId: string; outcome: "paid" | "refused" | "unknown" }[] = [];
  const attempt = async ({ request, code }: (typeof requests)[number]) => {
    const outcome = await claim(shop.deps({ patienceMs: 250 }), request, code.code).then(
      ({ points }) => {
        expect(points).toBe(code.points);
        return "paid" as const;
      },
      (error: unknown) => {
        if (isDatabaseAway(error)) return "unknown" as const;
        if (error instanceof Problem) return "refused" as const;
        throw error;
      },
    );
    history.push({ memberId: request.actor.id, claimId: code.id, outcome });
  };
  for (let at = 0; at < requests.length; at += AT_ONCE) {
    await Promise.all(requests.slice(at, at + AT_ONCE).map(attempt));
  }
  shop.proxy.reset();

  const transfers = await shop.database.rows(
    transferSchema,
    "select cause, credit, amount from transfers where kind = 'claim'",
  );
  const paidTo = new Map(transfers.map(({ cause, credit }) => [cause, credit]));
  expect(paidTo.size).toBe(transfers.length);
  for (const { memberId, claimId, outcome } of history) {
    const owner = paidTo.get(`claim:${claimId}`);
    if (outcome === "paid") expect(owner).toBe(`member:${memberId}/points`);
    const told = history.some((other) => other.claimId === claimId && other.outcome !== "refused");
    if (owner) expect(told, `${claimId} was paid, but everybody was refused`).toBe(true);
  }
  const outcomes = Object.groupBy(history, ({ outcome }) => outcome);
  expect(Object.keys(outcomes).sort()).toEqual(["paid", "refused", "unknown"]);
  expect(await books(shop.database)).toEqual(BALANCED);
});
