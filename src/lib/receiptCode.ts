const DIGITS_MIN = 4;

/** `R0001`, as people name the receipt of this number; it grows beyond four digits. */
export const receiptCode = (number: number): string => `R${String(number).padStart(DIGITS_MIN, "0")}`;
