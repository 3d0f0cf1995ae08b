import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatAmount } from "../../lib/money.ts";
import { chooseColumns, type OrderColumns } from "./columns.ts";
import { decodeText } from "./decode.ts";
import type { ImportOptions } from "./options.ts";
import { decideRow, type RowDecision } from "./row.ts";
import { importRules } from "./rules.ts";
import { AmountSamples } from "./samples.ts";
import { readTable } from "./table.ts";

const fixtures = join(import.meta.dirname, "../../../test/fixtures/orders");
const fixture = (name: string) => readFile(join(fixtures, name));

/** One short line for each row of the file, as it would be decided. */
async function decisions(bytes: Uint8Array, currency: string, options: ImportOptions = {}) {
  const rules = importRules(options, { currency, timeZone: "Asia/Jakarta" });
  const samples = new AmountSamples();
  const lines: string[] = [];
  let columns: OrderColumns | null = null;
  await readTable(decodeText(new Blob([Buffer.from(bytes)]).stream()), {
    header: (cells) => {
      columns = chooseColumns(cells, options);
    },
    rows: async (rows) => {
      for (const row of rows) {
        if (!columns) throw new Error("rows before the header");
        const decision = decideRow(row, columns, rules);
        if (decision.kind === "accepted") samples.add(decision.amount);
        lines.push(`${row.line} ${told(decision)}`);
      }
    },
  });
  return {
    lines,
    samples: samples.list.map(({ text, read }) => `${text} → ${formatAmount(read, currency, "id")}`),
  };
}

function told(decision: RowDecision): string {
  if (decision.kind === "filtered") return "filtered";
  if (decision.kind === "refused") return decision.reason;
  return `${decision.email} ${decision.orderId} ${decision.points}`;
}

const QUIRKS_IN_RUPIAH = [
  "3 budi@example.com INV/1 29990",
  "4 sari@example.com INV/2 9999",
  "6 tono@xn--bcher-kva.example INV/3 1234",
  "8 wati@example.com INV/4 1234",
  "9 amount_blank",
  "10 amount_negative",
  "11 amount_unreadable",
  "12 amount_blank",
  "13 bad_email",
  "14 zero_points",
  "15 points_over_max",
  "16 too_many_cells",
  "17 eko@example.com INV/13 5000",
  "18 no_email",
];

describe("an order file as people have it", () => {
  it("is read with every quirk in it, each refused row with its line and reason", async () => {
    const { lines, samples } = await decisions(await fixture("quirks-id.csv"), "IDR");
    expect(lines).toEqual(QUIRKS_IN_RUPIAH);
    expect(samples).toEqual(["Rp 29.990 → Rp 29.990", "9,999 → Rp 9.999", "1.234,56 → Rp 1.234,56"]);
  });

  it.each(["utf-16le", "utf-16be"])("is read the same when Excel saved it as %s", async (encoding) => {
    const text = (await fixture("quirks-id.csv")).toString("utf8");
    const littleEndian = Buffer.from(text, "utf16le");
    const bytes = encoding === "utf-16le" ? littleEndian : littleEndian.swap16();
    expect((await decisions(bytes, "IDR")).lines).toEqual(QUIRKS_IN_RUPIAH);
  });

  it("means something else in a currency with decimals", async () => {
    const { lines } = await decisions(await fixture("quirks-id.csv"), "USD");
    expect(lines.slice(0, 2)).toEqual(["3 budi@example.com INV/1 29", "4 sari@example.com INV/2 9"]);
  });

  it("may be plain", async () => {
    expect((await decisions(await fixture("plain.csv"), "USD", { multiplier: "10" })).lines).toEqual([
      "2 budi@example.com A-1001 299",
      "3 sari@example.com A-1002 150",
      "4 tono@example.com A-1003 1205",
    ]);
  });

  it.each([
    ["tabs.csv", ["2 budi@example.com T-1 1", "3 sari@example.com T-2 2"]],
    ["pipes.csv", ["2 budi@example.com 1 5", "3 sari@example.com 2 6"]],
  ])("may have tabs or bars: %s", async (name, lines) => {
    expect((await decisions(await fixture(name), "IDR")).lines).toEqual(lines);
  });

  it("of Shopify needs to be told which of its many amounts counts", async () => {
    const bytes = await fixture("shopify.csv");
    await expect(decisions(bytes, "USD")).rejects.toMatchObject({
      facts: { kind: "column_ambiguous", candidates: ["Subtotal", "Total", "Lineitem price"] },
    });
    const options = { amountColumn: "total", orderColumn: "name", from: "2026-11-21", to: "2026-11-21" };
    expect((await decisions(bytes, "USD", options)).lines).toEqual([
      "2 budi@example.com #1001 29",
      "3 amount_blank",
      "4 filtered",
    ]);
  });

  it("of WooCommerce is known by its headers", async () => {
    const options = { product: "sticker pack", from: "2026-11-01", to: "2026-11-30" };
    expect((await decisions(await fixture("woocommerce.csv"), "USD", options)).lines).toEqual([
      "2 budi@example.com 501 29",
      "3 filtered",
    ]);
  });
});
