import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EXAMPLE_AUDIT_CHANNEL_ID } from "../standins/discord/example-world.ts";
import { scratchFolder } from "./scratch.ts";
import { createStandIns, MIDTRANS_KEY, SENDGRID_KEY } from "./standins.ts";

const URLS = { workerUrl: "http://127.0.0.1:9", standInsUrl: "http://127.0.0.1:9" };

let folder: string;
let path: string;
let told: string[];
const tell = (line: string) => void told.push(line);
beforeEach(() => {
  vi.useFakeTimers();
  folder = scratchFolder("coffer-standins-");
  path = join(folder, "data", "standins.json");
  told = [];
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

type StandIns = ReturnType<typeof createStandIns>;

const start = () => createStandIns({ ...URLS, keep: { path, tell } });
const post = async ({ discord }: StandIns, content: string) =>
  await discord.app.request(`/discord/api/v10/channels/${EXAMPLE_AUDIT_CHANNEL_ID}/messages`, {
    method: "POST",
    headers: { authorization: "Bot x", "user-agent": "DiscordBot (https://example.com, 1)" },
    body: JSON.stringify({ content }),
  });
const mail = async ({ sendgrid }: StandIns, to: string) =>
  await sendgrid.app.request("/v3/mail/send", {
    method: "POST",
    headers: { authorization: `Bearer ${SENDGRID_KEY}` },
    body: JSON.stringify({
      from: { email: "shop@example.com" },
      subject: "Points",
      content: [{ type: "text/plain", value: "/claim code:X" }],
      personalizations: [{ to: [{ email: to }] }],
    }),
  });
const charge = async ({ midtrans }: StandIns, orderId: string) =>
  await midtrans.app.request("/v2/charge", {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${MIDTRANS_KEY}:`)}` },
    body: JSON.stringify({
      payment_type: "qris",
      transaction_details: { order_id: orderId, gross_amount: 10_000 },
    }),
  });
const seen = ({ discord, sendgrid, midtrans }: StandIns) => ({
  messages: discord.messages(EXAMPLE_AUDIT_CHANNEL_ID).map(({ content }) => content),
  mails: sendgrid.mailbox.list().map(({ to }) => to),
  payments: midtrans.payments().map(({ orderId, status }) => `${orderId} ${status}`),
});

test("what was posted, mailed and paid is there after a restart", async () => {
  const first = start();
  await post(first, "imported");
  await mail(first, "ayu@example.com");
  await charge(first, "tu-1");
  first.midtrans.settle("tu-1");
  await charge(first, "tu-2");
  first.keeper?.close();
  expect(seen(start())).toEqual({
    messages: ["imported"],
    mails: ["ayu@example.com"],
    payments: ["tu-1 settlement", "tu-2 pending"],
  });
  expect(statSync(path).mode & 0o077).toBe(0);
  expect([told, readdirSync(join(folder, "data"))]).toEqual([[], ["standins.json"]]);
});

test("a burst of changes is written once, soon, without a goodbye", async () => {
  const first = start();
  await post(first, "one");
  await post(first, "two");
  expect(existsSync(path)).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(seen(start()).messages).toEqual(["one", "two"]);
  const writtenAtMs = statSync(path).mtimeMs;
  vi.advanceTimersByTime(60_000);
  first.keeper?.close();
  expect(statSync(path).mtimeMs).toBe(writtenAtMs);
});

test("after the end nothing is written any more", async () => {
  const first = start();
  first.keeper?.close();
  await post(first, "late");
  vi.advanceTimersByTime(60_000);
  first.keeper?.close();
  expect(existsSync(path)).toBe(false);
});

test.each([
  ["cut off", (text: string) => text.slice(0, -5)],
  ["of another version", (text: string) => text.replace('"version":2', '"version":1')],
  ["with another form", (text: string) => text.replace('"nonces"', '"names"')],
  ["empty", () => ""],
])("a file that is %s is said to be, and the stand-ins begin empty", async (_, damage) => {
  const first = start();
  await post(first, "imported");
  first.keeper?.close();
  writeFileSync(path, damage(readFileSync(path, "utf8")));
  const second = start();
  expect(seen(second)).toEqual({ messages: [], mails: [], payments: [] });
  expect(told).toEqual([expect.stringContaining(`${path} is damaged or of another version`)]);
  await post(second, "anew");
  second.keeper?.close();
  expect(seen(start()).messages).toEqual(["anew"]);
});

test("a file that cannot be written is told of, and nothing else happens", async () => {
  mkdirSync(path, { recursive: true });
  const first = start();
  await post(first, "imported");
  vi.advanceTimersByTime(1_000);
  expect(told.at(-1)).toContain(`cannot be kept in ${path}`);
  expect(seen(first).messages).toEqual(["imported"]);
});

test("without a place to keep it everything is in memory alone", async () => {
  const first = createStandIns(URLS);
  await post(first, "imported");
  vi.advanceTimersByTime(60_000);
  expect([first.keeper, seen(createStandIns(URLS)).messages, readdirSync(folder)]).toEqual([null, [], []]);
});
