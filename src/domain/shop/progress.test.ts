import { expect, it } from "vitest";
import { stageOf } from "./progress.ts";

const paid = {
  state: "paid" as const,
  createdAtMs: 1,
  deliveredAtMs: null,
  deliveryFailedAtMs: null,
  revealedAtMs: null,
  closedAtMs: null,
  refundedAtMs: null,
};

it.each([
  [{}, "waiting", 1],
  [{ deliveryFailedAtMs: 2 }, "failed", 2],
  [{ deliveryFailedAtMs: 2, revealedAtMs: 3 }, "revealed", 3],
  [{ deliveredAtMs: 2 }, "delivered", 2],
  [{ deliveredAtMs: 2, revealedAtMs: 3 }, "revealed", 3],
  [{ deliveredAtMs: 2, revealedAtMs: 3, closedAtMs: 4 }, "closed", 4],
  [{ deliveredAtMs: 2, closedAtMs: 4, state: "refunded" as const, refundedAtMs: 5 }, "refunded", 5],
])("a purchase of %o is %s", (moments, stage, atMs) => {
  expect(stageOf({ ...paid, ...moments })).toEqual({ stage, atMs });
});
