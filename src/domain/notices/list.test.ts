import { expect, it } from "vitest";
import { messageState } from "./list.ts";

it.each([
  [{ state: "waiting", lastError: null }, "waiting"],
  [{ state: "waiting", lastError: "rate_limited" }, "waiting"],
  [{ state: "running", lastError: null }, "sending"],
  [{ state: "done", lastError: null }, "sent"],
  [{ state: "done", lastError: "muted" }, "muted"],
  [{ state: "done", lastError: "closed" }, "closed"],
  [{ state: "done", lastError: "gone" }, "gone"],
  [{ state: "failed", lastError: "discord_50001" }, "failed"],
])("the message of %o is %s", (row, state) => {
  expect(messageState(row)).toBe(state);
});
