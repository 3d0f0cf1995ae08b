import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportTokens } from "../../src/domain/tokens/export.ts";
import { generateTokens } from "../../src/domain/tokens/generate.ts";
import { refusalOf } from "../support/claims.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { admin } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { codesOf } from "../support/tokens.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const generate = (quantity: number, request = admin(shop)) =>
  generateTokens(shop.deps(), request, { description: "Flyer", quantity }, "answer-token");

const edits = () =>
  shop.desk.written.filter(({ call }) => call.startsWith("PATCH") && call.includes("answer-token"));

describe("many promo tokens", () => {
  it("ten thousand are made by a job, handed out as files and exported, each code once", async () => {
    const request = admin(shop);
    const { batch, codes } = await generate(10_000, request);
    expect([batch.finishedAtMs, codes]).toEqual([null, []]);
    await shop.answerBells();
    const made = await codesOf(shop, request.id);
    expect(new Set(made).size).toBe(10_000);
    expect(edits()[0]?.body).toContain("of 10,000 are made");
    const last = edits().at(-1)?.body ?? "";
    expect(last).toContain("Promo tokens made: 10,000");
    for (const name of ["tokens.csv", "tokens-to-print.html"]) expect(last).toContain(`filename="${name}"`);
    const listed = new Set(last.match(/(?<=^"\d+",")[A-Z0-9]{5}/gm));
    expect(listed).toEqual(new Set(made));
    const exported = await exportTokens(shop.deps(), admin(shop), undefined);
    expect(exported).toMatchObject({ tokens: 10_000, cut: false });
    const lines = exported.text.trim().split("\r\n").slice(1);
    expect(lines.map((line) => line.slice(1, 6))).toEqual(made);
    expect(await refusalOf(generate(10_001))).toMatchObject({ option: "quantity" });
  }, 20_000);

  it("are all made, once, though their job dies at every exchange with the database", async () => {
    let deaths = 0;
    for (const last of LAST_EXCHANGES) {
      for (let at = 1; at <= 6; at++) {
        const request = admin(shop);
        await generate(2_500, request);
        const job = `${request.id}.tokens.make`;
        if (await jobThatDies(shop, job, at, last)) deaths++;
        shop.clock.pass(3 * 60_000);
        await shop.job(job);
        const made = await codesOf(shop, request.id);
        expect(new Set(made).size).toBe(2_500);
        const reports = "select count(*) from outbox where id = ?";
        expect(await shop.database.number({ sql: reports, args: [`${request.id}.tokens.report`] })).toBe(1);
      }
    }
    expect(deaths).toBeGreaterThan(8);
  }, 30_000);

  it("come by direct message where the answer can be edited no more", async () => {
    shop.rings.length = 0;
    const request = admin(shop);
    await generate(1_200, request);
    shop.clock.pass(20 * 60_000);
    const before = shop.desk.written.length;
    await shop.answerBells();
    const calls = shop.desk.written.slice(before);
    expect(calls.map(({ call }) => call.split(" ")[0])).not.toContain("PATCH");
    expect(calls.at(-1)?.body).toContain('filename="tokens.csv"');
  });
});
