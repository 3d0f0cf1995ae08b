import { expect, it } from "vitest";
import { noticeCard } from "../../src/jobs/notice.ts";
import { topupWords } from "../../src/lib/words/topups.ts";
import { cardSchema } from "./cards.ts";
import { moneyNoticeOf, pressAnswer, topupToldBy } from "./topupCards.ts";

const words = topupWords.en;
const card = (title: string, description = "") =>
  cardSchema.parse({ title, description, footer: { text: `${words.code}: tu-123` } });

it.each([
  [words.pay("Rp 20,001"), `${words.scan}\n${words.expires("<t:1:R>")}`, "waiting", null],
  [words.paid("Rp 20,001"), words.wallet("Rp 1"), "arrived", 20_001],
  [words.pay("Rp 20,001"), `${words.returned("Rp 10,001")}\n${words.wallet("Rp 0")}`, "returned", 10_001],
  [words.pay("Rp 20,001"), words.chargedBack("Rp 20,001"), "returned", 20_001],
  [words.denied, words.nothingPaid, "ended", null],
  [words.failed, words.unanswered, "ended", null],
])("a card %s says of a payment: %s", (title, body, word, amount) => {
  expect(topupToldBy(card(title, body))).toEqual({ topupId: "tu-123", word, amount });
  expect(pressAnswer(card(title, body))).toEqual({ kind: "told", word });
});

it("reads what is told beside a code, and makes no sense of what it does not know", () => {
  const beside = (title: string, description = "") => cardSchema.parse({ title, description });
  expect(pressAnswer(beside(words.notYet))).toEqual({ kind: "told", word: "waiting" });
  expect(pressAnswer(beside(words.unconfirmed))).toEqual({ kind: "unconfirmed" });
  expect(pressAnswer(beside("Your balance"))).toBeNull();
  expect(topupToldBy(beside(words.paid("Rp 20,001")))).toBeNull();
});

it.each([
  ["topup_paid", "arrived"],
  ["topup_returned", "returned"],
] as const)("reads the message %s", (notice, word) => {
  const facts = { locale: "en", muted: false, notice, amount: 20_001, balance: 5, debt: 7 } as const;
  const shown = noticeCard(facts, { name: "Kopi Senja", currency: "IDR" });
  expect(moneyNoticeOf(cardSchema.parse({ title: shown?.title, description: shown?.body }))).toEqual({
    word,
    amount: 20_001,
  });
});
