import { isAttachmentUrl } from "../../clients/discord/api.ts";
import { localMoment } from "../../lib/localMoment.ts";
import { minorUnits } from "../../lib/money.ts";
import { parseToken } from "../../lib/tokenCode.ts";
import type { Deps, Shop } from "../deps.ts";
import { Problem } from "../problem.ts";
import {
  DESCRIPTION_CHARS_MAX,
  NOTE_CHARS_MAX,
  ORDER_AMOUNT_MAX,
  PRIORITY_NORMAL,
  REASON_CHARS_MAX,
} from "./order.ts";

/** The largest file that an order keeps. */
export const ORDER_FILE_BYTES_MAX = 4 * 1024 * 1024;
const FILE_NAME_CHARS_MAX = 200;
const FILE_TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/;
const ANY_TYPE = "application/octet-stream";

export type FileGiven = {
  readonly name: string;
  readonly type: string | undefined;
  readonly bytes: number;
  /** Null for one that comes with the request itself. */
  readonly url: string | null;
};

/** What staff typed. */
export type OrderGiven = {
  readonly description: string;
  readonly customerId: string;
  readonly token?: string | undefined;
  /** Money in units of the currency. */
  readonly amount?: number | undefined;
  readonly due?: string | undefined;
  readonly priority?: number | undefined;
  readonly file?: FileGiven | undefined;
};

/** An order as it is to be made. */
export type OrderToBe = {
  readonly description: string;
  readonly customerId: string;
  readonly tokenCode: string | null;
  readonly amount: number | null;
  readonly dueAtMs: number | null;
  readonly priority: number;
  readonly file: (FileGiven & { readonly type: string }) | null;
};

/**
 * Reads what staff typed about a new order.
 * @throws Problem for what no order can be.
 */
export function orderToBe({ shop, clock }: Pick<Deps, "shop" | "clock">, given: OrderGiven): OrderToBe {
  const tokenCode = given.token === undefined ? null : parseToken(given.token);
  if (given.token !== undefined && tokenCode === null) throw new Problem({ kind: "token_malformed" });
  return {
    description: textGiven("description", given.description, DESCRIPTION_CHARS_MAX),
    customerId: given.customerId,
    tokenCode,
    amount: given.amount === undefined ? null : amountGiven(given.amount, shop),
    dueAtMs: given.due === undefined ? null : dueGiven(given.due, shop, clock()),
    priority: given.priority ?? PRIORITY_NORMAL,
    file: given.file === undefined ? null : fileGiven(given.file, shop),
  };
}

/** @throws Problem for a blank text, and one that is too long. */
export function textGiven(option: string, text: string, charsMax: number): string {
  const trimmed = text.trim();
  if (trimmed === "") throw new Problem({ kind: "option_invalid", option, expected: "some_text" });
  if (trimmed.length > charsMax)
    throw new Problem({ kind: "option_invalid", option, expected: "short_text" });
  return trimmed;
}

export const noteGiven = (text: string) => textGiven("note", text, NOTE_CHARS_MAX);
export const reasonGiven = (text: string) => textGiven("reason", text, REASON_CHARS_MAX);

function amountGiven(typed: number, { currency }: Shop): number {
  const amount = minorUnits(typed, currency);
  if (amount === null || amount < 1 || amount > ORDER_AMOUNT_MAX)
    throw new Problem({ kind: "money_amount", min: 1, max: ORDER_AMOUNT_MAX, currency });
  return amount;
}

/**
 * When an order is due: a day is over with its end.
 * @throws Problem for another form, and for a moment that is over.
 */
export function dueGiven(text: string, { timeZone }: Shop, nowMs: number): number {
  const dueAtMs = localMoment(text, timeZone, "end");
  if (dueAtMs === null) throw new Problem({ kind: "option_invalid", option: "due", expected: "moment" });
  if (dueAtMs <= nowMs)
    throw new Problem({ kind: "option_invalid", option: "due", expected: "moment_ahead" });
  return dueAtMs;
}

function fileGiven(file: FileGiven, { cdnUrl }: Shop): FileGiven & { type: string } {
  if (file.bytes > ORDER_FILE_BYTES_MAX)
    throw new Problem({ kind: "file_too_large", bytes: file.bytes, bytesMax: ORDER_FILE_BYTES_MAX });
  if (file.url !== null && !isAttachmentUrl(file.url, cdnUrl))
    throw new Problem({ kind: "file_not_from_discord" });
  // `text/plain; charset=utf-8` comes with parameters, which nobody needs to save the file.
  const [type = ""] = (file.type ?? "").split(";");
  return {
    ...file,
    name: [...file.name].slice(0, FILE_NAME_CHARS_MAX).join("") || "file",
    type: FILE_TYPE.test(type) ? type : ANY_TYPE,
  };
}
