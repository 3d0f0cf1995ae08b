import { chartWords } from "../../../lib/words/dashboard/charts.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { shortNumber, wholeNumber } from "../../../lib/words/number.ts";
import { Table } from "../table.tsx";
import { gridOf, labelledAt } from "./scale.ts";

/** At most four: each has a colour and a dash of its own. */
export type Series = { readonly name: string; readonly values: readonly number[] };

type LinesProps = {
  readonly caption: string;
  /** What the values are of, such as days; one label a value. */
  readonly axis: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly locale: Locale;
  readonly written?: (value: number) => string;
  /** How the axis has it, which has room for six characters; left out: as it is written, or a short number. */
  readonly short?: (value: number) => string;
};

const WIDTH = 420;
const HEIGHT = 200;
const LEFT = 44;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 26;
const LABELS_MAX = 4;

/** What changes from day to day as lines, told in a sentence to who does not see it, with the numbers as a table. */
export const Lines = ({ caption, axis, labels, series, locale, written, short }: LinesProps) => {
  const words = chartWords[locale];
  if (series.every(({ values }) => values.every((value) => value === 0)))
    return (
      <figure class="chart">
        <figcaption>{caption}</figcaption>
        <p class="none">{words.none}</p>
      </figure>
    );
  const write = written ?? ((value: number) => wholeNumber(locale, value));
  const onAxis = short ?? written ?? ((value: number) => shortNumber(locale, value));
  const told = series.map(({ name, values }) => {
    const highest = Math.max(0, ...values);
    return words.line(
      name,
      write(highest),
      labels[values.indexOf(highest)] ?? "–",
      write(values.at(-1) ?? 0),
    );
  });
  return (
    <figure class="chart">
      <figcaption>{caption}</figcaption>
      <Picture labels={labels} series={series} write={onAxis} told={`${caption}. ${told.join(" ")}`} />
      {series.length > 1 ? <Legend series={series} /> : null}
      <details>
        <summary>{words.numbers}</summary>
        <Table
          caption={caption}
          none={words.none}
          rows={labels.map((label, at) => ({ label, at }))}
          columns={[
            { title: axis, cell: ({ label }) => label },
            ...series.map(({ name, values }) => ({
              title: name,
              isNumber: true,
              cell: ({ at }: { at: number }) => write(values[at] ?? 0),
            })),
          ]}
        />
      </details>
    </figure>
  );
};

type PictureProps = Pick<LinesProps, "labels" | "series"> & {
  readonly write: (value: number) => string;
  readonly told: string;
};

const Picture = ({ labels, series, write, told }: PictureProps) => {
  const grid = gridOf(series.flatMap(({ values }) => values));
  const top = grid.at(-1) ?? 1;
  const x = (at: number) =>
    labels.length < 2 ? LEFT : LEFT + (at * (WIDTH - LEFT - RIGHT)) / (labels.length - 1);
  const y = (value: number) => HEIGHT - BOTTOM - (value * (HEIGHT - TOP - BOTTOM)) / top;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={told}>
      {grid.map((value) => (
        <>
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {write(value)}
          </text>
        </>
      ))}
      {labelledAt(labels.length, LABELS_MAX).map((at) => (
        <text x={x(at)} y={HEIGHT - 8} text-anchor={anchorOf(at, labels.length)}>
          {labels[at]}
        </text>
      ))}
      {series.map(({ values }, nth) => (
        <>
          <polyline
            class={`line line-${nth}`}
            points={values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
          />
          {values.length === 1 ? (
            <circle class={`dot dot-${nth}`} cx={x(0)} cy={y(values[0] ?? 0)} r="3" />
          ) : null}
        </>
      ))}
    </svg>
  );
};

function anchorOf(at: number, count: number): "start" | "middle" | "end" {
  if (at === 0) return "start";
  return at === count - 1 ? "end" : "middle";
}

const Legend = ({ series }: Pick<LinesProps, "series">) => (
  <ul class="legend">
    {series.map(({ name }, nth) => (
      <li>
        <svg viewBox="0 0 24 8" width="24" height="8" aria-hidden="true">
          <line class={`line line-${nth}`} x1="0" x2="24" y1="4" y2="4" />
        </svg>
        {name}
      </li>
    ))}
  </ul>
);
