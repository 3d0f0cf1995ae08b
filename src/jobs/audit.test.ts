import { describe, expect, it } from "vitest";
import type { AuditRow, AuditStory } from "../domain/audit/read.ts";
import { auditCard } from "./audit.ts";

const row: AuditRow = {
  id: "1.resend",
  actor: "1180000000000000901",
  action: "claim.resend",
  target: "claim:10.7",
  before: null,
  after: null,
  reason: null,
  cause: "1.resend",
  createdAtMs: 1_800_000_000_000,
};
const bodyOf = (story: Partial<AuditStory>) => {
  const { body = "", footer } = auditCard(
    { row, file: null, claim: null, product: null, order: null, ...story },
    { locale: "en", currency: "IDR" },
  );
  const [by, ...lines] = body.split("\n");
  return { by, lines, footer };
};
const file = { fileName: "orders.csv", findings: null };

describe("a post in the audit channel", () => {
  it("calls a claim by its order, and one without an order by its line, never by an address", () => {
    const claim = { orderId: "A-1", line: 7, points: 1_250 };
    expect(bodyOf({ file, claim })).toEqual({
      by: "**By:** <@1180000000000000901> · <t:1800000000:f>",
      lines: ["**File:** `orders.csv`", "**Order:** `A-1`", "**Points:** 1,250"],
      footer: "claim:10.7",
    });
    expect(bodyOf({ file, claim: { ...claim, orderId: null } }).lines).toEqual([
      "**File:** `orders.csv`",
      "**Line of the file:** 7",
      "**Points:** 1,250",
    ]);
  });

  it("calls an import by its file, with what was mailed again", () => {
    const again = {
      ...row,
      action: "import.again",
      target: "import:10",
      after: '{"mails":1000,"were":"failed"}',
    };
    expect(bodyOf({ row: again, file })).toMatchObject({
      lines: ["**File:** `orders.csv`", "**Mails:** 1,000"],
      footer: "import:10",
    });
  });

  it("tells whose points were changed, from what to what and why", () => {
    const set = { ...row, action: "points.set", target: "member:1180000000000000203", reason: "as agreed" };
    expect(bodyOf({ row: { ...set, before: '{"points":1500}', after: '{"points":40}' } }).lines).toEqual([
      "**Member:** <@1180000000000000203>",
      "**Reason:** `as agreed`",
      "**Points:** `1,500 → 40`",
    ]);
  });

  it("calls a product by its name, with what changed of its package and what is left of its codes", () => {
    const product = { name: "Gift card", sku: "gift-10" };
    const set = { ...row, action: "package.set", target: "product:7", before: '{"size":5,"price":70000}' };
    expect(bodyOf({ product, row: { ...set, after: '{"size":5,"price":65000}' } })).toMatchObject({
      lines: [
        "**Product:** `Gift card (gift-10)`",
        "**Codes of the package:** 5",
        "**Price:** `Rp 70,000 → Rp 65,000`",
      ],
      footer: "product:7",
    });
    const low = { ...row, actor: "system", action: "stock.low", target: "product:7" };
    expect(bodyOf({ product, row: { ...low, after: '{"codes":9,"lowStock":10}' } }).lines).toEqual([
      "**Product:** `Gift card (gift-10)`",
      "**Codes:** 9",
      "**Told below:** 10",
    ]);
  });

  it("tells what a change of many balances came to", () => {
    const after = '{"members":1200,"added":0,"taken":34000}';
    const done = { ...row, action: "balances.done", target: "balances:10", after };
    expect(bodyOf({ row: done }).lines).toEqual([
      "**What:** `balances:10`",
      "**Members:** 1,200",
      "**Points given:** 0",
      "**Points taken:** 34,000",
    ]);
  });

  it("tells a change of a wallet in money, with the debt where there is one", () => {
    const added = { ...row, action: "wallet.add", target: "member:1180000000000000203", reason: "a gift" };
    const [before, after] = ['{"money":500,"owed":0}', '{"amount":15000,"money":15500,"owed":0}'];
    expect(bodyOf({ row: { ...added, before, after } }).lines).toEqual([
      "**Member:** <@1180000000000000203>",
      "**Reason:** `a gift`",
      "**Amount:** `Rp 15,000`",
      "**Wallet:** `Rp 500 → Rp 15,500`",
    ]);
    const owing = { before: '{"money":0,"owed":20000}', after: '{"amount":15000,"money":0,"owed":5000}' };
    expect(bodyOf({ row: { ...added, ...owing } }).lines).toContain(
      "**Owes the shop:** `Rp 20,000 → Rp 5,000`",
    );
  });

  it("tells whose top-up was given back, how much of it, and what is owed since", () => {
    const after = '{"member":"1180000000000000203","amount":50000,"returned":20000,"owed":5000}';
    const refund = { ...row, actor: "system", action: "topup.refund", target: "topup:tu-1", after };
    expect(bodyOf({ row: refund }).lines).toEqual([
      "**Member:** <@1180000000000000203>",
      "**Top-up:** `tu-1`",
      "**Amount:** `Rp 50,000`",
      "**Given back:** `Rp 20,000`",
      "**Owes the shop:** `Rp 5,000`",
    ]);
  });

  it("names a payment by its order id, and an amount that Midtrans did not tell not at all", () => {
    const payment = { ...row, action: "payment.unmatched", target: "payment:other-1" };
    expect(bodyOf({ row: { ...payment, after: '{"amount":25000,"status":"settlement"}' } }).lines).toEqual([
      "**Payment:** `other-1`",
      "**Amount:** `Rp 25,000`",
      "**Midtrans says:** `settlement`",
    ]);
    expect(bodyOf({ row: { ...payment, after: '{"amount":null,"status":null}' } }).lines).toEqual([
      "**Payment:** `other-1`",
    ]);
  });

  it("tells the figure that an alarm is at, and Midtrans' code where it refuses", () => {
    const after = '{"amount":900000000,"max":800000000}';
    expect(bodyOf({ row: { ...row, action: "wallet.float", target: null, after } }).lines).toEqual([
      "**Amount:** `Rp 900,000,000`",
      "**Alarm from:** `Rp 800,000,000`",
    ]);
    const refused = { ...row, action: "midtrans.refused", target: null, reason: "midtrans_401" };
    expect(bodyOf({ row: refused }).lines).toEqual(["**Midtrans' code:** `401`"]);
  });

  it("leaves out what is for machines alone", () => {
    const after = '{"bytes":1234,"campaign":"spring"}';
    const upload = { ...row, action: "import.upload", target: "import:10", after };
    expect(bodyOf({ row: upload, file }).lines).toEqual(["**File:** `orders.csv`", "**Campaign:** `spring`"]);
  });

  it("names by its id what has no other name", () => {
    const after = '{"kind":"mail.send","tries":20}';
    const failed = {
      ...row,
      actor: "system",
      action: "job.failed",
      target: "job:10.mail.1.0",
      after,
      reason: "busy",
    };
    expect(bodyOf({ row: failed })).toEqual({
      by: "**By:** the shop itself · <t:1800000000:f>",
      lines: [
        "**What:** `job:10.mail.1.0`",
        "**Reason:** `busy`",
        "**Kind of job:** `mail.send`",
        "**Tries:** 20",
      ],
      footer: undefined,
    });
  });

  it("calls an order by its code, with its customer, its price and its token", () => {
    const after = '{"member":"1180000000000000203","amount":50000,"discount":5000,"token":"K7M4Q"}';
    const told = bodyOf({
      row: { ...row, action: "order.create", target: "order:1180000000000000999", after },
      order: { number: 7 },
    });
    expect(told.lines).toEqual([
      "**Member:** <@1180000000000000203>",
      "**Order:** `ED007`",
      "**Amount:** `Rp 50,000`",
      "**Discount:** `Rp 5,000`",
      "**Promo token:** `K7M4Q`",
    ]);
    expect(told.footer).toBe("order:1180000000000000999");
    const moved = { ...row, action: "order.status", target: "order:1180000000000000999" };
    expect(
      bodyOf({ row: { ...moved, after: '{"orderState":"in_progress"}' }, order: { number: 7 } }).lines,
    ).toEqual(["**Order:** `ED007`", "**Status:** `🔧 in progress`"]);
  });
});
