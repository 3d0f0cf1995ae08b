import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claim } from "../../src/domain/claims/claim.ts";
import { claimDetail } from "../../src/domain/claims/detail.ts";
import { claimsOfEmail } from "../../src/domain/claims/find.ts";
import { reissueClaim } from "../../src/domain/claims/reissue.ts";
import { revokeClaim } from "../../src/domain/claims/staff.ts";
import { applyMailEvents } from "../../src/domain/mail/events.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { claimsOf, refusalOf } from "../support/claims.ts";
import { mailsOf } from "../support/mails.ts";
import { csvOf, imported, newOrders, preview, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

const staff = () => shop.request(STAFF, "staff");
let addresses = 0;
const newAddress = () => `right${addresses++}@example.com`;

/** An open claim whose mail bounced. */
async function bounced() {
  const [order] = newOrders(1);
  if (!order) throw new Error("there is an order");
  const importId = await imported(shop, csvOf([order]));
  const [made] = await claimsOf(shop, importId);
  if (!made) throw new Error("there is a claim");
  const mailId = `${made.id}.1`;
  const bounce = { eventId: shop.newId(), mailId, kind: "bounced", reason: "no such box", atMs: 1 } as const;
  await applyMailEvents(shop.deps(), [bounce]);
  return { ...made, importId, order };
}

const audits = (claimId: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = 'claim.reissue' and target = ?",
    args: [`claim:${claimId}`],
  });

const points = () =>
  shop.database.number("select coalesce(sum(points), 0) from claims where state = 'pending'");
const mailTo = (address: string) => shop.mailbox.mailbox.list().filter(({ to }) => to === address);
const codeIn = (text = "") => /\/claim code:(\S+)/.exec(text)?.[1] ?? "";

describe("giving a claim to another address", () => {
  it("mails it a new code for the same points, and the old code is worth nothing", async () => {
    const old = await bounced();
    const before = await points();
    const right = newAddress();
    const done = await reissueClaim(shop.deps(), staff(), old.id, ` ${right.toUpperCase()} `);
    await shop.answerBells();
    expect(done).toMatchObject({ orderId: old.order.id, points: 1_000, unwanted: null });
    expect(await points()).toBe(before);

    const [letter] = mailTo(right);
    expect(letter?.subject).toContain(old.order.id);
    const code = codeIn(letter?.text);
    expect(code).not.toBe(old.code);
    const member = shop.request();
    expect(await refusalOf(claim(shop.deps(), member, old.code))).toMatchObject({ kind: "code_revoked" });
    expect(await claim(shop.deps(), shop.request(member.actor.id), code)).toMatchObject({ points: 1_000 });
    expect(await audits(old.id)).toBe(1);
  });

  it("happens once for one request however often it comes, also when replies are lost", async () => {
    const old = await bounced();
    const right = newAddress();
    const request = staff();
    shop.proxy.plan((at) => (at <= 2 ? { kind: "reply_lost" } : undefined));
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => reissueClaim(shop.deps(), request, old.id, right)),
    );
    await shop.answerBells();
    expect(new Set(answers.map(({ claimId }) => claimId)).size).toBe(1);
    expect(mailTo(right)).toHaveLength(1);
    expect(await audits(old.id)).toBe(1);
  });

  it("is won by one of several at the same moment, and the others are told", async () => {
    const old = await bounced();
    const outcomes = await Promise.allSettled([
      reissueClaim(shop.deps(), staff(), old.id, newAddress()),
      reissueClaim(shop.deps(), staff(), old.id, newAddress()),
      revokeClaim(shop.deps(), staff(), old.id, "a mistake"),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      await shop.database.number({
        sql: "select count(*) from claims where order_key = ? and state = 'pending'",
        args: [`order:${old.order.id.toLowerCase()}`],
      }),
    ).toBeLessThanOrEqual(1);
  });

  it("leaves a claim that is claimed, expired, or not there as it is", async () => {
    const claimed = await bounced();
    await claim(shop.deps(), shop.request(), claimed.code);
    const give = (id: string, to = newAddress()) => refusalOf(reissueClaim(shop.deps(), staff(), id, to));
    expect(await give(claimed.id)).toEqual({ kind: "claim_not_open", state: "claimed" });
    expect(await give("nothing.1")).toEqual({ kind: "claim_unknown" });
    const late = await bounced();
    shop.clock.pass(91 * DAY_MS);
    expect(await give(late.id)).toEqual({ kind: "claim_not_open", state: "expired" });
    expect(await give(late.id, "nobody")).toEqual({ kind: "email_invalid" });
  });

  it("is refused where the order has a claim of that address, be it this one, another, or one of an earlier root key", async () => {
    const old = await bounced();
    const { order } = old;
    expect(await refusalOf(reissueClaim(shop.deps(), staff(), old.id, order.email))).toEqual({
      kind: "claim_of_address",
    });
    const other = { ...order, email: newAddress() };
    await imported(shop, csvOf([other]));
    await shop.setRootKeys(2, 1);
    expect(await refusalOf(reissueClaim(shop.deps(), staff(), old.id, other.email))).toEqual({
      kind: "claim_of_address",
    });
    await shop.setRootKeys(1);
  });

  it("keeps the order from being imported again for either address", async () => {
    const old = await bounced();
    const right = newAddress();
    await reissueClaim(shop.deps(), staff(), old.id, right);
    const file = csvOf([old.order, { ...old.order, email: right }]);
    expect((await preview(shop, file)).findings).toMatchObject({ rows: 2, alreadyImported: 2 });
  });

  it("is found by the new address, and each claim tells of the other", async () => {
    const old = await bounced();
    const right = newAddress();
    const { claimId } = await reissueClaim(shop.deps(), staff(), old.id, right);
    await shop.answerBells();
    const { rows } = await claimsOfEmail(shop.deps(), STAFF, right);
    expect(rows.map(({ id }) => id)).toEqual([claimId]);
    expect(await claimDetail(shop.deps(), old.id)).toMatchObject({
      replacedBy: claimId,
      insteadOf: null,
      unwanted: "bounced",
      claim: { state: "revoked" },
      mails: [{ state: "bounced", events: [{ kind: "bounced", reason: "no such box" }] }],
    });
    const made = await claimDetail(shop.deps(), claimId);
    expect(made).toMatchObject({ insteadOf: old.id, replacedBy: null, unwanted: null });
    expect(made.claim.expiresAtMs).toBe(shop.clock.now() + 90 * DAY_MS);
    expect(await mailsOf(shop, old.importId)).toHaveLength(2);
  });
});
