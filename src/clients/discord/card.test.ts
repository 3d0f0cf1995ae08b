import { describe, expect, it } from "vitest";
import { type Button, type Card, filesOf, renderCard } from "./card.ts";

const CARD: Card = { tone: "info", title: "Pay Rp 50.000" };
const PICTURE = { name: "qr.png", type: "image/png", bytes: new Uint8Array(3) };
const buttons = (count: number): Button[] =>
  Array.from({ length: count }, (_, index) => ({ id: `topup:b:${index}`, label: "b", style: "plain" }));

describe("a card in Discord's form", () => {
  it("shows its file as its image, and an image from elsewhere by its address", () => {
    const imageOf = (card: Card) => renderCard(card).embeds[0]?.image;
    expect(imageOf({ ...CARD, file: PICTURE, image: "qr.png" })).toEqual({ url: "attachment://qr.png" });
    expect(imageOf({ ...CARD, image: "https://example.com/qr.png" })).toEqual({
      url: "https://example.com/qr.png",
    });
    expect(imageOf(CARD)).toBeUndefined();
  });

  it("takes away the files that were there only when it says so", () => {
    expect(renderCard({ ...CARD, file: null }).attachments).toEqual([]);
    expect(renderCard(CARD)).not.toHaveProperty("attachments");
    expect(renderCard({ ...CARD, file: PICTURE })).not.toHaveProperty("attachments");
  });

  it("brings its file and more of them, at most ten, and then takes none away", () => {
    const named = (name: string) => ({ ...PICTURE, name });
    expect(filesOf(CARD)).toEqual([]);
    expect(filesOf({ ...CARD, file: named("a"), files: [named("b")] }).map(({ name }) => name)).toEqual([
      "a",
      "b",
    ]);
    expect(filesOf({ ...CARD, files: Array.from({ length: 12 }, () => PICTURE) })).toHaveLength(10);
    expect(renderCard({ ...CARD, file: null, files: [PICTURE] })).not.toHaveProperty("attachments");
  });

  it("has a menu of members in a row of its own, above the buttons", () => {
    const memberSelect = { id: "admin:credit:7", placeholder: "x".repeat(151) };
    expect(renderCard({ ...CARD, memberSelect, buttons: buttons(1) }).components).toMatchObject([
      {
        type: 1,
        components: [
          { type: 5, custom_id: "admin:credit:7", placeholder: expect.stringMatching(/^x{100,149}…$/) },
        ],
      },
      { type: 1, components: [{ type: 2, custom_id: "topup:b:0" }] },
    ]);
  });

  it("has five rows at most, the menu among them", () => {
    const rowsOf = (card: Card) => renderCard(card).components.map(({ components }) => components.length);
    expect(rowsOf({ ...CARD, buttons: buttons(30) })).toEqual([5, 5, 5, 5, 5]);
    const memberSelect = { id: "admin:credit:7", placeholder: "Whom?" };
    expect(rowsOf({ ...CARD, memberSelect, buttons: buttons(30) })).toEqual([1, 5, 5, 5, 5]);
  });
});
