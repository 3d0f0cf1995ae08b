import { describe, expect, it } from "vitest";
import { balanceColumns } from "./columns.ts";
import { BalanceFileRefused } from "./refusal.ts";
import { decideBalanceRow } from "./row.ts";

const ID = "1180000000000000203";
const limits = { perChangeMax: 1_000_000, perMemberMax: 10_000_000 };

const decide = (id: string, points: string, action: "add" | "remove" | "set" = "add") =>
  decideBalanceRow(
    { line: 2, cells: [id, points], overlong: false },
    { userId: 0, points: 1 },
    action,
    limits,
  );

describe("a row of balances", () => {
  it.each([ID, `'${ID}`, `="${ID}"`, `<@${ID}>`, `<@!${ID}>`, ` ${ID} `])("knows the id in %s", (id) => {
    expect(decide(id, "5")).toEqual({ kind: "accepted", memberId: ID, points: 5 });
  });

  it.each([
    ["", "id_missing"],
    ["1.18E+18", "id_rounded"],
    ["1,18e18", "id_rounded"],
    ["ayu", "id_unreadable"],
    ["123", "id_unreadable"],
    [`${ID}99`, "id_unreadable"],
    [`${ID} ${ID}`, "id_unreadable"],
  ])("refuses the id %j: %s", (id, reason) => {
    expect(decide(id, "5")).toEqual({ kind: "refused", reason });
  });

  it.each([
    ["1500", 1_500],
    ["1,500", 1_500],
    ["1500.0", 1_500],
    ["1,500.00", 1_500],
    ["'7", 7],
    ["1000000", 1_000_000],
  ])("reads %s as %d points", (text, points) => {
    expect(decide(ID, text)).toMatchObject({ kind: "accepted", points });
  });

  it.each([
    ["", "points_missing"],
    ["-5", "points_negative"],
    ["− 5", "points_negative"],
    ["0", "points_zero"],
    ["1.5", "points_unreadable"],
    ["1.500", "points_unreadable"],
    ["1e3", "points_unreadable"],
    ["many", "points_unreadable"],
    ["12,34", "points_unreadable"],
    ["1000001", "over_change_max"],
    ["999999999999999", "over_change_max"],
  ])("refuses %j: %s", (text, reason) => {
    expect(decide(ID, text)).toEqual({ kind: "refused", reason });
  });

  it("may set 0 and up to what a member may have", () => {
    expect(decide(ID, "0", "set")).toMatchObject({ points: 0 });
    expect(decide(ID, "10000000", "set")).toMatchObject({ points: 10_000_000 });
    expect(decide(ID, "10000001", "set")).toEqual({ kind: "refused", reason: "over_member_max" });
  });

  it("with text beyond the last column is refused", () => {
    const row = { line: 2, cells: [ID, "5", "?"], overlong: true };
    expect(decideBalanceRow(row, { userId: 0, points: 1 }, "add", limits)).toEqual({
      kind: "refused",
      reason: "too_many_cells",
    });
  });
});

describe("the columns of balances", () => {
  it.each([
    [["user_id", "points"], 0, 1],
    [["Points", "User ID"], 1, 0],
    [["id", "username", "userId", "balance", "updated"], 2, 3],
    [["member", "points", "balance"], 0, 1],
  ])("are found in %j", (headers, userId, points) => {
    expect(balanceColumns(headers)).toEqual({ userId, points });
  });

  it.each([
    [["user_id", "coins"], "balance_column_missing"],
    [["name", "points"], "balance_column_missing"],
    [[ID, "500"], "balance_header_missing"],
    [[`'${ID}`, "500"], "balance_header_missing"],
  ])("are missed in %j: %s", (headers, kind) => {
    expect(() => balanceColumns(headers)).toThrow(BalanceFileRefused);
    expect(() => balanceColumns(headers)).toThrow(kind);
  });
});
