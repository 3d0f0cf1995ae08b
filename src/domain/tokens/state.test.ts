import { describe, expect, it } from "vitest";
import { shownState } from "./state.ts";

const NOW_MS = 1_000;
const shown = (
  state: Parameters<typeof shownState>[0]["state"],
  starts: number | null,
  expires: number | null,
) => shownState({ state, startsAtMs: starts, expiresAtMs: expires }, NOW_MS);

describe("what people are told of a token", () => {
  it("is what its dates make of it while nobody has it", () => {
    expect(shown("available", null, null)).toBe("available");
    expect(shown("available", NOW_MS, NOW_MS + 1)).toBe("available");
    expect(shown("available", NOW_MS + 1, null)).toBe("not_yet");
    expect(shown("available", null, NOW_MS)).toBe("expired");
    expect(shown("available", NOW_MS + 1, NOW_MS)).toBe("expired");
  });

  it.each(["reserved", "used", "expired", "removed"] as const)("is %s, whatever its dates", (state) => {
    expect(shown(state, NOW_MS + 1, NOW_MS - 1)).toBe(state);
  });
});
