import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claim, expireClaims } from "../../src/domain/claims/claim.ts";
import { WRONG_CODES_WINDOW_MS } from "../../src/domain/claims/guessing.ts";
import { revokeClaim } from "../../src/domain/claims/staff.ts";
import { DAY_MS, SECOND_MS } from "../../src/lib/time.ts";
import { bonusesFor } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { freshClaim, memberWith, openClaim, openClaims, refusalOf, unknownCode } from "../support/claims.ts";
import { STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const tryCode = (code: string, memberId?: string) => claim(shop.deps(), shop.request(memberId), code);
const refusal = (code: string, memberId?: string) => refusalOf(tryCode(code, memberId));

const failuresOf = (memberId: string) =>
  shop.database.number({
    sql: "select count(*) from claim_failures where member_id = ?",
    args: [memberId],
  });

describe("a code", () => {
  it("adds its points to what the member has", async () => {
    const memberId = await memberWith(shop, 40);
    const { code, points } = await openClaim(shop);
    const claimed = await tryCode(code, memberId);
    const balance = 40 + points + (await bonusesFor(shop, memberId));
    expect(claimed).toMatchObject({ points, balance, locale: "en" });
  });

  it.each([
    ["in lower case", (code: string) => code.toLowerCase()],
    ["without hyphens", (code: string) => code.replaceAll("-", "")],
    ["with blanks", (code: string) => ` ${code.replaceAll("-", " ")} `],
    ["as the mail's line", (code: string) => `/claim code:${code}`],
  ])("is taken %s", async (_, typed) => {
    const { code, points } = await openClaim(shop);
    expect(await tryCode(typed(code))).toMatchObject({ points });
  });

  it("pays one of 50 members who claim it at once, and counts a wrong code for each of the others", async () => {
    const { code, points } = await openClaim(shop);
    const members = Array.from({ length: 50 }, () => shop.newId());
    const outcomes = await Promise.all(
      members.map((memberId) =>
        tryCode(code, memberId).then(
          (claimed) => ({ memberId, paid: claimed.points, failures: 0 }),
          async () => ({ memberId, paid: 0, failures: await failuresOf(memberId) }),
        ),
      ),
    );
    expect(outcomes.filter(({ paid }) => paid === points)).toHaveLength(1);
    expect(outcomes.filter(({ failures }) => failures === 1)).toHaveLength(49);
    const someLoser = outcomes.find(({ paid }) => paid === 0)?.memberId ?? "";
    expect(await refusal(code, someLoser)).toEqual({ kind: "code_unknown" });
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("gives the same answer to each of ten deliveries of one interaction, and one transfer", async () => {
    const { id, code, points } = await openClaim(shop);
    const request = shop.request();
    const answers = await Promise.all(Array.from({ length: 10 }, () => claim(shop.deps(), request, code)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({
      points,
      balance: points + (await bonusesFor(shop, request.actor.id)),
    });
    const statement = { sql: "select count(*) from transfers where cause = ?", args: [`claim:${id}`] };
    expect(await shop.database.number(statement)).toBe(1);
    expect(await failuresOf(request.actor.id)).toBe(0);
  });

  it("tells the balance of then, not of now, when an interaction comes again later", async () => {
    const [first, second] = await openClaims(shop, 2);
    const request = shop.request();
    const answer = await claim(shop.deps(), request, first?.code ?? "");
    await tryCode(second?.code ?? "", request.actor.id);
    expect(await claim(shop.deps(), request, first?.code ?? "")).toEqual(answer);
  });

  it("that one used oneself is told with its date, and is no wrong code", async () => {
    const { code } = await openClaim(shop);
    const memberId = shop.newId();
    const atMs = shop.clock.now();
    await tryCode(code, memberId);
    shop.clock.pass(5 * SECOND_MS);
    expect(await refusal(code, memberId)).toEqual({ kind: "code_used_by_you", atMs });
    expect(await failuresOf(memberId)).toBe(0);
  });

  it("that expired is told as expired, before and after the duty that ends it", async () => {
    const { code } = await freshClaim(shop);
    const memberId = shop.newId();
    const expiresAtMs = shop.clock.now() + 90 * DAY_MS;
    shop.clock.pass(90 * DAY_MS - 1);
    const other = await freshClaim(shop);
    shop.clock.pass(1);
    expect(await refusal(code, memberId)).toEqual({ kind: "code_expired", atMs: expiresAtMs });
    expect(await expireClaims(shop.deps(), 1_000)).toBeGreaterThanOrEqual(1);
    expect(await refusal(code, memberId)).toEqual({ kind: "code_expired", atMs: expiresAtMs });
    expect(await tryCode(other.code, memberId)).toMatchObject({ points: other.points });
    expect(await failuresOf(memberId)).toBe(0);
  });

  it("is still paid in its last millisecond", async () => {
    const { code, points } = await freshClaim(shop);
    shop.clock.pass(90 * DAY_MS - 1);
    expect(await tryCode(code)).toMatchObject({ points });
  });

  it("that was revoked is told as revoked, and is no wrong code", async () => {
    const { id, code } = await openClaim(shop);
    await revokeClaim(shop.deps(), shop.request(STAFF, "staff"), id, "sent to the wrong customer");
    const memberId = shop.newId();
    expect(await refusal(code, memberId)).toEqual({ kind: "code_revoked" });
    expect(await failuresOf(memberId)).toBe(0);
  });

  it("that nobody was given is told as unknown", async () => {
    expect(await refusal(unknownCode(shop))).toEqual({ kind: "code_unknown" });
  });

  it("with a typing error never reaches the database", async () => {
    const { code } = await openClaim(shop);
    const swapped = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
    shop.proxy.reset();
    for (const typed of [
      swapped,
      code.slice(0, -1),
      "",
      "hello",
      "X".repeat(5_000),
      "'; drop table claims --",
    ]) {
      expect(await refusal(typed)).toEqual({ kind: "code_mistyped" });
    }
    expect(shop.proxy.exchanges).toBe(0);
  });
});

describe("guessing", () => {
  async function guess(memberId: string, times: number): Promise<void> {
    for (let at = 0; at < times; at++) {
      expect(await refusal(unknownCode(shop), memberId)).toEqual({ kind: "code_unknown" });
    }
  }

  it("five times wrong, then right: is paid", async () => {
    const memberId = shop.newId();
    const { code, points } = await openClaim(shop);
    await guess(memberId, 5);
    expect(await tryCode(code, memberId)).toMatchObject({ points });
  });

  it("a sixth time makes the member wait until ten minutes after the oldest, also with a right code", async () => {
    const memberId = shop.newId();
    const { code, points } = await openClaim(shop);
    const untilMs = shop.clock.now() + WRONG_CODES_WINDOW_MS;
    await guess(memberId, 1);
    shop.clock.pass(60 * SECOND_MS);
    await guess(memberId, 4);
    const waiting = { kind: "too_many_wrong_codes", untilMs };
    expect(await refusal(unknownCode(shop), memberId)).toEqual(waiting);
    expect(await refusal(code, memberId)).toEqual(waiting);
    shop.clock.pass(untilMs - shop.clock.now() - 1);
    expect(await refusal(code, memberId)).toEqual(waiting);
    shop.clock.pass(1);
    expect(await tryCode(code, memberId)).toMatchObject({ points });
  });

  it("while waiting does not make the wait longer", async () => {
    const memberId = shop.newId();
    await guess(memberId, 5);
    for (let at = 0; at < 20; at++) await refusal(unknownCode(shop), memberId);
    expect(await failuresOf(memberId)).toBe(6);
  });

  it("in parallel gets no further than six", async () => {
    const memberId = shop.newId();
    const { code } = await openClaim(shop);
    await Promise.all(Array.from({ length: 40 }, () => refusal(unknownCode(shop), memberId)));
    expect(await failuresOf(memberId)).toBe(6);
    expect(await refusal(code, memberId)).toMatchObject({ kind: "too_many_wrong_codes" });
  });

  it("with a code that somebody else used counts; a wrong code delivered twice counts once", async () => {
    const { code } = await openClaim(shop);
    await tryCode(code);
    const request = shop.request();
    const again = () => refusalOf(claim(shop.deps(), request, code));
    expect([await again(), await again(), await again()]).toEqual(Array(3).fill({ kind: "code_unknown" }));
    expect(await failuresOf(request.actor.id)).toBe(1);
  });

  it("of one member does not make another wait", async () => {
    const memberId = shop.newId();
    await guess(memberId, 5);
    await refusal(unknownCode(shop), memberId);
    expect(await refusal(unknownCode(shop))).toEqual({ kind: "code_unknown" });
  });
});
