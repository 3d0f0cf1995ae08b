import { type Answer, isSuccess } from "./answer.ts";

const KEPT_FOR_MS = 5 * 60_000;
const KEYS_MAX = 10_000;

/** Midtrans' Idempotency-Key: one key for all endpoints, whatever the body is. */
export type Idempotency = (key: string | undefined, work: () => Promise<Answer>) => Promise<Answer>;

export function createIdempotency(clock: () => number): Idempotency {
  const kept = new Map<string, { answer: Answer; atMs: number }>();
  const underWay = new Set<string>();
  return async (key, work) => {
    if (!key) return await work();
    const known = kept.get(key);
    if (known && clock() - known.atMs < KEPT_FOR_MS) return known.answer;
    if (underWay.has(key)) return { http: 202, body: { status_code: "202", status_message: "On process" } };
    underWay.add(key);
    try {
      const answer = await work();
      if (isSuccess(answer)) kept.set(key, { answer, atMs: clock() });
      const [oldest] = kept.keys();
      if (kept.size > KEYS_MAX && oldest !== undefined) kept.delete(oldest);
      return answer;
    } finally {
      underWay.delete(key);
    }
  };
}
