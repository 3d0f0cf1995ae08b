import { expect, test } from "vitest";
import { SAMPLES } from "./samples.ts";

const text = (name: string) => {
  const bytes = SAMPLES.find((sample) => sample.name === name)?.bytes ?? new Uint8Array();
  return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
};

test("every address of a sample is made up", () => {
  for (const { name } of SAMPLES.filter(({ command }) => command === "import orders")) {
    const addresses = text(name).match(/[^\s,;"]+@[^\s,;"]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.endsWith("@example.com"))).toEqual([]);
  }
});

test("the thousand orders go to a thousand addresses", () => {
  const rows = text("orders-1000.csv").trim().split("\n").slice(1);
  expect(new Set(rows.map((row) => row.split(",")[1])).size).toBe(1_000);
});

test("the one saved from Excel is UTF-16 with semicolons and grouped amounts", () => {
  expect(text("orders-excel.csv")).toMatch(/Amount \r\nA-1001;ayu@example\.com;"Rp \d+\.\d{3}"\r\n/);
});
