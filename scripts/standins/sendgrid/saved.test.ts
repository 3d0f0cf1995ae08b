import { expect, test } from "vitest";
import type { MailSendCall } from "./call.ts";
import { MAILS_SAVED, savedMailsSchema, TEMPLATES_SAVED } from "./saved.ts";
import { createMailStore, type MailStore } from "./store.ts";

const callTo = (addresses: readonly string[], html = "<b>-code-</b>"): MailSendCall => ({
  from: { email: "shop@example.com" },
  subject: "Order -order-",
  content: [
    { type: "text/plain", value: "/claim code:-code-" },
    { type: "text/html", value: html },
  ],
  personalizations: addresses.map((email) => ({
    to: [{ email }],
    substitutions: { "-order-": `A-${email}`, "-code-": `C-${email}` },
    custom_args: { mail: email },
  })),
});
/** What a file would hold of a store. */
const saved = (store: MailStore) => savedMailsSchema.parse(JSON.parse(JSON.stringify(store.save())));
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `${index}@example.com`);

test("a restart brings mails back with their texts and what became of them", () => {
  const store = createMailStore();
  const [first] = store.add(callTo(["ayu@example.com", "dimas@example.com"]), 1);
  store.add(callTo(["sari@example.com"], "<i>-code-</i>"), 2);
  store.setState(first?.id ?? "", "bounce");
  const again = createMailStore(saved(store));
  expect(again.list().map((mail) => ({ ...mail }))).toEqual(store.list().map((mail) => ({ ...mail })));
  expect(again.find(first?.id ?? "")).toMatchObject({
    subject: "Order A-ayu@example.com",
    text: "/claim code:C-ayu@example.com",
    state: "bounce",
  });
});

test("mails of one text are kept with one template, whichever call they came by", () => {
  const store = createMailStore();
  store.add(callTo(addresses(1_000)), 1);
  store.add(callTo(["ayu@example.com"]), 2);
  expect(saved(store).templates).toHaveLength(1);
});

test("of many mails the newest are kept", () => {
  const store = createMailStore();
  store.add(callTo(addresses(MAILS_SAVED.countMax + 1)), 1);
  const kept = createMailStore(saved(store)).list();
  expect([kept.length, kept[0]?.to]).toEqual([MAILS_SAVED.countMax, "1@example.com"]);
});

test("of many templates the newest are kept, with their mails", () => {
  const store = createMailStore();
  const html = "x".repeat(TEMPLATES_SAVED.sizeMax / 4);
  for (const [index, to] of addresses(5).entries()) store.add(callTo([to], `${html}${index}`), index);
  store.add(callTo(["again@example.com"], `${html}0`), 9);
  expect(
    createMailStore(saved(store))
      .list()
      .map(({ to }) => to),
  ).toEqual(["0@example.com", "3@example.com", "4@example.com", "again@example.com"]);
});

test("a mail whose template is not in the file is left out", () => {
  const store = createMailStore();
  store.add(callTo(["ayu@example.com"]), 1);
  expect(createMailStore({ ...saved(store), templates: [] }).list()).toEqual([]);
});
