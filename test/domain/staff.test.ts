import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claim } from "../../src/domain/claims/claim.ts";
import { CLAIMS_PER_PAGE, claimsOfEmail, listClaims, suggestClaims } from "../../src/domain/claims/find.ts";
import { resendClaim, revokeClaim } from "../../src/domain/claims/staff.ts";
import { applyMailEvents } from "../../src/domain/mail/events.ts";
import { chooseLocale } from "../../src/domain/members/locale.ts";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { maskEmail } from "../../src/lib/email.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { bonusesFor } from "../support/achievements.ts";
import { claimsOf, openClaim, refusalOf, unknownCode } from "../support/claims.ts";
import { mailsOf } from "../support/mails.ts";
import { csvOf, imported, newOrders, STAFF } from "../support/orders.ts";
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
const audits = (action: string, claimId: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = ? and target = ? and actor = ?",
    args: [action, `claim:${claimId}`, STAFF],
  });

async function mailedClaim() {
  const rows = newOrders(1);
  const importId = await imported(shop, csvOf(rows));
  const [made] = await claimsOf(shop, importId);
  return {
    importId,
    email: rows[0]?.email ?? "",
    orderId: rows[0]?.id ?? "",
    id: made?.id ?? "",
    code: made?.code ?? "",
  };
}

describe("sending a claim again", () => {
  it("mails the same code once more, for one request however often it comes", async () => {
    const { importId, email, id, code } = await mailedClaim();
    const request = staff();
    await Promise.all(Array.from({ length: 5 }, () => resendClaim(shop.deps(), request, id)));
    await shop.answerBells();
    const texts = shop.mailbox.mailbox
      .list()
      .filter(({ to }) => to === email)
      .map(({ text }) => text);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toContain(`/claim code:${code}`);
    expect(await mailsOf(shop, importId)).toMatchObject([{ state: "sent" }, { state: "sent" }]);
    expect(await audits("claim.resend", id)).toBe(1);
  });

  it("goes to an address that bounced because staff ask for it, and tells them that it did", async () => {
    const { email, id } = await mailedClaim();
    const bounced = {
      mailId: `${id}.1`,
      kind: "bounced",
      reason: null,
      eventId: shop.newId(),
      atMs: 1,
    } as const;
    await applyMailEvents(shop.deps(), [bounced]);
    const request = staff();
    expect(await resendClaim(shop.deps(), request, id)).toMatchObject({ unwanted: "bounced" });
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(2);
    expect(await resendClaim(shop.deps(), request, id)).toMatchObject({ unwanted: "bounced" });
  });

  it("happens though the database loses its replies", async () => {
    const { email, id } = await mailedClaim();
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    await resendClaim(shop.deps(), staff(), id);
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(2);
  });

  it("weeks later does not tell the import's summary again", async () => {
    const { importId, id } = await mailedClaim();
    const reports = () => shop.desk.written.filter(({ body }) => body.includes("is imported")).length;
    await shop.answerBells();
    const told = reports();
    shop.clock.pass(20 * DAY_MS);
    await shop.cron();
    await resendClaim(shop.deps(), staff(), id);
    await shop.answerBells();
    shop.clock.pass(DAY_MS);
    await shop.cron();
    await shop.answerBells();
    expect(reports()).toBe(told);
    expect(importId).not.toBe("");
  });

  it("is refused for a claim that is not open, and for one that is not there", async () => {
    const { id, code } = await openClaim(shop);
    await claim(shop.deps(), shop.request(), code);
    expect(await refusalOf(resendClaim(shop.deps(), staff(), id))).toEqual({
      kind: "claim_not_open",
      state: "claimed",
    });
    expect(await refusalOf(resendClaim(shop.deps(), staff(), "404.1"))).toEqual({ kind: "claim_unknown" });
    expect(shop.rings).toEqual([]);
  });

  it("is refused as expired when its time is over, though the cron has not said so yet", async () => {
    const { id } = await mailedClaim();
    shop.clock.pass(90 * DAY_MS);
    const refused = await refusalOf(resendClaim(shop.deps(), staff(), id));
    expect(refused).toEqual({ kind: "claim_not_open", state: "expired" });
  });

  it("is refused where the shop has no mail", async () => {
    const { id } = await openClaim(shop);
    const work = resendClaim(shop.deps({ sendgridUrl: null }), staff(), id);
    expect(await refusalOf(work)).toEqual({ kind: "mail_not_set_up" });
  });
});

describe("revoking a claim", () => {
  it("leaves one audit row with who, why, before and after, however often its request comes", async () => {
    const { id, points } = await openClaim(shop);
    const request = staff();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => revokeClaim(shop.deps(), request, id, "sent by mistake")),
    );
    for (const answer of answers) expect(answer).toMatchObject({ claimId: id, points });
    expect(await audits("claim.revoke", id)).toBe(1);
    const where = `reason = 'sent by mistake' and "before" = '{"state":"pending"}' and "after" = '{"state":"revoked"}'`;
    expect(await shop.database.number(`select count(*) from audits where ${where}`)).toBe(1);
  });

  it("against a claim at the same moment: the points are given or the code is void, never both", async () => {
    for (let times = 0; times < 10; times++) {
      const { id, code, points } = await openClaim(shop);
      const request = shop.request();
      const [claimed, revoked] = await Promise.allSettled([
        claim(shop.deps(), request, code),
        revokeClaim(shop.deps(), staff(), id, "a race"),
      ]);
      expect([claimed.status, revoked.status].sort()).toEqual(["fulfilled", "rejected"]);
      const { points: balance } = await balanceOf(shop.deps(), request);
      const bonuses = await bonusesFor(shop, request.actor.id);
      expect(bonuses > 0).toBe(claimed.status === "fulfilled");
      expect(balance).toBe(claimed.status === "fulfilled" ? points + bonuses : 0);
    }
  });

  it("is refused for a claim that was claimed", async () => {
    const { id, code } = await openClaim(shop);
    await claim(shop.deps(), shop.request(), code);
    const refused = await refusalOf(revokeClaim(shop.deps(), staff(), id, "too late"));
    expect(refused).toEqual({ kind: "claim_not_open", state: "claimed" });
    expect(await audits("claim.revoke", id)).toBe(0);
  });
});

describe("finding claims", () => {
  it("lists them by import and state, page by page, and the last page for one beyond", async () => {
    const importId = await imported(shop, csvOf(newOrders(CLAIMS_PER_PAGE + 3)));
    const [first] = await claimsOf(shop, importId);
    await claim(shop.deps(), shop.request(), first?.code ?? "");
    const list = (state: "pending" | "claimed" | undefined, page: number) =>
      listClaims(shop.deps(), STAFF, { importId, state }, page);
    expect(await list(undefined, 1)).toMatchObject({ count: CLAIMS_PER_PAGE + 3, pages: 2, page: 1 });
    expect((await list(undefined, 2)).rows).toHaveLength(3);
    expect(await list(undefined, 99)).toMatchObject({ page: 2 });
    expect((await list("claimed", 1)).rows.map(({ id }) => id)).toEqual([first?.id]);
    expect(await listClaims(shop.deps(), STAFF, { importId: "404", state: undefined }, 1)).toMatchObject({
      count: 0,
      rows: [],
    });
  });

  it("finds an address however it is written, also after the root key was changed", async () => {
    await shop.setRootKeys(71);
    const { email, id } = await mailedClaim();
    await shop.setRootKeys(72, 71);
    const found = await claimsOfEmail(shop.deps(), STAFF, `  ${email.toUpperCase()} `);
    expect(found.rows).toMatchObject([{ id, state: "pending", mailState: "sent" }]);
    expect(await refusalOf(claimsOfEmail(shop.deps(), STAFF, "nobody"))).toEqual({ kind: "email_invalid" });
    await shop.setRootKeys(1);
  });

  it("names a claim without an order by its masked address, and one with an order by that alone", async () => {
    const [first, second] = newOrders(2);
    const csv = `email,order id,amount\n${first?.email},,5\n${second?.email},${second?.id},6\n`;
    const importId = await imported(shop, csv);
    const { rows } = await listClaims(shop.deps(), STAFF, { importId, state: undefined }, 1);
    const masked = maskEmail(first?.email ?? "");
    expect(masked).toMatch(/^b\*\*\*\d@example\.com$/);
    expect(rows).toMatchObject([
      { orderId: null, address: masked },
      { orderId: second?.id, address: null },
    ]);
    expect((await claimsOfEmail(shop.deps(), STAFF, first?.email ?? "")).rows).toMatchObject([
      { address: masked },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Sealed|buyer/);
    const [claimId] = rows.map(({ id }) => id);
    expect(await resendClaim(shop.deps(), staff(), claimId ?? "")).toMatchObject({
      orderId: null,
      address: masked,
      unwanted: null,
    });
  });

  it("suggests the open claims of an exact address, also after the root key was changed", async () => {
    await shop.setRootKeys(81);
    const { email, id } = await mailedClaim();
    await shop.setRootKeys(82, 81);
    const found = await suggestClaims(shop.deps(), ` ${email.toUpperCase()}`);
    expect(found).toMatchObject([{ id, address: maskEmail(email) }]);
    expect(await suggestClaims(shop.deps(), email.slice(1))).toEqual([]);
    await shop.setRootKeys(1);
  });

  it("suggests open claims by the beginning of their order, and takes % and _ for letters", async () => {
    const { orderId, id } = await mailedClaim();
    expect((await suggestClaims(shop.deps(), orderId)).map((row) => row.id)).toContain(id);
    expect(await suggestClaims(shop.deps(), "%")).toEqual([]);
    expect(await suggestClaims(shop.deps(), "_-1")).toEqual([]);
  });
});

describe("a member's language", () => {
  it("comes with every answer and every refusal from then on", async () => {
    const memberId = shop.newId();
    await chooseLocale(shop.deps(), shop.request(memberId), "id");
    const { code } = await openClaim(shop);
    expect(await claim(shop.deps(), shop.request(memberId), code)).toMatchObject({ locale: "id" });
    const refused = await claim(shop.deps(), shop.request(memberId), unknownCode(shop)).catch(
      (error) => error,
    );
    expect(refused).toMatchObject({ locale: "id" });
    expect(await balanceOf(shop.deps(), shop.request(memberId))).toMatchObject({ locale: "id" });
    await chooseLocale(shop.deps(), shop.request(memberId), null);
    expect(await balanceOf(shop.deps(), shop.request(memberId))).toMatchObject({ locale: "en" });
  });
});
