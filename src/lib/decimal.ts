/** An exact decimal number: `digits` / 10^`decimals`. */
export type Decimal = { readonly digits: bigint; readonly decimals: number };

export const ONE: Decimal = { digits: 1n, decimals: 0 };

/** The decimal `whole`.`fraction`, both given as ASCII digits; zeros at the end of the fraction are dropped. */
export function decimal(whole: string, fraction = ""): Decimal {
  const kept = fraction.replace(/0+$/, "");
  return { digits: BigInt(`0${whole}${kept}`), decimals: kept.length };
}

/** The whole number of 1/10^`decimals` that `value` holds; what is smaller is dropped. */
export function scaledDown(value: Decimal, decimals: number): bigint {
  const shift = decimals - value.decimals;
  return shift >= 0 ? value.digits * 10n ** BigInt(shift) : value.digits / 10n ** BigInt(-shift);
}

/** `a` × `b` without its fraction. Neither may be negative. */
export function wholeProduct(a: Decimal, b: Decimal): bigint {
  return (a.digits * b.digits) / 10n ** BigInt(a.decimals + b.decimals);
}
