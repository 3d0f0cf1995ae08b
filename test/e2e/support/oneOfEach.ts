import { expect } from "vitest";
import { newId } from "../../../src/lib/id.ts";
import { uploadOf } from "../../support/uploadOf.ts";
import { csrfOf, type Desk } from "./dashboard.ts";
import { buttonLabelled, codeFor, shown } from "./orders.ts";
import { AYU, DIMAS, type OpenShop } from "./shop.ts";
import { giveMoney, PRODUCT, putCodes } from "./stock.ts";

/** A script, a picture that runs one, and a mark that turns text round; where a text may only be short, a tag has to do. */
const EVIL = `<script>alert(1)</script><img src=x onerror=alert(2)>\u202E💥`;
const SHORT_EVIL = `<b>\u202E💥`;
const REASON_CHARS = 200;

/** What it is of stands in it, so that it is found again; so many characters without a blank after the tags. */
export const hostile = (what: string, chars = REASON_CHARS): string => {
  const evil = chars < EVIL.length + what.length ? SHORT_EVIL : EVIL;
  return `${evil}${what}`.padEnd(chars - 1, "x");
};

/** The texts that people wrote, none of them meaning well. */
export const WRITTEN = {
  product: hostile("product", 80),
  description: hostile("described"),
  campaign: hostile("campaign", 60),
  tokens: hostile("tokens"),
  order: hostile("order"),
  reason: hostile("reason"),
  file: hostile("file"),
  orderId: hostile("orderId", 100),
  achievement: hostile("achieved", 50),
  review: hostile("review"),
} as const;

const requestId = () => `web-${newId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))}`;

/** Sends forms as the pages of an admin would; each gives the address that it led to. */
async function hands(shop: OpenShop, { page, context, open }: Desk) {
  await open("");
  const csrf = await csrfOf(page);
  const base = `${shop.settings.PUBLIC_URL}/dashboard`;
  return {
    async send(path: string, fields: Record<string, string> = {}): Promise<string> {
      const form = { csrf, request: requestId(), ...fields };
      const answer = await context.request.post(`${base}${path}`, { form });
      expect([path, answer.status(), answer.ok() ? "" : await answer.text()]).toEqual([path, 200, ""]);
      return answer.url().replace(base, "");
    },
    async upload(path: string, text: string, fields: Record<string, string> = {}): Promise<string> {
      const line = uploadOf({ name: WRITTEN.file, request: requestId(), ...fields }, text);
      const answer = await context.request.post(`${base}${path}`, {
        data: Buffer.from(line),
        headers: { "x-csrf-token": csrf, "content-type": "text/csv" },
      });
      expect([path, answer.status(), await answer.text()]).toEqual([path, 201, ""]);
      return (answer.headers().location ?? "").replace("/dashboard", "");
    },
  };
}
type Hands = Awaited<ReturnType<typeof hands>>;

/** A shop in which there is one of everything; the addresses of what no list leads to. */
export async function fillShop(shop: OpenShop, admin: Desk): Promise<Readonly<Record<string, string>>> {
  const by = await hands(shop, admin);
  const points = await fillPoints(shop, by);
  const sales = await fillSales(shop, by);
  const money = await fillMoney(shop, by);
  return { ...points, ...sales, ...money };
}

async function fillPoints(shop: OpenShop, { send, upload }: Hands) {
  const rows = [
    `one@example.com,${WRITTEN.orderId},900`,
    "two@example.com,O-2,900",
    `nobody,${WRITTEN.reason},1`,
  ];
  const csv = ["email,order id,total", ...rows].join("\n");
  const imported = await upload("/imports/upload", csv, { campaign: WRITTEN.campaign });
  await send(`${imported}/confirm`);
  await shop.until(`select state from imports where id = '${imported.split("/").at(-1)}'`, "done");
  await shop.idle();
  const claimed = { name: "claim", options: { code: codeFor(shop, "one@example.com") } };
  await shop.discord.command(AYU.id, claimed);
  const waiting = await upload("/imports/upload", csv.replaceAll("@", "@other."));

  const change = { action: "add", amount: "500", reason: WRITTEN.reason };
  await send(`/members/${AYU.id}/points`, change);
  const balances = await upload("/members/balances/upload", `user_id,points\n${AYU.id},40\nnobody,5\n`, {
    action: "add",
    reason: WRITTEN.reason,
  });
  const texts = { name: WRITTEN.achievement, description: WRITTEN.achievement, emoji: "🎉", bonus: "1" };
  const achievement = await send("/achievements", { ...texts, nameId: "", descriptionId: "" });
  const key = achievement.split("/").at(-1) ?? "";
  await send(`/members/${AYU.id}/award`, { key, reason: WRITTEN.reason });
  await send(`/members/${AYU.id}/revoke`, { key, reason: WRITTEN.reason });
  return { imported, waiting, balances, achievement };
}

async function fillSales(shop: OpenShop, { send, upload }: Hands) {
  const facts = { sku: "evil", name: WRITTEN.product, description: WRITTEN.description, lowStock: "5" };
  const product = await send("/shop/products", facts);
  const productId = product.split("/").at(-1) ?? "";
  await send(`${product}/packages`, { size: "1", price: "15000" });
  await putCodes(shop, 5, productId);
  const stock = await upload(`${product}/upload`, "AAAA-BBBB-0001\nabc\n");
  const voided = await send(`${product}/void`, { count: "1", reason: WRITTEN.reason });
  const given = await send(`${product}/export`, { count: "1" });
  // The shop shows its packages at once where there is one product.
  await shop.rows("update products set state = 'archived' where id = ?", PRODUCT);
  await giveMoney(shop, AYU.id, 50_000);
  const purchaseId = await buy(shop, AYU.id);
  const review = { purchase: purchaseId, rating: "1", comment: WRITTEN.review };
  await shop.until(`select delivered_at_ms is not null from purchases where id = '${purchaseId}'`, 1);
  await shop.discord.command(AYU.id, { name: "review", options: review });

  const campaign = await send("/tokens/campaigns", { name: WRITTEN.campaign, notes: WRITTEN.tokens });
  const made = { description: WRITTEN.tokens, quantity: "3", campaign: WRITTEN.campaign };
  const batch = await send("/tokens/new", { ...made, reward: "percent", rewardValue: "10" });
  const codes = await shop.rows("select code from tokens order by number");
  const [first, second] = codes.map(({ code }) => String(code));
  const removal = await send(`/tokens/${second}/remove`, { reason: WRITTEN.reason });
  const closing = await send(`${campaign}/close`);
  const described = { description: WRITTEN.order, customerId: DIMAS.id, priority: "0" };
  const order = await send("/orders/new", { ...described, token: first ?? "", amount: "100000" });
  const noted = { state: "in_progress", priority: "1", due: "", note: WRITTEN.reason };
  await send(`${order}/status`, noted);
  const refund = `/shop/purchases/${purchaseId}/refund`;
  return { product, stock, voided, given, refund, campaign, batch, removal, closing, order };
}

async function fillMoney(shop: OpenShop, { send }: Hands) {
  await send(`/members/${DIMAS.id}/money`, { action: "add", amount: "5000", reason: WRITTEN.reason });
  const { message } = await shop.discord.command(AYU.id, { name: "topup", options: { amount: 50_000 } });
  await shop.discord.waitFor(({ id, attachments }) => id === message?.id && attachments.length > 0);
  const [paid] = await shop.midtrans.unknownOrder(25_000);
  const order = encodeURIComponent(paid?.orderId ?? "");

  await shop.rows("insert into referrals values (?, ?, 'x', ?)", DIMAS.id, AYU.id, Date.now());
  await shop.rows(
    `insert into earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
    values ('purchase:1', 'purchase', ?, ?, 4000, 2000000, 1, 1)`,
    AYU.id,
    DIMAS.id,
  );
  const cashback = await send("/referrals/batches", { member: "" });
  await shop.until(
    `select state from cashback_batches where id = '${cashback.split("/").at(-1)}'`,
    "previewed",
  );
  await send("/referrals/blacklist", { action: "add", member: DIMAS.id, reason: WRITTEN.reason });
  await shop.rows(
    `insert into outbox (id, kind, payload, member_id, state, tries, due_at_ms, last_error, created_at_ms, finished_at_ms)
     values ('5.lost', 'announcement.post', '{"cause":"interaction:5"}', ?, 'failed', 20, 0, ?, 0, 1)`,
    AYU.id,
    WRITTEN.reason,
  );
  return {
    cashback,
    credit: `/topups/unmatched/credit?order=${order}&member=${DIMAS.id}`,
    dismiss: `/topups/unmatched/dismiss?order=${order}`,
    payment: `/topups/unmatched/payment?order=${order}`,
    network: `/referrals/members/${AYU.id}`,
    earnings: `/referrals/members/${AYU.id}/earnings`,
    account: `/ledger?account=member:${AYU.id}/money`,
    job: "/jobs/5.lost",
  };
}

/** Buys a code as people do; the purchase's id. */
async function buy(shop: OpenShop, userId: string): Promise<string> {
  const { message: page } = await shop.discord.command(userId, { name: "shop", options: {} });
  const label = "1 × Rp 15,000";
  const { message: question } = await shop.discord.press(userId, page ?? "", buttonLabelled(page, label));
  const { message } = await shop.discord.press(userId, question ?? "", buttonLabelled(question, "Buy"));
  return /Purchase (\d+)/.exec(shown(message).footer)?.[1] ?? "";
}
