import { describe, expect, it } from "vitest";
import { locales } from "../../lib/words/locale.ts";
import { receiptWords } from "../../lib/words/receipts.ts";
import { type Receipt, type ReceiptSettings, receiptContent, SHOWN_DESCRIPTION_MAX } from "./receipt.ts";

const settings: ReceiptSettings = {
  locale: "en",
  shopName: "Kopi Kita",
  timeZone: "Asia/Jakarta",
  currency: "IDR",
  message: null,
};
const receipt: Receipt = {
  code: "R0007",
  issuedAtMs: Date.UTC(2027, 2, 5, 17, 30),
  order: "ED012",
  completedAtMs: Date.UTC(2027, 2, 5, 16, 59),
  description: "A cake\nfor Budi",
  token: { code: "7K3MQ", percent: 10 },
  amount: 150_000,
  discount: 15_000,
  points: 1_200,
};
const written = (given: Partial<Receipt> = {}, set: Partial<ReceiptSettings> = {}) =>
  receiptContent({ ...settings, ...set }, { ...receipt, ...given });

describe("a receipt", () => {
  it("tells numbers, dates in the shop's zone, what was ordered, saved, paid and won", () => {
    const { subject, text } = written();
    expect(subject).toBe("Receipt R0007 for order ED012 – Kopi Kita");
    expect(text).toBe(`Kopi Kita
Receipt R0007

Date: 6 March 2027
Order: ED012
Completed: 5 March 2027 at 23:59 GMT+7

What you ordered:
A cake
for Budi

Amount: Rp 150,000
Promo token 7K3MQ (10 % off): −Rp 15,000
Total paid: Rp 135,000
Points won: 1,200

Thank you for your order at Kopi Kita.
Keep this receipt: its number tells the shop which order it is about.
`);
  });

  it.each(locales)("has the same in its HTML, and no tag, image, link or script (%s)", (locale) => {
    const { text, html } = written({}, { locale });
    const lines = text
      .split("\n")
      .filter((line) => /^.+: ./.test(line) && line !== receiptWords[locale].keep);
    expect(lines).toHaveLength(7);
    for (const line of lines) {
      const [name = "", value = ""] = line.split(": ");
      expect(html).toContain(`>${name}</td>`);
      expect(html).toContain(`>${value}</td>`);
    }
    expect(html).toContain("A cake<br>for Budi");
    expect(html).not.toMatch(/<(img|a|script|link|form)\b|url\(|src=|https?:/i);
    for (const part of Object.values(written({}, { locale })))
      expect(part).not.toMatch(/\{\{|undefined|null/);
  });

  it("without an amount says nothing of money, and without a token nothing of one", () => {
    const { text, html } = written({ amount: null, discount: 0, token: null, points: 0 });
    for (const part of [text, html]) expect(part).not.toMatch(/Amount|Total|Promo|Points/);
    const pointsToken = written({ discount: 0, token: { code: "7K3MQ", percent: null } });
    expect(pointsToken.text).toContain("Promo token 7K3MQ: used\nTotal paid: Rp 150,000");
  });

  it("takes hostile names and descriptions as text, and cuts endless ones", () => {
    const hostile = `<script>alert(1)</script>{{code}} "x" &amp;\u202E`;
    const mail = written({ description: hostile }, { shopName: hostile });
    expect(mail.html).not.toMatch(/<script|\u202E|\{\{/);
    expect(mail.html).toContain(
      "&lt;script&gt;alert(1)&lt;/script&gt;&#123;&#123;code}} &quot;x&quot; &amp;amp;",
    );
    for (const part of [mail.subject, mail.text]) expect(part).not.toMatch(/\{\{|\u202E/);
    const endless = written({ description: "🎁".repeat(50_000) });
    expect([...endless.text].filter((each) => each === "🎁")).toHaveLength(SHOWN_DESCRIPTION_MAX - 1);
  });

  it("says the owner's own words instead of ours, and nothing in them is markup", () => {
    const { text, html } = written({}, { message: "See you <soon>\nat Kopi Kita" });
    expect(text).toContain("See you <soon>\nat Kopi Kita");
    expect(html).toContain("See you &lt;soon&gt;<br>at Kopi Kita");
    expect(text + html).not.toContain("Thank you for your order");
  });
});
