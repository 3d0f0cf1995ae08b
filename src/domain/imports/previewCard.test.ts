import { describe, expect, it } from "vitest";
import { renderCard } from "../../clients/discord/card.ts";
import { locales } from "../../lib/words/locale.ts";
import type { ImportRow } from "./ask.ts";
import type { Findings } from "./findings.ts";
import type { ImportOptions } from "./options.ts";
import { previewCard } from "./previewCard.ts";
import type { Preview } from "./readInto.ts";
import { rowFaults } from "./row.ts";

/** Discord's limit of all texts in a message's embeds together. */
const EMBED_CHARS_MAX = 6_000;

const importRow = (options: ImportOptions, campaign: string): ImportRow => ({
  id: "1180000000000000001",
  state: "reading",
  askedBy: "1180000000000000002",
  interactionToken: null,
  answerUntilMs: 0,
  decidedRequest: null,
  fileName: "orders.csv",
  fileUrl: null,
  fileBytes: 1,
  options: JSON.stringify(options),
  campaign,
  message: null,
  expiryDays: 90,
  findings: null,
  confirmUntilMs: null,
  progressAtMs: 0,
  createdAtMs: 0,
  finishedAtMs: null,
});

const plainFindings: Findings = {
  columns: { email: "Email", amount: "Total", order: "Order ID", date: null, products: [] },
  rows: 5,
  accepted: 3,
  repeatedInFile: 0,
  repeatedLines: [],
  alreadyImported: 0,
  held: 0,
  filtered: 0,
  refused: [],
  points: 15,
  amountSamples: [],
};

function shown(
  found: Partial<Findings> = {},
  options: ImportOptions = {},
  more: Partial<Preview> & { campaign?: string } = {},
) {
  const { campaign = "", ...rest } = more;
  const findings = { ...plainFindings, ...found };
  const preview: Preview = {
    kind: "previewed",
    row: importRow(options, campaign),
    locale: "en",
    findings,
    mailSamples: [],
    header: [],
    refused: [],
    ...rest,
  };
  const { embeds, components } = renderCard(previewCard(preview));
  const [embed] = embeds;
  const fields = Object.fromEntries((embed?.fields ?? []).map(({ name, value }) => [name, value]));
  return { body: embed?.description ?? "", fields, buttons: components.length, embed };
}

describe("the card of a preview", () => {
  it("tells every count, also when it is 0", () => {
    expect(shown().fields).toMatchObject({
      "Rows read": "5",
      "To be mailed": "3",
      "Points in all": "15",
      "Already imported": "0",
      "Filtered out": "0",
      Refused: "0",
    });
  });

  it("tells in which lines an order was repeated, and apart who is not mailed", () => {
    const { fields } = shown({ repeatedInFile: 7, repeatedLines: [4, 6, 1_008], held: 1 });
    expect(fields).toMatchObject({
      "Repeated in the file: 7": "line 4, 6, 1,008 …",
      "Not mailed: bounced before": "1",
      "To be mailed": "2",
    });
  });

  it("says what a file without order ids means, in which campaign, and what to do", () => {
    const columns = { ...plainFindings.columns, order: null };
    expect(shown().body).not.toContain("order ids");
    expect(shown({ columns }).body).toMatch(
      /\*\*one claim\*\* in all imports without a campaign.*`order_column`/,
    );
    expect(shown({ columns }, {}, { campaign: "spring" }).body).toContain("in the campaign `spring`");
  });

  it("says that a multiplier does nothing beside fixed points", () => {
    expect(shown({}, { points: 5, multiplier: "2" }).body).toContain("`multiplier` is not used");
    expect(shown({}, { points: 5 }).body).not.toContain("multiplier");
    expect(shown({}, { multiplier: "2" }).body).not.toContain("multiplier");
  });

  it("names the columns that the filters looked into", () => {
    const columns = { ...plainFindings.columns, date: "Tanggal", products: ["Produk", "Item"] };
    expect(shown({ columns }).fields.Columns).toBe(
      "E-mail `Email` · amount `Total` · order id `Order ID` · filtered by product `Produk`, `Item` · filtered by date `Tanggal`",
    );
  });

  it("leaves the order out of the sample of a mail that has none", () => {
    const mailSamples = [
      { email: "budi@example.com", points: 5, orderId: null },
      { email: "sari@example.com", points: 6, orderId: "A-1" },
    ];
    expect(shown({}, {}, { mailSamples }).fields["Sample e-mails"]).toBe(
      "To `budi@example.com`: “Discord points available”, 5 points\nTo `sari@example.com`: “Discord points available – order A-1”, 6 points",
    );
  });

  it("offers no buttons where there is nothing to import, and offers them where there are claims to make", () => {
    expect(shown({ alreadyImported: 3 }).buttons).toBe(0);
    expect(shown({ held: 3 }).buttons).toBe(1);
    expect(shown().buttons).toBe(1);
  });

  it.each(locales)("stays within what Discord takes, however much there is to tell (%s)", (locale) => {
    const long = "`x".repeat(500);
    const { embed } = shown(
      {
        columns: {
          email: long,
          amount: long,
          order: null,
          date: long,
          products: Array.from({ length: 5 }, () => long),
        },
        repeatedInFile: 100_000,
        repeatedLines: [99_995, 99_996, 99_997, 99_998, 99_999],
        held: 1,
        refused: rowFaults.map((reason) => ({
          reason,
          count: 9_999,
          lines: [99_991, 99_992, 99_993, 99_994],
        })),
        amountSamples: Array.from({ length: 3 }, () => ({ text: long, read: long })),
      },
      { points: 5, multiplier: "2" },
      {
        locale,
        campaign: "*".repeat(60),
        mailSamples: Array.from({ length: 2 }, () => ({ email: long, points: 1, orderId: long })),
        refused: [{ line: 2, reason: "no_email", cells: [] }],
      },
    );
    const texts = [embed?.title, embed?.description, embed?.footer?.text];
    for (const { name, value } of embed?.fields ?? []) texts.push(name, value);
    const chars = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
    expect(chars).toBeLessThanOrEqual(EMBED_CHARS_MAX);
  });
});
