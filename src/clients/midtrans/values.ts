const WHOLE = /^(\d{1,15})(?:\.0+)?$/;
const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Rupiah as Midtrans writes them: `"10000.00"` is 10000. Null for anything that is not a whole amount. */
export function wholeAmount(text: string): number | null {
  const whole = WHOLE.exec(text)?.[1];
  return whole === undefined ? null : Number(whole);
}

/** Midtrans' times are of GMT+7 and do not say so. Null for what is no time. */
export function timeAtMs(text: string): number | null {
  const [, day, time] = TIME.exec(text) ?? [];
  const atMs = Date.parse(`${day}T${time}+07:00`);
  return Number.isNaN(atMs) ? null : atMs;
}
