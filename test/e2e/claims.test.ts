import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODE_BYTES, codeFromBytes, formatCode } from "../../src/lib/code.ts";
import { maskEmail } from "../../src/lib/email.ts";
import {
  claim,
  codeIn,
  importOrders,
  mailsTo,
  mailTo,
  newClaim,
  newOrder,
  newOrders,
  orderCsv,
  pointsOf,
  shown,
  textOf,
} from "./support/orders.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  DIMAS,
  type OpenShop,
  openShop,
  PATIENCE,
  STAFF,
} from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

/** A code of the right form that nobody was ever given. */
const unknownCode = () => formatCode(codeFromBytes(randomBytes(CODE_BYTES)));

const claims = (subcommand: string, options: Record<string, string | number>) =>
  shop.discord.command(STAFF.id, { name: "claims", subcommand, options });

describe("/claims list", () => {
  let importId: string;
  beforeAll(async () => {
    const orders = newOrders(18).map((order, index) => ({
      ...order,
      id: `L-${String(index + 1).padStart(2, "0")}`,
    }));
    ({ importId } = await importOrders(shop, orderCsv(orders)));
  });

  const ordersShown = (message: Parameters<typeof shown>[0]) =>
    [...shown(message).body.matchAll(/L-\d\d/g)].join();
  const [FIRST, LAST] = ["L-01,L-02,L-03,L-04,L-05,L-06,L-07,L-08", "L-17,L-18"];

  test("pages by buttons, and the last page leads no further", async () => {
    const { message } = await claims("list", { import: importId });
    expect(ordersShown(message)).toBe(FIRST);
    expect(shown(message).footer).toBe("18 claims · page 1 of 3");
    let page = message;
    for (const [label, orders] of [
      ["Older ▶", ""],
      ["Older ▶", LAST],
      ["◀ Newer", ""],
      ["◀ Newer", FIRST],
    ]) {
      const buttons = page?.components.flatMap((row) => row.components) ?? [];
      const button = buttons.find((candidate) => candidate.type === 2 && candidate.label === label);
      const pressed = await shop.discord.press(STAFF.id, page ?? "", button?.custom_id ?? "");
      expect(pressed.failure).toBeNull();
      page = pressed.message;
      if (orders) expect(ordersShown(page)).toBe(orders);
    }
    const newer = page?.components[0]?.components[0];
    expect(newer).toMatchObject({ label: "◀ Newer", disabled: true });
  });

  test("a page past the end shows the last one", async () => {
    const { message } = await claims("list", { import: importId, page: 99 });
    expect(ordersShown(message)).toBe(LAST);
  });

  test("filters by state, and tells neither address nor code", async () => {
    const open = await claims("list", { import: importId, state: "pending" });
    const claimed = await claims("list", { import: importId, state: "claimed" });
    expect(shown(open.message).footer).toContain("18 claims");
    expect(shown(claimed.message).body).toBe("There is no such claim.");
    expect(textOf(open.message)).not.toMatch(/@example|[0-9A-Z]{4}-[0-9A-Z]{4}-/);
  });
});

describe("/claims lookup", () => {
  test("finds what an address has, however it is written", async () => {
    const { order } = await newClaim(shop);
    const { message } = await claims("lookup", { email: ` ${order.email.toUpperCase()} ` });
    expect(shown(message).title).toBe(`Claims of ${order.email}`);
    expect(shown(message).body).toContain(order.id);
  });

  test("refuses what is no address, and finds nothing for a stranger", async () => {
    const typo = await claims("lookup", { email: "budi@" });
    expect(shown(typo.message).body).toContain("not an e-mail address");
    const stranger = await claims("lookup", { email: "nobody@example.com" });
    expect(shown(stranger.message).body).toBe("There is no such claim.");
  });
});

describe("/claims resend", () => {
  test("mails the same code once more, and the audit channel tells who did it", async () => {
    const { order, code, claimId } = await newClaim(shop);
    const { message } = await claims("resend", { claim: claimId });
    expect(shown(message).title).toBe("Mail sent again");
    await shop.sendgrid.waitFor(() => mailsTo(shop, order.email).length === 2, PATIENCE);
    expect(mailsTo(shop, order.email).map(codeIn)).toEqual([code, code]);
    const audit = await shop.discord.waitFor(
      (posted) => posted.channelId === AUDIT_CHANNEL && textOf(posted).includes(claimId),
    );
    expect(shown(audit).body).toContain(`<@${STAFF.id}>`);
    expect(shown(audit).body).toContain(
      `**File:** \`orders.csv\`\n**Order:** \`${order.id}\`\n**Points:** 1,000`,
    );
  });

  test("mails a bounced address when staff ask for it", async () => {
    const { order, claimId } = await newClaim(shop);
    await shop.sendgrid.mailbox.deliver(mailTo(shop, order.email).id, "bounce");
    const { message } = await claims("resend", { claim: claimId });
    expect(shown(message).body).toContain("An earlier mail to this address was reported as: ❌ bounced.");
    await shop.sendgrid.waitFor(() => mailsTo(shop, order.email).length === 2, PATIENCE);
  });

  test("names a claim that has no order by its masked address, in suggestions and answers", async () => {
    const { email } = newOrder();
    const { importId } = await importOrders(shop, `email,amount\n${email},12500\n`);
    const masked = maskEmail(email);
    const call = { name: "claims", subcommand: "resend", options: { claim: email } };
    const { choices } = await shop.discord.autocomplete(STAFF.id, call, "claim");
    expect(choices).toEqual([{ name: `${masked} · 12,500 points`, value: `${importId}.2` }]);
    const { message } = await claims("resend", { claim: `${importId}.2` });
    expect(shown(message).body).toContain(`The same code for \`${masked}\` is on its way`);
    expect(shown((await claims("list", { import: importId })).message).body).toContain(
      `\`${masked}\` · 12,500 points`,
    );
    expect(mailsTo(shop, email)[0]?.subject).toBe("Discord points available");
  });

  test("refuses a claimed claim and one that does not exist", async () => {
    const { order, code, claimId } = await newClaim(shop);
    await claim(shop, AYU.id, code);
    const claimed = await claims("resend", { claim: claimId });
    expect(shown(claimed.message).body).toContain("only an open one");
    const unknown = await claims("resend", { claim: "1.2" });
    expect(shown(unknown.message).body).toContain("no such claim");
    expect(mailsTo(shop, order.email)).toHaveLength(1);
  });
});

describe("/claims revoke", () => {
  test("makes the code worthless, and keeps the reason for staff alone", async () => {
    const { code, claimId } = await newClaim(shop);
    const { message } = await claims("revoke", { claim: claimId, reason: "paid back to the customer" });
    expect(shown(message).title).toBe("Claim revoked");
    const before = await pointsOf(shop, DIMAS.id);
    const refused = await claim(shop, DIMAS.id, code);
    expect(shown(refused.message).body).toBe(
      "The shop has withdrawn this code. Please ask the staff about your order.",
    );
    expect(await pointsOf(shop, DIMAS.id)).toBe(before);
    await shop.discord.waitFor(
      (posted) => posted.channelId === AUDIT_CHANNEL && textOf(posted).includes("paid back to the customer"),
    );
  });

  test("cannot take back a claim that was claimed", async () => {
    const { code, claimId } = await newClaim(shop, 70);
    await claim(shop, AYU.id, code);
    const { message } = await claims("revoke", { claim: claimId, reason: "too late" });
    expect(shown(message).body).toContain("only an open one");
    expect(await shop.value("select state from claims where id = ?", claimId)).toBe("claimed");
  });
});

describe("codes", () => {
  test("an expired code is refused with its date, before and after the cron has ended it", async () => {
    const { code, claimId } = await newClaim(shop);
    await shop.rows("update claims set expires_at_ms = 1000 where id = ?", claimId);
    const late = await claim(shop, AYU.id, code);
    expect(shown(late.message).body).toMatch(/valid until <t:1:f> and has expired/);
    await shop.cron();
    await shop.until(`select state from claims where id = '${claimId}'`, "expired");
    const later = await claim(shop, AYU.id, code);
    expect(shown(later.message).body).toMatch(/valid until <t:1:f> and has expired/);
  });

  test("a mistyped code is told apart from an unknown one, and asks no database", async () => {
    const { code } = await newClaim(shop);
    const swapped = `${code[1]}${code[0]}${code.slice(2)}`;
    const wrong = swapped === code ? `${code[0] === "0" ? "1" : "0"}${code.slice(1)}` : swapped;
    const mistyped = await claim(shop, DIMAS.id, wrong);
    expect(shown(mistyped.message).body).toContain("typing error");
    expect(await shop.value("select count(*) from claim_failures where member_id = ?", DIMAS.id)).toBe(0);
  });

  test("after more than five wrong codes a member must wait, even with a good one; others need not", async () => {
    const { code } = await newClaim(shop, 5);
    const answers: string[] = [];
    for (let tries = 1; tries <= 7; tries++) {
      const { message } = await claim(shop, DIMAS.id, unknownCode());
      answers.push(shown(message).body);
    }
    expect(answers.slice(0, 5).every((body) => body.includes("No claim is open"))).toBe(true);
    expect(answers.slice(5).every((body) => /Wait until <t:\d+:f>/.test(body))).toBe(true);
    expect(shown((await claim(shop, DIMAS.id, code)).message).body).toContain("Too many wrong codes");
    expect(shown((await claim(shop, ADMIN.id, code)).message).title).toBe("+5 points");
    await shop.rows("update claim_failures set created_at_ms = created_at_ms - 600000");
    const { code: other } = await newClaim(shop, 6);
    expect(shown((await claim(shop, DIMAS.id, other)).message).title).toBe("+6 points");
  });

  test("twenty members racing for one code: one is paid", async () => {
    const { code, claimId } = await newClaim(shop, 123);
    const racers = Array.from({ length: 20 }, (_, index) => (index % 2 ? AYU.id : ADMIN.id));
    const answers = await Promise.all(racers.map((racer) => claim(shop, racer, code)));
    expect(answers.filter(({ message }) => shown(message).title === "+123 points")).toHaveLength(1);
    expect(answers.every(({ failure }) => failure === null)).toBe(true);
    expect(await shop.value("select count(*) from transfers where cause = ?", `claim:${claimId}`)).toBe(1);
    expect(await shop.value("select sum(balance) from accounts")).toBe(0);
  });
});
