import { type Case, groupBy, type Violation } from "./evidence.ts";

const OPEN = new Set(["pending", "in_progress", "waiting"]);

/** Orders are numbered without a gap; a token is on one order that stands, and used with it; what staff were told is so. */
export function judgeOrders(of: Case): Violation[] {
  return [...judgeNumbers(of), ...judgeTokens(of), ...judgeEnds(of)];
}

function* judgeNumbers({ books }: Case): Generator<Violation> {
  const numbers = books.orders.map(({ number }) => number).sort((one, other) => one - other);
  const gap = numbers.findIndex((number, at) => number !== at + 1);
  if (gap >= 0) yield { rule: "order_numbers_have_a_gap", about: `${numbers[gap]} where ${gap + 1} belongs` };
}

function* judgeTokens({ books }: Case): Generator<Violation> {
  const standing = groupBy(
    books.orders.filter(({ token_code, state }) => token_code !== null && state !== "cancelled"),
    ({ token_code }) => token_code ?? "",
  );
  for (const { code, state, order_id } of books.tokens) {
    const [order, ...others] = standing.get(code) ?? [];
    if (others.length > 0) yield { rule: "token_on_two_orders", about: code };
    const wanted = !order ? "available" : OPEN.has(order.state) ? "reserved" : "used";
    if (state !== wanted || (order && order.id !== order_id))
      yield { rule: "token_not_as_its_order", about: `${code} is ${state}, not ${wanted}` };
  }
}

function* judgeEnds({ books, history }: Case): Generator<Violation> {
  const orders = new Map(books.orders.map((order) => [order.number, order]));
  for (const { number, word } of history.orderEnds) {
    const state = orders.get(number)?.state;
    if (state !== word)
      yield { rule: "order_end_not_kept", about: `${number} was told ${word} and is ${state}` };
  }
}
