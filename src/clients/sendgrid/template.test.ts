import { describe, expect, it } from "vitest";
import { locales } from "../../lib/words/locale.ts";
import type { Substitutions } from "./substitution.ts";
import { type ClaimMailSettings, claimMail, type MailedClaim, SHOWN_ORDER_ID_MAX } from "./template.ts";

const settings: ClaimMailSettings = {
  locale: "en",
  shopName: "Kopi Kita",
  timeZone: "Asia/Jakarta",
  campaignMessage: null,
};
const claim: MailedClaim = {
  points: 1_250,
  orderId: "A-1001",
  code: "7K3M-Q9TX-ABCD-EFGH",
  expiresAtMs: Date.UTC(2027, 2, 5, 16, 59),
};

/** SendGrid puts values in, in no order that it promises, and again in what it put in. */
function fill(template: string, values: Substitutions): string {
  let text = template;
  for (let depth = 0; depth < 4; depth++) {
    for (const [name, value] of Object.entries(values)) text = text.replaceAll(`{{${name}}}`, () => value);
  }
  return text;
}

function received(given: Partial<ClaimMailSettings> = {}, of: Partial<MailedClaim> = {}) {
  const mail = claimMail({ ...settings, ...given });
  const values = mail.substitutions({ ...claim, ...of });
  return {
    subject: fill(mail.content.subject, values),
    text: fill(mail.content.text, values),
    html: fill(mail.content.html, values),
  };
}

describe("the claim mail", () => {
  it("names the order in its subject", () => {
    expect(received().subject).toBe("Discord points available – order A-1001");
  });

  it("has a sensible subject and text where the shop gave no order id", () => {
    const { subject, text, html } = received({}, { orderId: null });
    expect(subject).toBe("Discord points available");
    expect(text).toContain("Thank you for your order at Kopi Kita.");
    expect(html).toContain("Thank you for your order at");
    expect(received({}, { orderId: " \n" }).subject).toBe(subject);
  });

  it.each(locales)(
    "has the command on a line of its own and the points in plain digits in its text (%s)",
    (locale) => {
      const { text } = received({ locale });
      expect(text.split("\n")).toContain("/claim code:7K3M-Q9TX-ABCD-EFGH");
      expect(text).toMatch(/(^|\D)1250 Discord points/);
    },
  );

  it.each(locales)("leaves no tag, no image, no link and no script behind (%s)", (locale) => {
    const mail = received({ locale, campaignMessage: "Hello" });
    for (const part of Object.values(mail)) expect(part).not.toMatch(/\{\{|\}\}|undefined|null/);
    expect(mail.html).not.toMatch(/<(img|a|script|link|form)\b|url\(|src=/i);
  });

  it("says its language and tells number and date as that language does, in the shop's zone", () => {
    const en = received().html;
    expect(en).toContain('<html lang="en"');
    expect(en).toContain("1,250 Discord points");
    expect(en).toContain("5 March 2027 at 23:59");
    const id = received({ locale: "id" }).html;
    expect(id).toContain('<html lang="id"');
    expect(id).toContain("1.250 Discord points");
    expect(id).toContain("5 Maret 2027 pukul 23.59 WIB");
    expect(received({ timeZone: "Pacific/Auckland" }).html).toContain("6 March 2027 at 05:59");
  });

  it("shows the code as one text in an element of its own", () => {
    expect(received().html).toMatch(/>7K3M-Q9TX-ABCD-EFGH<\/div>/);
  });

  it("keeps the lines of the campaign's message, and has no empty place without one", () => {
    const { text, html } = received({ campaignMessage: "One\r\n\r\nTwo <3" });
    expect(text).toContain("A message from Kopi Kita:\nOne\n\nTwo <3");
    expect(html).toContain("One<br><br>Two &lt;3");
    expect(received().text).not.toContain("A message");
    expect(received({ campaignMessage: " \n " }).html).not.toContain("A message");
  });

  it("takes hostile names and order ids as text", () => {
    const hostile = `<script>alert(1)</script>{{code}} $& "x" \r\nBcc: budi@example.com\u202E`;
    const mail = received({ shopName: hostile, campaignMessage: hostile }, { orderId: hostile });
    expect(mail.subject).toBe(
      `Discord points available – order <script>alert(1)</script>{ {code}} $& "x" Bcc: budi@example.com`,
    );
    expect(mail.html).not.toMatch(/<script|\u202E/);
    expect(mail.html.split(claim.code)).toHaveLength(2);
    expect(mail.text.split(claim.code)).toHaveLength(3);
    expect(mail.text.split("\n").filter((line) => line.startsWith("/claim code:"))).toHaveLength(1);
  });

  it("cuts an endless order id and stays far below SendGrid's limit of values", () => {
    const values = claimMail(settings).substitutions({ ...claim, orderId: "🎁{<&".repeat(5_000) });
    expect([...(values.ofOrder ?? "")].length).toBeLessThanOrEqual(
      " – order ".length + 2 * SHOWN_ORDER_ID_MAX,
    );
    expect(Buffer.byteLength(JSON.stringify(values))).toBeLessThan(5_000);
  });
});
