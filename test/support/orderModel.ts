type TokenState = "available" | "reserved" | "used" | "expired" | "removed";
type OrderState = "pending" | "in_progress" | "waiting" | "completed" | "cancelled";
export type Reward = readonly ["points" | "percent" | "money", number] | null;

export type ModelToken = {
  readonly reward: Reward;
  readonly expiresAtMs: number | null;
  readonly limit: number | null;
  state: TokenState;
  order: number | null;
  readonly way: string[];
};

export type ModelOrder = {
  readonly customer: number;
  readonly token: number | null;
  readonly amount: number | null;
  readonly discount: number;
  state: OrderState;
  readonly way: string[];
};

/** What orders and their tokens should be, told by rules that share nothing with the shop's own. */
export class OrderModel {
  readonly orders: ModelOrder[] = [];
  readonly tokens: ModelToken[];
  readonly points = new Map<number, number>();
  readonly spent = new Map<number, number>();
  nowMs: number;

  constructor(tokens: readonly Pick<ModelToken, "reward" | "expiresAtMs" | "limit">[], nowMs: number) {
    this.tokens = tokens.map((token) => ({ ...token, state: "available", order: null, way: [] }));
    this.nowMs = nowMs;
  }

  /** What the making of an order is to come to: the number that it gets, or the refusal. */
  create(customer: number, tokenAt: number | null, amount: number | null): string {
    const token = tokenAt === null ? null : this.#token(tokenAt);
    const refusal = token && this.#refusal(token, customer, amount);
    if (refusal) return refusal;
    const number = this.orders.length + 1;
    const discount = this.#discount(token?.reward ?? null, amount);
    this.orders.push({ customer, token: tokenAt, amount, discount, state: "pending", way: [] });
    if (token) this.#move(token, "reserved", number);
    return `made ${number}`;
  }

  #refusal(token: ModelToken, customer: number, amount: number | null): string | null {
    if (token.state !== "available") return `token_${token.state}`;
    if (token.expiresAtMs !== null && token.expiresAtMs <= this.nowMs) return "token_expired";
    const had = this.tokens.filter(
      (one) => one.order !== null && this.#order(one.order).customer === customer,
    );
    if (token.limit !== null && had.length >= token.limit) return "token_limit";
    const isDiscount = token.reward?.[0] === "percent" || token.reward?.[0] === "money";
    return isDiscount && amount === null ? "token_needs_amount" : null;
  }

  #discount(reward: Reward, amount: number | null): number {
    if (reward === null || amount === null) return 0;
    const [kind, value] = reward;
    if (kind === "percent") return Math.floor((amount * value) / 100);
    return kind === "money" ? Math.min(amount, value) : 0;
  }

  /** What completing is to tell of each. */
  complete(numbers: readonly number[]): string[] {
    return numbers.map((number) => {
      const order = this.orders[number - 1];
      if (!order) return "unknown";
      if (order.state === "completed") return "completed_before";
      if (order.state === "cancelled") return "cancelled";
      this.#goOn(order, "completed");
      const token = order.token === null ? null : this.#token(order.token);
      if (token) this.#move(token, "used", number);
      if (token?.reward?.[0] === "points") this.#add(this.points, order.customer, token.reward[1]);
      this.#add(this.spent, order.customer, (order.amount ?? 0) - order.discount);
      return "completed";
    });
  }

  cancel(number: number): string {
    const order = this.orders[number - 1];
    const refusal = this.#ended(order);
    if (!order || refusal) return refusal ?? "";
    this.#goOn(order, "cancelled");
    const token = order.token === null ? null : this.#token(order.token);
    if (token) {
      const isOver = token.expiresAtMs !== null && token.expiresAtMs <= this.nowMs;
      this.#move(token, isOver ? "expired" : "available", null);
    }
    return `cancelled, token ${token?.state ?? "none"}`;
  }

  update(number: number, state: "pending" | "in_progress" | "waiting"): string {
    const order = this.orders[number - 1];
    const refusal = this.#ended(order);
    if (!order || refusal) return refusal ?? "";
    this.#goOn(order, state);
    return `now ${state}`;
  }

  remove(at: number): void {
    const token = this.#token(at);
    if (token.state === "available") this.#move(token, "removed", null);
  }

  /** Time goes on, and the cron trigger comes. */
  expire(nowMs: number): void {
    this.nowMs = nowMs;
    for (const token of this.tokens)
      if (token.state === "available" && token.expiresAtMs !== null && token.expiresAtMs <= nowMs)
        this.#move(token, "expired", null);
  }

  #ended(order: ModelOrder | undefined): string | null {
    if (!order) return "order_not_found";
    return order.state === "completed" || order.state === "cancelled" ? `order_${order.state}` : null;
  }

  #goOn(order: ModelOrder, state: OrderState): void {
    if (order.state !== state) order.way.push(`${order.state}>${state}`);
    order.state = state;
  }

  #move(token: ModelToken, state: TokenState, order: number | null): void {
    token.way.push(`${token.state}>${state}`);
    token.state = state;
    token.order = order;
  }

  #add(sums: Map<number, number>, key: number, amount: number): void {
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }

  #token(at: number): ModelToken {
    const token = this.tokens[at];
    if (!token) throw new RangeError(`there is no token ${at}`);
    return token;
  }

  #order(number: number): ModelOrder {
    const order = this.orders[number - 1];
    if (!order) throw new RangeError(`there is no order ${number}`);
    return order;
  }
}
