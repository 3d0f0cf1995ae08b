import type { Child } from "hono/jsx";
import { AMOUNT_CHARS_MAX } from "../../lib/money.ts";

/** What a field takes, below it. */
export const Hint = ({ text }: { readonly text: Child }) => (text ? <span class="hint">{text}</span> : null);

type TextFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly hint?: Child;
  readonly value?: string | undefined;
  readonly max?: number;
  readonly required?: boolean;
};

/** One line of text. */
export const TextField = ({ label, name, hint, value, max, required = true }: TextFieldProps) => (
  <label>
    {label}
    <input name={name} value={value} maxlength={max} required={required} autocomplete="off" />
    <Hint text={hint} />
  </label>
);

type NumberFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly hint?: Child;
  readonly value?: number | undefined;
  readonly min: number;
  readonly max?: number;
};

export const NumberField = ({ label, name, hint, value, min, max }: NumberFieldProps) => (
  <label>
    {label}
    <input
      type="number"
      name={name}
      value={value}
      min={min}
      max={max}
      step={1}
      inputmode="numeric"
      required
    />
    <Hint text={hint} />
  </label>
);

/** A whole number that may be left out. */
export const MaybeNumber = ({ label, name, hint, min, max }: Omit<NumberFieldProps, "value">) => (
  <label>
    {label}
    <input type="number" name={name} min={min} max={max} step={1} inputmode="numeric" />
    <Hint text={hint} />
  </label>
);

type AmountFieldProps = Omit<TextFieldProps, "value" | "max"> & { readonly isWhole?: boolean };

/** An amount, which a field for numbers would read otherwise: to it `50.000` is fifty. */
export const AmountField = ({ label, name, hint, required = true, isWhole = false }: AmountFieldProps) => (
  <label>
    {label}
    <input
      name={name}
      maxlength={AMOUNT_CHARS_MAX}
      inputmode={isWhole ? "numeric" : "decimal"}
      autocomplete="off"
      required={required}
    />
    <Hint text={hint} />
  </label>
);
