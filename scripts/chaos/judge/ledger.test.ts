import { describe } from "vitest";
import { at, sees } from "./doctor.ts";

describe("the judge of the ledger", () => {
  sees([
    [
      "a balance that does not follow from the one before",
      "balance_chain_broken",
      (e) => void Object.assign(at(e.books.transfers, 1), { credit_balance: 250 }),
    ],
    [
      "a balance that is not the sum of its transfers",
      "balance_not_its_transfers",
      (e) => void Object.assign(at(e.books.accounts, 0), { balance: -349 }),
    ],
    [
      "a member who owes",
      "balance_negative",
      (e) => void Object.assign(at(e.books.accounts, 2), { balance: -1 }),
    ],
    [
      "points out of nothing",
      "books_not_zero",
      (e) => void Object.assign(at(e.books.accounts, 2), { balance: 5 }),
    ],
  ]);
});
