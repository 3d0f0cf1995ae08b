import { describe, expect, it } from "vitest";
import { localMinute, localMoment } from "./localMoment.ts";

const iso = (text: string, timeZone: string, edge: "start" | "end" = "start") => {
  const atMs = localMoment(text, timeZone, edge);
  return atMs === null ? null : new Date(atMs).toISOString();
};

describe("a moment that staff type", () => {
  it("is the beginning or the end of a day of the shop's zone", () => {
    expect(iso("2027-01-31", "Asia/Jakarta")).toBe("2027-01-30T17:00:00.000Z");
    expect(iso("2027-01-31", "Asia/Jakarta", "end")).toBe("2027-01-31T16:59:59.999Z");
    expect(iso("2028-02-29", "America/New_York", "end")).toBe("2028-03-01T04:59:59.999Z");
  });

  it("is a minute where one is named, whatever it is the edge of", () => {
    for (const edge of ["start", "end"] as const) {
      expect(iso("2027-01-31 18:30", "Asia/Jakarta", edge)).toBe("2027-01-31T11:30:00.000Z");
      expect(iso(" 2027-01-31T18.30 ", "Asia/Jakarta", edge)).toBe("2027-01-31T11:30:00.000Z");
    }
  });

  it("keeps to the day where clocks change: 23 and 25 hours, a minute that is twice, one that is not", () => {
    expect(iso("2027-03-28", "Europe/Berlin")).toBe("2027-03-27T23:00:00.000Z");
    expect(iso("2027-03-28", "Europe/Berlin", "end")).toBe("2027-03-28T21:59:59.999Z");
    expect(iso("2027-10-31", "Europe/Berlin", "end")).toBe("2027-10-31T22:59:59.999Z");
    expect(iso("2027-10-31 02:30", "Europe/Berlin")).toBe("2027-10-31T00:30:00.000Z");
    expect(iso("2027-03-28 02:30", "Europe/Berlin")).toBe("2027-03-28T01:30:00.000Z");
    expect(iso("2027-03-14 02:30", "America/New_York")).toBe("2027-03-14T07:30:00.000Z");
  });

  it.each([
    "",
    "tomorrow",
    "31-01-2027",
    "2027-1-31",
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-01-00",
    "0027-01-01",
    "2027-01-31 24:00",
    "2027-01-31 12:60",
    "2027-01-31 12:00:00",
  ])("is none in another form: %s", (text) => {
    expect(localMoment(text, "Asia/Jakarta", "start")).toBeNull();
  });

  it("reads back as it was typed", () => {
    const atMs = localMoment("2027-06-01 07:05", "Asia/Jakarta", "start") ?? 0;
    expect(localMinute(atMs, "Asia/Jakarta")).toBe("2027-06-01 07:05");
  });
});
