import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAchievement } from "../../src/domain/achievements/define.ts";
import { awardAchievement } from "../../src/domain/achievements/hand.ts";
import { changeBlacklist } from "../../src/domain/referrals/blacklist.ts";
import { createCampaign } from "../../src/domain/tokens/campaigns.ts";
import { openClaim } from "../support/claims.ts";
import { dashboardPages, logInAs, sampleOf, visitDashboard } from "../support/dashboard.ts";
import { upload } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { brought, newOrder } from "../support/staffOrders.ts";

const MEMBER = "1180000000000000203";
const FORMULA = "=HYPERLINK(1)";
/** A list is these pages; others of the same name are files. */
const isList = (page: string) => dashboardPages.includes(`${page}/export.csv`);

let shop: TestShop;
let cookie: string;
let key: string;
beforeAll(async () => {
  shop = await startShop();
  cookie = await logInAs(shop);
  key = await achievement();
  // Where there is nothing, some lists offer no file.
  await newOrder(shop);
  await openClaim(shop);
});
afterAll(() => shop.stop());

const admin = () => shop.request("1180000000000000902", "admin");
const get = (path: string) => visitDashboard(shop, path, { headers: { cookie } });
const textOf = async (path: string) => await (await get(path)).text();
const linesOf = async (path: string) =>
  (await textOf(path))
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n");

async function achievement(): Promise<string> {
  const given = {
    name: "Helper",
    description: "Is there",
    bonus: 0,
    emoji: "🤝",
    nameId: null,
    descriptionId: null,
  };
  return (await createAchievement(shop.deps(), admin(), given)).achievement.key;
}

describe("a list of the dashboard", () => {
  it.each(dashboardPages.filter(isList))(
    "leads to its rows as a file, to keep and not to open: %s",
    async (page) => {
      const path = sampleOf(page).replace("achievements/1180000000000000203", `achievements/${key}`);
      expect(await textOf(path)).toContain(`href="/dashboard${path}/export.csv`);
      const file = await get(`${path}/export.csv`);
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
      expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    },
  );

  it("of every kind that has pages has a file", () => {
    const lists = [
      "achievements/:id",
      "audit",
      "claims",
      "imports",
      "jobs",
      "ledger",
      "mail",
      "members",
      "orders",
    ];
    const more = [
      "referrals/batches",
      "referrals/blacklist",
      "referrals/members/:id",
      "referrals/members/:id/earnings",
    ];
    const sales = [
      "shop",
      "shop/purchases",
      "shop/reviews",
      "tokens/batches",
      "tokens/campaigns",
      "topups",
      "topups/unmatched",
    ];
    const expected = [...lists, ...more, ...sales].map((name) => `/dashboard/${name}`);
    expect(dashboardPages.filter(isList).toSorted()).toEqual(expected.toSorted());
  });
});

describe("the file of a list", () => {
  it("disarms what a spreadsheet would run, in whatever people wrote", async () => {
    const file = { name: FORMULA, url: shop.desk.upload("a.csv", "x"), bytes: 1 };
    await upload(shop, "x");
    await shop.database.run({
      sql: "update imports set file_name = ?, campaign = ?",
      args: [file.name, "+1"],
    });
    expect((await linesOf("/imports/export.csv"))[1]).toContain(`"'${FORMULA}"`);
    await awardAchievement(shop.deps(), admin(), { key, memberId: MEMBER, reason: FORMULA });
    expect((await linesOf(`/achievements/${key}/export.csv`))[1]).toContain(`"'${FORMULA}"`);
    await changeBlacklist(shop.deps(), admin(), "add", MEMBER, FORMULA);
    expect((await linesOf("/referrals/blacklist/export.csv"))[1]).toContain(`"${MEMBER}","'${FORMULA}"`);
    await createCampaign(shop.deps(), admin(), { name: FORMULA });
    expect((await linesOf("/tokens/campaigns/export.csv"))[1]).toContain(`"'${FORMULA}"`);
  });

  it("has the rows that the list is narrowed to, however many pages it has", async () => {
    const rows = Array.from(
      { length: 120 },
      (_, at) =>
        `('job${at}', '${at % 3 ? "notice.send" : "mail.send"}', '{"answerToken":"hush"}', 'failed', ${at}, ${at}, ${at})`,
    );
    await shop.database.run(
      `insert into outbox (id, kind, payload, state, due_at_ms, created_at_ms, finished_at_ms) values ${rows.join(",")}`,
    );
    expect(await linesOf("/jobs/export.csv")).toHaveLength(121);
    const mails = await linesOf("/jobs/export.csv?kind=mail.send");
    expect([mails.length, mails.slice(1).every((line) => line.includes('"mail.send"'))]).toEqual([41, true]);
    expect(await textOf("/jobs/export.csv")).not.toContain("hush");
    expect(await textOf("/jobs?kind=mail.send")).toContain("/dashboard/jobs/export.csv?kind=mail.send");
    const referrer = shop.newId();
    for (let at = 0; at < 60; at++) await brought(shop, shop.newId(), referrer);
    expect(await linesOf(`/referrals/members/${referrer}/export.csv`)).toHaveLength(61);
  });
});
