import { Hono } from "hono";
import { expect, it } from "vitest";
import type { Inside } from "./room.ts";
import { goOn } from "./show.tsx";

/** What a browser keeps of one cookie. */
const COOKIE_BYTES_MAX = 4_096;

it.each([
  ["letters", "Done. ".repeat(2_000)],
  ["emoji", "🦊".repeat(2_000)],
  ["another script", "ꦲ".repeat(2_000)],
])("what a form has to say fits a cookie, as far as it goes: %s", async (_, text) => {
  const app = new Hono<Inside>().post("/", (context) =>
    goOn(context, "/dashboard", { tone: "done", title: text, body: text }),
  );
  const [cookie = ""] = (await app.request("/", { method: "POST" })).headers.getSetCookie();
  expect(Buffer.byteLength(cookie)).toBeLessThan(COOKIE_BYTES_MAX);
  const { title, body } = JSON.parse(decodeURIComponent(/=([^;]*)/.exec(cookie)?.[1] ?? ""));
  for (const told of [title, body]) {
    expect(told.length).toBeGreaterThan(100);
    expect(text.startsWith(told)).toBe(true);
  }
});
