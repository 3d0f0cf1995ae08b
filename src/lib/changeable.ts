import { placeholdersIn } from "./placeholders.ts";

/** The highest that the limits on points can be set to; ranks are counted fast up to four times as many. */
const POINTS_LIMIT_MAX = 1_000_000_000;
/** The most that one payment by QRIS may be, in rupiah: Bank Indonesia's rule of 2022. */
const QRIS_MAX = 10_000_000;
const MONEY_LIMIT_MAX = 1_000_000_000_000;
const TEXT_CHARS_MAX = 500;
/** Days of the week as `Date.getUTCDay` counts them. */
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** How a setting is written that owners may change without a deploy; `standard` is what holds where nobody has set it. */
export type Form =
  | { readonly kind: "number"; readonly standard: number; readonly min: number; readonly max: number }
  | { readonly kind: "flag"; readonly standard: boolean }
  | { readonly kind: "choice"; readonly standard: string; readonly choices: readonly string[] }
  /** A Discord channel's id, or nothing. */
  | { readonly kind: "channel" }
  /** Some words of the owner's, or nothing; these names may stand in braces. */
  | { readonly kind: "text"; readonly charsMax: number; readonly placeholders: readonly string[] };

const number = (standard: number, min: number, max: number) =>
  ({ kind: "number", standard, min, max }) as const;
const channel = { kind: "channel" } as const;
const text = (...placeholders: string[]) =>
  ({ kind: "text", charsMax: TEXT_CHARS_MAX, placeholders }) as const;

/** What may be changed on the dashboard, in groups as it is shown there. */
export const changeableGroups = {
  points: {
    CLAIM_EXPIRY_DAYS: number(90, 1, 3_650),
    POINTS_PER_CHANGE_MAX: number(1_000_000, 1, POINTS_LIMIT_MAX),
    POINTS_PER_MEMBER_MAX: number(10_000_000, 1, POINTS_LIMIT_MAX),
    REVIEW_POINTS: number(0, 0, 1_000_000),
  },
  money: {
    TOPUP_MIN: number(10_000, 1, QRIS_MAX),
    TOPUP_MAX: number(QRIS_MAX, 1, QRIS_MAX),
    TOPUPS_OPEN_MAX: number(3, 1, 25),
    WALLET_PER_MEMBER_MAX: number(2_000_000, 1, MONEY_LIMIT_MAX),
    WALLET_FLOAT_ALARM: number(800_000_000, 1, MONEY_LIMIT_MAX),
  },
  sales: {
    PURCHASE_CODES_MAX: number(50, 1, 1_000),
    PURCHASES_PER_DAY_MAX: number(10, 1, 10_000),
    PURCHASE_PAUSE_SECONDS: number(60, 0, 86_400),
    TOKEN_CODE_LENGTH: number(5, 5, 12),
    ORDER_PENDING_DAYS: number(3, 1, 365),
    DIGEST_HOUR: number(8, 0, 23),
  },
  cashback: {
    CASHBACK_BASIS_POINTS: number(50, 0, 10_000),
    CASHBACK_HOLD_DAYS: number(0, 0, 365),
    CASHBACK_AUTO_BATCH: { kind: "flag", standard: true },
    CASHBACK_DAY: { kind: "choice", standard: "fri", choices: WEEKDAYS },
    CASHBACK_HOUR_UTC: number(15, 0, 23),
    CASHBACK_RECEIVERS_MAX: number(100_000, 1, 1_000_000),
    CASHBACK_PAYOUT_MAX: number(1_000_000, 1, MONEY_LIMIT_MAX),
  },
  channels: {
    AUDIT_CHANNEL_ID: channel,
    ANNOUNCEMENT_CHANNEL_ID: channel,
    STAFF_CHANNEL_ID: channel,
    REVIEW_CHANNEL_ID: channel,
  },
  texts: {
    MAIL_MESSAGE: text("shop"),
    PURCHASE_MESSAGE: text("shop", "product"),
    RECEIPT_MESSAGE: text("shop", "order"),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Form>>>>;

export type ChangeableGroup = keyof typeof changeableGroups;

/** The groups as they are shown. */
export const changeableOrder: readonly ChangeableGroup[] = [
  "points",
  "money",
  "sales",
  "cashback",
  "channels",
  "texts",
];
type Groups = typeof changeableGroups;
export type Changeable = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups] & string;

const forms = new Map<string, Form>(
  Object.values(changeableGroups).flatMap((group): [string, Form][] => Object.entries(group)),
);

export const isChangeable = (name: string): name is Changeable => forms.has(name);

/** The form of a setting that may be changed. */
export function formOf(name: Changeable): Form {
  const form = forms.get(name);
  if (!form) throw new RangeError(`${name} is no setting that may be changed`);
  return form;
}

/** Whether a text is a value of a setting; the empty text is the standard one. */
export function fits(form: Form, value: string): boolean {
  if (value === "") return true;
  switch (form.kind) {
    case "number":
      return /^\d{1,15}$/.test(value) && Number(value) >= form.min && Number(value) <= form.max;
    case "flag":
      return value === "true" || value === "false";
    case "choice":
      return form.choices.includes(value);
    case "channel":
      return /^\d{5,20}$/.test(value);
    case "text": {
      const used = placeholdersIn(value);
      return (
        value.length <= form.charsMax &&
        used !== null &&
        used.every((name) => form.placeholders.includes(name))
      );
    }
  }
}
