import { describe, expect, it } from "vitest";
import { boughtCard, codesCard } from "./cards.ts";
import type { Opened } from "./deliver.ts";

const purchase: Opened["purchase"] = {
  id: "7",
  memberId: "1180000000000000203",
  productId: "gift",
  size: 1,
  price: 15_000,
  state: "paid",
  confirmedRequest: "8",
  deliveringAtMs: null,
  deliveredAtMs: null,
  deliveryFailedAtMs: null,
  deliveryFailure: null,
  revealedAtMs: null,
  closedAtMs: null,
  refundedAtMs: null,
  refundedBy: null,
  refundReason: null,
  createdAtMs: 0,
};
const card = (...codes: string[]) =>
  codesCard(
    { purchase, name: "Gift card", codes, locale: "en" },
    { name: "Kopi Kita", purchaseMessage: null },
  );

describe("the codes of a purchase", () => {
  it("stand in the message while they are few", () => {
    const { body, file } = card("AB_CD*EF", "GH IJ");
    expect(body).toContain("`AB_CD*EF`\n`GH IJ`");
    expect(file).toBeUndefined();
  });

  it.each([["AB`CD"], ["AB  CD"], Array.from({ length: 11 }, (_, at) => `CODE-${at}`)])(
    "come as a file, letter by letter, where the message could not show them so: %j",
    (...codes) => {
      const { body, file } = card(...codes);
      expect(body).not.toContain(codes[0]);
      expect(file).toMatchObject({ name: "codes.txt", text: `${codes.join("\n")}\n` });
    },
  );
});

it("the answer to a press on a purchase that was refunded since offers no codes", () => {
  const bought = { purchase, name: "Gift card", balance: 15_000, earned: [], locale: "en" } as const;
  const refunded = { ...bought, purchase: { ...purchase, state: "refunded" } } as const;
  expect(boughtCard(bought, "IDR", "coming").buttons).toHaveLength(1);
  expect(boughtCard(refunded, "IDR", "coming")).toMatchObject({ tone: "warning" });
  expect(boughtCard(refunded, "IDR", "coming").buttons).toBeUndefined();
});
