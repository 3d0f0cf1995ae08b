import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atMostEvery } from "./pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a burst is told at its begin and once at the end of the pause, and nothing afterwards", () => {
  let told = 0;
  const tell = atMostEvery(300, () => {
    told += 1;
  });
  for (let call = 0; call < 100; call++) tell();
  expect(told).toBe(1);
  vi.advanceTimersByTime(300);
  expect(told).toBe(2);
  vi.advanceTimersByTime(3_000);
  expect(told).toBe(2);
  tell();
  expect(told).toBe(3);
});
