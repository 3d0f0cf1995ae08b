import { noticeWords } from "../../src/lib/words/notices.ts";
import { topupWords } from "../../src/lib/words/topups.ts";
import { type Card, numberOf, refusalOf, troubleOf } from "./cards.ts";
import type { MoneyNotice, PressAnswer, TopupTold, TopupWord } from "./history.ts";

const words = topupWords.en;
const notices = noticeWords.en;

const ENDS: readonly string[] = [words.denied, words.cancelled, words.expired, words.failed];
const MONEY = String.raw`Rp ([\d,]+)`;
const CODE = new RegExp(`^${words.code}: (tu-\\d+)$`);
const ARRIVED = new RegExp(`^${words.paid(MONEY)}$`);
const RETURNED = [words.returned(MONEY), words.chargedBack(MONEY)].map(
  (sentence) => new RegExp(`^${sentence.replaceAll("**", String.raw`\*\*`)}$`, "m"),
);

/** What a card says of a payment; null when it is about none. */
export function topupToldBy(card: Card): Omit<TopupTold, "atMs"> | null {
  const topupId = CODE.exec(card.footer?.text ?? "")?.[1];
  const said = topupId && wordOf(card);
  return said ? { topupId, ...said } : null;
}

function wordOf({ title, description }: Card): { word: TopupWord; amount: number | null } | null {
  const arrived = ARRIVED.exec(title)?.[1];
  if (arrived) return { word: "arrived", amount: numberOf(arrived) };
  const returned = RETURNED.map((sentence) => sentence.exec(description)?.[1]).find(Boolean);
  if (returned) return { word: "returned", amount: numberOf(returned) };
  if (ENDS.includes(title)) return { word: "ended", amount: null };
  return description.includes(words.scan) ? { word: "waiting", amount: null } : null;
}

/** What the answer to *Check payment* or *Cancel* tells; null when it cannot be understood. */
export function pressAnswer(card: Card): PressAnswer | null {
  const told = topupToldBy(card);
  if (told) return { kind: "told", word: told.word };
  if (card.title === words.notYet) return { kind: "told", word: "waiting" };
  if (card.title === words.unconfirmed) return { kind: "unconfirmed" };
  return refusalOf(card) ?? troubleOf(card);
}

/** What a direct message tells of money; null when it tells of something else. */
export function moneyNoticeOf(card: Card): Pick<MoneyNotice, "word" | "amount"> | null {
  const amount = new RegExp(String.raw`\*\*${MONEY}\*\*`).exec(card.description)?.[1];
  if (!amount) return null;
  if (card.title.endsWith(notices.topupPaid(""))) return { word: "arrived", amount: numberOf(amount) };
  if (card.title.endsWith(notices.topupReturned(""))) return { word: "returned", amount: numberOf(amount) };
  return null;
}
