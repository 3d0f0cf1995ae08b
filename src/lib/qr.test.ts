import { describe, expect, it } from "vitest";
import { readPng, readQr } from "../../test/support/png.ts";
import { qrPng } from "./qr.ts";

/** In the form of a QRIS payment; nobody's. */
const QRIS =
  "00020101021226620014COM.GO-JEK.WWW011993600914300000000102100G0000000103030UKE51450015ID.OR.GPNQR.WWW02150000000000000000303UKE5204581253033605405150005802ID5907COFFER 6007JAKARTA61051234062070703A016304B1C2";

describe("a picture of a QR code", () => {
  it.each([
    ["a QRIS payment", QRIS],
    ["one character", "1"],
    ["letters beyond ASCII", "Rp 15.000 — terima kasih ☕"],
    ["500 characters", "x".repeat(500)],
    ["as much as a code holds", "x".repeat(2_331)],
  ])("is read back by a phone: %s", (_, text) => {
    expect(readQr(qrPng(text))).toBe(text);
  });

  it.each([1, 50, 200, 500])("is a square that is easy to scan: %i characters", (length) => {
    const { width, height } = readPng(qrPng(QRIS.repeat(3).slice(0, length)));
    expect(width).toBe(height);
    expect(width).toBeGreaterThan(400);
    expect(width).toBeLessThanOrEqual(500);
  });

  it("has four white modules around it, and black ones from there on", () => {
    const { width, data } = readPng(qrPng("1"));
    const modulePixels = width / (21 + 2 * 4);
    const shade = (x: number, y: number) => data[(y * width + x) * 4];
    const rim = 4 * modulePixels;
    for (let along = 0; along < width; along++) {
      for (let across = 0; across < rim; across++) {
        const sides = [shade(along, across), shade(along, width - 1 - across), shade(across, along)];
        expect([...sides, shade(width - 1 - across, along)]).toEqual([255, 255, 255, 255]);
      }
    }
    expect([shade(rim, rim), shade(width - 1 - rim, rim), shade(rim, width - 1 - rim)]).toEqual([0, 0, 0]);
  });

  it("mends what is hidden, as level M does: 207 characters take 49 modules instead of 45", () => {
    expect(readPng(qrPng(QRIS)).width).toBe((49 + 2 * 4) * 8);
  });

  it("is small: a QRIS payment is below 4 KB", () => {
    expect(qrPng(QRIS).length).toBeLessThan(4_096);
  });

  it("refuses what no code holds", () => {
    expect(() => qrPng("x".repeat(2_332))).toThrow(RangeError);
  });
});
