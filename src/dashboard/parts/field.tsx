import type { Child } from "hono/jsx";

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
  /** Digits behind the point. */
  readonly digits?: number;
};

export const NumberField = ({ label, name, hint, value, min, max, digits = 0 }: NumberFieldProps) => (
  <label>
    {label}
    <input
      type="number"
      name={name}
      value={value}
      min={min}
      max={max}
      step={digits === 0 ? 1 : (10 ** -digits).toFixed(digits)}
      inputmode={digits === 0 ? "numeric" : "decimal"}
      required
    />
    <Hint text={hint} />
  </label>
);

/** A whole number that may be left out. */
export const MaybeNumber = ({ label, name, hint, min, max }: Omit<NumberFieldProps, "value" | "digits">) => (
  <label>
    {label}
    <input type="number" name={name} min={min} max={max} step={1} inputmode="numeric" />
    <Hint text={hint} />
  </label>
);
