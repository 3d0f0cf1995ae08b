import { describe } from "vitest";
import { at, sees } from "./doctor.ts";

describe("the judge of orders", () => {
  sees([
    [
      "a number that is missing",
      "order_numbers_have_a_gap",
      (e) => void e.books.orders.splice(2, 1, { ...at(e.books.orders, 2), number: 4 }),
    ],
    [
      "a token on two orders that stand",
      "token_on_two_orders",
      (e) => void Object.assign(at(e.books.orders, 2), { state: "pending" }),
    ],
    [
      "a token that stayed free though its order is completed",
      "token_not_as_its_order",
      (e) => void Object.assign(at(e.books.tokens, 0), { state: "available" }),
    ],
    [
      "a token that its cancelled order kept",
      "token_not_as_its_order",
      (e) => void Object.assign(at(e.books.tokens, 2), { state: "reserved", order_id: "83" }),
    ],
    [
      "a token that another order than its own has",
      "token_not_as_its_order",
      (e) => void Object.assign(at(e.books.tokens, 1), { order_id: "83" }),
    ],
    [
      "a completion that was told and is not kept",
      "order_end_not_kept",
      (e) => void e.history.orderEnds.push({ number: 2, word: "completed" }),
    ],
    [
      "an order that was told of and is not there",
      "order_end_not_kept",
      (e) => void e.history.orderEnds.push({ number: 9, word: "cancelled" }),
    ],
  ]);
});
