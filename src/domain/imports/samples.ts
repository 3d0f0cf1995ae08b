import type { Decimal } from "../../lib/decimal.ts";
import type { AcceptedRow } from "./row.ts";

export const AMOUNT_SAMPLES_MAX = 3;

/** Keeps the first amount of each form that a file writes them in, so that staff see how they were read. */
export class AmountSamples {
  readonly #byForm = new Map<string, { readonly text: string; readonly read: Decimal }>();

  add(amount: AcceptedRow["amount"]): void {
    if (amount === null || this.#byForm.size === AMOUNT_SAMPLES_MAX) return;
    const form = formOf(amount.text);
    if (!this.#byForm.has(form)) this.#byForm.set(form, amount);
  }

  get list(): { readonly text: string; readonly read: Decimal }[] {
    return [...this.#byForm.values()];
  }
}

/** `5.00` and `150.00` are written alike, `5.000` is not: only the digits before the first separator may differ. */
function formOf(text: string): string {
  return text.replace(/\d+/, "0").replace(/\d/g, "0");
}
