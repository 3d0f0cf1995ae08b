import { describe, expect, it } from "vitest";
import { crc16, qrisText } from "./qris.ts";

/** Reads EMV's tags, lengths and values; throws where they do not fit. */
function tagsOf(text: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const [, id = "", chars = ""] = /^(\d\d)(\d\d)/.exec(text.slice(at)) ?? [];
    const value = text.slice(at + 4, at + 4 + Number(chars));
    if (id === "" || value.length !== Number(chars)) throw new Error(`no tag at ${at} of ${text}`);
    tags.set(id, value);
    at += 4 + value.length;
  }
  return tags;
}

describe("the checksum", () => {
  it.each([
    ["123456789", 0x29b1],
    ["", 0xffff],
  ])("of %j", (text, sum) => {
    expect(crc16(text)).toBe(sum);
  });
});

describe("a QRIS text", () => {
  it("holds the amount, the payment, the currency, and the checksum of what is before it", () => {
    const text = qrisText(10_000, "0f7a2f64-6a0c-4a57-9d0b-1c2d3e4f5a6b");
    const tags = tagsOf(text);
    expect([...tags.keys()]).toEqual([...tags.keys()].toSorted());
    expect([tags.get("00"), tags.get("01"), tags.get("53"), tags.get("54"), tags.get("58")]).toEqual([
      "01",
      "12",
      "360",
      "10000",
      "ID",
    ]);
    expect(tagsOf(tags.get("51") ?? "").get("00")).toBe("ID.CO.QRIS.WWW");
    expect(tagsOf(tags.get("62") ?? "").get("01")).toBe("0f7a2f646a0c4a579d0b1c2d3");
    expect(Number.parseInt(tags.get("63") ?? "", 16)).toBe(crc16(text.slice(0, -4)));
  });

  it("is of one payment alone", () => {
    expect(qrisText(10_000, "a")).not.toBe(qrisText(10_000, "b"));
  });
});
