import type { CashbackFigures, CashbackPace } from "./cashback.ts";
import type { ImportFigures, ImportPace } from "./imports.ts";
import { PAGE_MS_MAX, type PageFigures } from "./pages.ts";
import { type Pair, summary } from "./pairs.ts";
import type { PaymentFigures } from "./payments.ts";
import type { RequestFigures } from "./requests.ts";
import type { RoundTrips } from "./roundTrips.ts";
import { type ScaleFigures, TIMES_MAX } from "./scale.ts";
import type { StockPace } from "./stock.ts";

const MB = 1_000_000;
const KB = 1_000;

export type Figures = {
  readonly requests: RequestFigures;
  readonly payments: PaymentFigures;
  readonly purchases: readonly Pair[];
  readonly roundTrips: readonly RoundTrips[];
  readonly imports: ImportFigures;
  readonly stock: readonly Pair[];
  readonly cashback: CashbackFigures;
  readonly starts: readonly Pair[];
  readonly bundleBytes: number;
  readonly pace: { readonly imports: ImportPace; readonly stock: StockPace; readonly cashback: CashbackPace };
};

/** Prints the table. Ratios are medians of pairs measured one after the other; single figures are this machine's. */
export function printFigures({
  requests,
  payments,
  purchases,
  roundTrips,
  imports,
  stock,
  cashback,
  starts,
  bundleBytes,
  pace,
}: Figures): void {
  const compared = (what: string, pairs: readonly Pair[], unit: string, aim: string) => {
    const { ours, theirs, ratio } = summary(pairs);
    const digits = ours < 100 ? 1 : 0;
    return [
      what,
      `${ours.toFixed(digits)} ${unit}`,
      `${theirs.toFixed(digits)} ${unit}`,
      ratio.toFixed(2),
      aim,
    ];
  };
  const rows = [
    ["what", "Coffer", "bare", "ratio", "aim"],
    compared("signed PING", requests.ping, "/s", "0.97"),
    compared("bad signature, 401", requests.forged, "/s", "> 1.1"),
    compared("/balance, one round trip", requests.balance, "/s", "0.95"),
    compared("/claim, the same batch", requests.claim, "/s", "0.90"),
    compared("payment settled, the same call and batch", payments.settled, "/s", "0.80"),
    compared("the same notification again", payments.repeated, "/s", "0.80"),
    compared("purchase, the same batch", purchases, "/s", "0.80"),
    compared(`import of ${pace.imports.rows} rows, end to end`, imports.pairs, "rows/s", "0.50"),
    compared(`/admin addstock of ${pace.stock.codes} codes, end to end`, stock, "codes/s", "0.50"),
    ...cashbackRows(cashback, pace.cashback),
    compared("start to first PONG", starts, "ms", "1.5"),
    ["SendGrid calls of that import", String(imports.calls), "", "", "20 to 21"],
    [
      `memory over idle, ${pace.imports.largeRows} rows`,
      `${(imports.peakBytes / MB).toFixed(0)} MB`,
      "",
      "",
      "48 MB",
    ],
    ["bundle, gzipped", `${(bundleBytes / KB).toFixed(0)} KB`, "", "", "< 140 KB"],
    ...roundTrips.map(({ name, requests: count, midtrans }) => [
      `round trips of ${name}`,
      midtrans === undefined ? String(count) : `${count}, Midtrans ${midtrans}`,
      "",
      "",
      "1, at most 2",
    ]),
  ];
  printTable(rows);
}

/** Against paying one member after the other, by three statements each, on the same server. */
function cashbackRows(figures: CashbackFigures, { members, earnings }: CashbackPace): string[][] {
  const { previewMs, payMs, roundTrips, ours, theirs } = figures;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  const what = `cashback of ${members} members with ${earnings} earnings`;
  return [
    [`${what}, to the preview`, seconds(previewMs), "", "", "< 10 s"],
    [`${what}, to the result`, seconds(payMs), "", "", "< 60 s"],
    [
      "the same, against one by one",
      `${ours.toFixed(0)} members/s`,
      `${theirs.toFixed(0)} members/s`,
      (ours / theirs).toFixed(1),
      "> 10",
    ],
    ["round trips of that cashback", String(roundTrips), "", "", `< ${Math.ceil(members / 500) + 50}`],
  ];
}

/** Prints how much longer the same takes in the larger shop. */
export function printScale(figures: ScaleFigures, large: number, small: number): void {
  const rows = figures.map(({ name, pairs }) => {
    const { ours, theirs, ratio } = summary(pairs);
    return [
      name,
      `${theirs.toFixed(0)} /s`,
      `${ours.toFixed(0)} /s`,
      (1 / ratio).toFixed(2),
      `< ${TIMES_MAX}`,
    ];
  });
  const members = (count: number) => `${count.toLocaleString("en")} members`;
  printTable([["what", members(small), members(large), "times as long", "aim"], ...rows]);
}

/** Prints how long each page of the dashboard takes in the larger shop, and how large its downloads are. */
export function printPages(figures: readonly PageFigures[], members: number): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const over = (value: number) => (value > PAGE_MS_MAX ? " !" : "  ");
  const shop = `${members.toLocaleString("en")} members`;
  printTable([
    [`page, ${shop}`, "fastest", "median  ", "slowest  ", "aim"],
    ...figures
      .filter(({ isDownload }) => !isDownload)
      .map(({ address, fastestMs, medianMs, slowestMs }) => [
        address,
        ms(fastestMs),
        ms(medianMs) + over(medianMs),
        ms(slowestMs) + over(slowestMs),
        `< ${PAGE_MS_MAX} ms`,
      ]),
  ]);
  printTable([
    [`download, ${shop}`, "first byte", "last byte", "size"],
    ...figures
      .filter(({ isDownload }) => isDownload)
      .map(({ address, firstMs, medianMs, bytes }) => [
        address,
        ms(firstMs),
        ms(medianMs),
        `${(bytes / KB).toFixed(0)} KB`,
      ]),
  ]);
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join("  "),
    );
  }
}
