import type { Child } from "hono/jsx";

export type Bar = {
  readonly name: Child;
  readonly value: number;
  /** As it is read: with separators, as money, with its share. */
  readonly written: string;
};

type BarsProps = {
  readonly caption: string;
  /** What stands in the two columns. */
  readonly names: string;
  readonly values: string;
  readonly bars: readonly Bar[];
  /** What a full bar is; left out: the highest value. */
  readonly full?: number;
  readonly none: string;
};

const LENGTH = 100;

/** Breaks, where there is no room, between its parts and not within them. */
const Kept = ({ written }: { readonly written: string }) => (
  <>
    {written.split(/(?<= ·) /).map((part, at) => (
      <>
        {at > 0 ? " " : ""}
        <span>{part}</span>
      </>
    ))}
  </>
);

/** Amounts beside each other as bars, in the table that has the numbers. */
export const Bars = ({ caption, names, values, bars, full, none }: BarsProps) => {
  if (bars.length === 0) {
    return (
      <figure class="chart">
        <figcaption>{caption}</figcaption>
        <p class="none">{none}</p>
      </figure>
    );
  }
  const longest = Math.max(1, full ?? 0, ...bars.map(({ value }) => value));
  return (
    <figure class="chart">
      <figcaption>{caption}</figcaption>
      <table class="bars">
        <thead>
          <tr>
            <th scope="col">{names}</th>
            <th scope="col" class="number">
              {values}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ name, value, written }) => (
            <tr>
              <th scope="row">
                {name}
                <svg viewBox={`0 0 ${LENGTH} 4`} preserveAspectRatio="none" aria-hidden="true">
                  <rect class="bar-ground" width={LENGTH} height="4" />
                  <rect class="bar" width={((LENGTH * Math.max(0, value)) / longest).toFixed(2)} height="4" />
                </svg>
              </th>
              <td class="number">
                <Kept written={written} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
};
