import * as z from "zod/mini";
import { cut } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { orderCode } from "../../lib/orderCode.ts";
import { own } from "../../lib/own.ts";
import { auditWords } from "../../lib/words/audit.ts";
import { auditFacts } from "../../lib/words/auditFacts.ts";
import { cashbackModeNames } from "../../lib/words/cashbackStates.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { orderStateWords } from "../../lib/words/orders.ts";
import { nameIn } from "../../lib/words/walletStates.ts";
import type { AuditRow, AuditStory } from "../audit/read.ts";
import { findingsOf, toBeMailed } from "../imports/findings.ts";

const FILE_NAME_SHOWN_MAX = 60;

/** One thing that an audit row tells, by its name in the reader's language. */
export type ToldFact = { readonly name: string; readonly value: string | number };

/** An audit row as people read it: things by the names that people have for them. */
export type AuditTold = {
  readonly title: string;
  /** Null where the shop itself did it. */
  readonly actorId: string | null;
  readonly memberId: string | null;
  readonly facts: readonly ToldFact[];
  /** What it is about by its id, where the facts call it by a name. */
  readonly id: string | null;
};

type Told = { readonly locale: Locale; readonly currency: string };

/** Words an audit row, for the audit channel as for the dashboard. */
export function auditTold(story: AuditStory, { locale, currency }: Told): AuditTold {
  const { row, file, claim, product, order } = story;
  const isNamed = file !== null || claim !== null || product !== null || order !== null;
  const { before, after } = factsOf(row);
  const [memberId, target] = targetOf(row, after);
  const facts: readonly Fact[] = [
    ...(isNamed || target === null ? [] : [target]),
    ["product", product && `${product.name} (${product.sku})`],
    ["order", order && orderCode(order.number)],
    ["file", file && cut(file.fileName, FILE_NAME_SHOWN_MAX)],
    claim?.orderId == null ? ["line", claim?.line] : ["order", claim.orderId],
    ["points", claim?.points],
    ...started(story),
    ...reasonOf(row),
    ...moneyFacts(before, after, { locale, currency }),
    ...shownFacts(before, after, locale),
  ];
  return {
    title: auditWords[locale][row.action] ?? row.action,
    actorId: row.actor === "system" ? null : row.actor,
    memberId: memberId ?? null,
    facts: facts.flatMap(([name, value]) =>
      value === null || value === undefined || value === ""
        ? []
        : [{ name: auditFacts[locale][name], value }],
    ),
    id: isNamed ? row.target : null,
  };
}

/** What an import that was started comes to. */
function started({ row, file }: AuditStory): Fact[] {
  const findings = row.action === "import.confirm" && file ? findingsOf(file) : null;
  if (!findings) return [];
  return [
    ["mails", toBeMailed(findings)],
    ["points", findings.points],
  ];
}

const number = z.optional(z.nullable(z.number()));
const text = z.optional(z.nullable(z.string()));
const factsSchema = z.object({
  campaign: text,
  mails: number,
  claims: number,
  kind: text,
  tries: number,
  points: number,
  members: number,
  added: number,
  taken: number,
  member: text,
  amount: number,
  expected: number,
  money: number,
  returned: number,
  owed: number,
  max: number,
  status: text,
  codesReturned: number,
  codesVoid: number,
  codes: number,
  lowStock: number,
  size: number,
  price: number,
  tokens: number,
  description: text,
  token: text,
  discount: number,
  orderState: text,
  referrals: number,
  pending: number,
  mode: text,
  failed: number,
  review: number,
  blacklisted: number,
  changed: number,
});
type Facts = z.infer<typeof factsSchema>;
type FactName = keyof (typeof auditFacts)["en"];
type Fact = readonly [FactName, string | number | null | undefined];

/** What the row keeps besides, as far as it tells people something: a new state is in the title already. */
function factsOf(row: AuditRow): { before: Facts; after: Facts } {
  const read = (facts: string | null) => factsSchema.parse(JSON.parse(facts ?? "{}"));
  return { before: read(row.before), after: read(row.after) };
}

/** The member that a row is about, and what else it is about, by the name that such things have. */
function targetOf({ target }: AuditRow, { member }: Facts): [string | undefined, Fact | null] {
  const [, kind, id] = /^(member|topup|payment|purchase|order|cashback):(.+)$/.exec(target ?? "") ?? [];
  if (kind === "topup" || kind === "payment" || kind === "purchase" || kind === "order")
    return [member ?? undefined, [kind, id]];
  if (kind === "cashback") return [undefined, [kind, id]];
  return kind === "member" && /^\d+$/.test(id ?? "") ? [id, null] : [undefined, ["target", target]];
}

/** Midtrans gives a code instead of a reason. */
function reasonOf({ reason }: AuditRow): Fact[] {
  const [, code] = /^midtrans_(\d+)$/.exec(reason ?? "") ?? [];
  return [code === undefined ? ["reason", reason] : ["code", code]];
}

function moneyFacts(before: Facts, after: Facts, { locale, currency }: Told): Fact[] {
  const money = (amount: number | null | undefined) =>
    amount == null ? undefined : formatMoney(amount, currency, locale);
  const change = (from: number | null | undefined, to: number | null | undefined) =>
    [money(from), money(to)].filter((amount) => amount !== undefined).join(" → ");
  return [
    ["size", after.size],
    ["price", change(before.price, after.price)],
    ["amount", money(after.amount)],
    ["discount", money(after.discount || null)],
    ["expected", money(after.expected)],
    ["returned", money(after.returned)],
    ["wallet", change(before.money, after.money)],
    ["owed", before.owed || after.owed ? change(before.owed, after.owed) : undefined],
    ["max", money(after.max)],
    ["pending", money(after.pending)],
    ["status", after.status],
  ];
}

function shownFacts(before: Facts, after: Facts, locale: Locale): Fact[] {
  const points = [before.points, after.points].flatMap((count) =>
    count == null ? [] : [wholeNumber(locale, count)],
  );
  const some = (count: number | null | undefined) => count || undefined;
  return [
    ["mode", after.mode == null ? undefined : nameIn(cashbackModeNames, after.mode, locale)],
    ["points", points.join(" → ")],
    ["codes", after.codes],
    ["lowStock", after.lowStock],
    ["description", after.description],
    ["tokens", after.tokens],
    ["token", after.token],
    ["orderState", own(orderStateWords[locale], after.orderState ?? undefined)],
    ["campaign", after.campaign],
    ["mails", after.mails],
    ["claims", before.claims],
    ["members", after.members],
    ["referrals", after.referrals],
    ["added", after.added],
    ["taken", after.taken],
    ["codesReturned", after.codesReturned],
    ["codesVoid", after.codesVoid],
    ["failed", some(after.failed)],
    ["review", some(after.review)],
    ["blacklisted", some(after.blacklisted)],
    ["changed", some(after.changed)],
    ["kind", after.kind],
    ["tries", after.tries],
  ];
}
