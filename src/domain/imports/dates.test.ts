import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay, possibleDays } from "./dates.ts";

const inJakarta = (text: string) => possibleDays(text, "Asia/Jakarta");

describe("a date in an order file", () => {
  it.each([
    "2026-11-21",
    "2026/11/21",
    "2026.11.21",
    " 2026-11-21 10:00 ",
    "2026-11-21 23:59:59",
    "2026-11-21T10:00:00.123",
    "2026-11-21T10:00:00+07:00",
    "2026-11-21 10:00:00 +0700",
    "2026-11-20T17:00:00Z",
    "2026-11-21 16:59 UTC",
    "2026-11-20 11:30 PM -05:00",
    "21/11/2026",
    "11/21/2026",
    "21-11-2026 10.30",
    "21.11.2026",
    "11/21/2026 9:05:00 AM",
    "21 Nov 2026",
    "21-Nov-2026",
    "21 November 2026, 10:00",
    "Nov 21, 2026",
    "November 21 2026 at 10:00 am",
  ])("is one day in the shop's zone: %j", (text) => expect(inJakarta(text)).toEqual(["2026-11-21"]));

  it("means two days when it may be read in two ways, and one when both are the same or dots decide", () => {
    expect(inJakarta("03/04/2026")).toEqual(["2026-04-03", "2026-03-04"]);
    expect(inJakarta("5/5/2026 10:00")).toEqual(["2026-05-05"]);
    expect(inJakarta("03.04.2026")).toEqual(["2026-04-03"]);
  });

  it.each([
    "",
    "soon",
    "2026",
    "2026-13-01",
    "2026-02-30",
    "31/31/2026",
    "0000-01-01",
    "21/11/26",
    "21 Nob 2026",
  ])("is none: %j", (text) => expect(inJakarta(text)).toEqual([]));

  it.each([
    "2026-11-21 25:00",
    "2026-11-21 10:00 Mars",
    "2026-11-21 and more",
    `2026-11-21 ${" 1".repeat(99)}`,
  ])("is none when what follows is no time: %j", (text) => expect(inJakarta(text)).toEqual([]));

  it("is the day of its moment, whatever the offset it is written with", () => {
    const moment = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: -12, max: 14 }), (date, hours) => {
        const local = new Date(date.getTime() + hours * 3_600_000).toISOString().slice(0, 19);
        const offset = `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
        const inShop = new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
        expect(inJakarta(`${local}${offset}`)).toEqual([inShop]);
      }),
    );
  });
});

describe("a day that staff type", () => {
  it("has one form", () => {
    expect(parseDay(" 2026-11-21 ")).toBe("2026-11-21");
    for (const text of ["21/11/2026", "2026-2-1", "2026-02-30", "today", ""])
      expect(parseDay(text)).toBeNull();
  });
});
