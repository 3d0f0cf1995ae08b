import { createAchievement } from "../../../src/domain/achievements/define.ts";
import { awardAchievement } from "../../../src/domain/achievements/hand.ts";
import { uploadBalances } from "../../../src/domain/balances/upload.ts";
import { freshClaim, openClaim } from "../claims.ts";
import { csvOf, imported, newOrders, preview } from "../orders.ts";
import { admin } from "../products.ts";
import type { TestShop } from "../shop.ts";
import { staff } from "../staffOrders.ts";
import type { Deeds } from "./deed.ts";

const OWN_SESSION = "somebody's own session is theirs to end";
const OWN_LANGUAGE = "what language somebody reads is theirs to choose";

/** An achievement that staff give by hand. */
async function helper(shop: TestShop): Promise<string> {
  const given = { name: `Helper ${shop.newId()}`, description: "Is there when it counts", bonus: 0 };
  const { achievement } = await createAchievement(shop.deps(), admin(shop), {
    ...given,
    nameId: null,
    descriptionId: null,
    emoji: "🏅",
  });
  return achievement.key;
}

async function bookedLater(shop: TestShop): Promise<string> {
  const wish = { name: "prizes.csv", action: "add", reason: "a contest" } as const;
  async function* file() {
    yield new TextEncoder().encode(`user_id,points\n${shop.newId()},500\n`);
  }
  return (await uploadBalances(shop.deps(), admin(shop), wish, file())).changeId;
}

const previewedImport = async (shop: TestShop) => (await preview(shop, csvOf(newOrders(2)))).importId;

/** An import whose mails SendGrid has not taken. */
async function unmailedImport(shop: TestShop): Promise<string> {
  const importId = await imported(shop, csvOf(newOrders(2)));
  await shop.database.run({ sql: "update mails set state = 'failed' where import_id = ?", args: [importId] });
  return importId;
}

async function failedJob(shop: TestShop): Promise<string> {
  const id = `job-${shop.newId()}`;
  await shop.database.run({
    sql: `insert into outbox (id, kind, payload, state, due_at_ms, created_at_ms, finished_at_ms)
      values (?, 'notice', '{}', 'failed', 0, 0, 0)`,
    args: [id],
  });
  return id;
}

const achievement = (name: string) => ({
  name,
  description: "Is there when it counts",
  nameId: "",
  descriptionId: "",
  emoji: "🏅",
  bonus: "0",
});

/** Members, what is mailed to them, and what keeps the shop going. */
export const pointsDeeds: Deeds = {
  "/dashboard/members/:id/points": {
    command: "points add",
    audit: "points.add",
    make: (shop) => ({
      path: `/members/${shop.newId()}/points`,
      form: { action: "add", amount: "500", reason: "a contest" },
    }),
  },
  "/dashboard/members/:id/money": {
    command: "admin addbalance",
    audit: "wallet.add",
    make: (shop) => ({
      path: `/members/${shop.newId()}/money`,
      form: { action: "add", amount: "5000", reason: "cash" },
    }),
  },
  "/dashboard/members/:id/award": {
    command: "achievement award",
    audit: "achievement.award",
    make: async (shop) => ({
      path: `/members/${shop.newId()}/award`,
      form: { key: await helper(shop), reason: "" },
    }),
  },
  "/dashboard/members/:id/revoke": {
    command: "achievement revoke",
    audit: "achievement.revoke",
    make: async (shop) => {
      const [memberId, key] = [shop.newId(), await helper(shop)];
      await awardAchievement(shop.deps(), staff(shop), { key, memberId, reason: undefined });
      return { path: `/members/${memberId}/revoke`, form: { key, reason: "by mistake" } };
    },
  },
  "/dashboard/members/balances/upload": {
    command: "import balances",
    audit: { none: "a file is read; the row is that of its start" },
    make: (shop) => ({
      path: "/members/balances/upload",
      form: { name: "prizes.csv", action: "add", reason: "a contest" },
      file: `user_id,points\n${shop.newId()},500\n`,
    }),
  },
  "/dashboard/members/balances/:id/start": {
    command: "import balances",
    audit: "balances.confirm",
    make: async (shop) => ({ path: `/members/balances/${await bookedLater(shop)}/start` }),
  },
  "/dashboard/members/balances/:id/cancel": {
    command: "import balances",
    audit: "balances.cancel",
    make: async (shop) => ({ path: `/members/balances/${await bookedLater(shop)}/cancel` }),
  },
  "/dashboard/imports/columns": {
    command: "import orders",
    audit: { none: "it only looks at the beginning of a file" },
    make: () => ({ path: "/imports/columns", file: csvOf(newOrders(1)) }),
  },
  "/dashboard/imports/upload": {
    command: "import orders",
    audit: "import.upload",
    make: () => ({ path: "/imports/upload", form: { name: "orders.csv" }, file: csvOf(newOrders(2)) }),
  },
  "/dashboard/imports/:id/confirm": {
    command: "import orders",
    audit: "import.confirm",
    make: async (shop) => ({ path: `/imports/${await previewedImport(shop)}/confirm` }),
  },
  "/dashboard/imports/:id/cancel": {
    command: "import orders",
    audit: "import.cancel",
    make: async (shop) => ({ path: `/imports/${await previewedImport(shop)}/cancel` }),
  },
  "/dashboard/imports/:id/again/:kind": {
    command: "import status",
    audit: "import.again",
    make: async (shop) => {
      const asOfMs = String(shop.clock.now());
      return { path: `/imports/${await unmailedImport(shop)}/again/failed`, form: { asOfMs } };
    },
  },
  "/dashboard/imports/:id/revoke": {
    level: "admin",
    audit: "import.revoke",
    make: async (shop) => ({
      path: `/imports/${await imported(shop, csvOf(newOrders(2)))}/revoke`,
      form: { reason: "a wrong file" },
    }),
  },
  "/dashboard/claims/:id/resend": {
    command: "claims resend",
    audit: "claim.resend",
    make: async (shop) => ({ path: `/claims/${(await openClaim(shop)).id}/resend` }),
  },
  "/dashboard/claims/:id/revoke": {
    command: "claims revoke",
    audit: "claim.revoke",
    make: async (shop) => ({
      path: `/claims/${(await openClaim(shop)).id}/revoke`,
      form: { reason: "a wrong file" },
    }),
  },
  "/dashboard/claims/:id/reissue": {
    level: "staff",
    audit: "claim.reissue",
    make: async (shop) => ({
      path: `/claims/${(await freshClaim(shop)).id}/reissue`,
      form: { email: `right${shop.newId()}@example.com` },
    }),
  },
  "/dashboard/achievements": {
    command: "achievement create",
    audit: "achievement.create",
    make: (shop) => ({ path: "/achievements", form: achievement(`Helper ${shop.newId()}`) }),
  },
  "/dashboard/achievements/:id": {
    command: "achievement edit",
    audit: "achievement.edit",
    make: async (shop) => ({
      path: `/achievements/${await helper(shop)}`,
      form: { ...achievement(`Helper ${shop.newId()}`), retired: "no" },
    }),
  },
  "/dashboard/jobs/retry": {
    command: "jobs",
    audit: "job.retry",
    make: async (shop) => ({ path: "/jobs/retry", form: { jobs: await failedJob(shop) } }),
  },
  "/dashboard/ledger/proof/check": {
    level: "admin",
    audit: { none: "its job writes what it has found" },
    make: () => ({ path: "/ledger/proof/check" }),
  },
  "/dashboard/settings": {
    level: "admin",
    audit: "settings.change",
    make: () => ({ path: "/settings", form: { CLAIM_EXPIRY_DAYS: "30" } }),
  },
  "/dashboard/sessions/end": {
    level: "staff",
    audit: { none: OWN_SESSION },
    make: () => ({ path: "/sessions/end" }),
  },
  "/dashboard/sessions/language": {
    level: "staff",
    audit: { none: OWN_LANGUAGE },
    make: () => ({ path: "/sessions/language", form: { language: "id" } }),
  },
  "/dashboard/logout": {
    level: "staff",
    audit: { none: OWN_SESSION },
    isLast: true,
    make: () => ({ path: "/logout" }),
  },
};
