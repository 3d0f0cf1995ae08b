/** What the smallest unit of money is in units of earnings. */
const UNIT = 10_000;
const CONFIRM_WITHIN_MS = 120_000;

type Earning = { readonly referrer: string; readonly units: number; paid: boolean };
type Payout = { readonly units: number; state: string };
type Batch = {
  readonly id: string;
  readonly upTo: number;
  readonly payouts: Map<string, Payout>;
  readonly confirmUntilMs: number;
  state: "previewed" | "running" | "done" | "cancelled";
};

/** What cashback is to come to, by lists and sums alone. */
export class CashbackModel {
  readonly #earnings: Earning[] = [];
  readonly #batches = new Map<string, Batch>();
  readonly wallets = new Map<string, number>();
  readonly blacklisted = new Set<string>();
  /** Whom the database refuses to credit. */
  readonly refused = new Set<string>();

  earn(referrer: string, units: number): void {
    this.#earnings.push({ referrer, units, paid: false });
  }

  pending(referrer: string): number {
    return this.#open(this.#earnings.length, referrer).reduce((sum, { units }) => sum + units, 0);
  }

  freeze(id: string, members: readonly string[], nowMs: number): void {
    const upTo = this.#earnings.length;
    const frozen = members
      .filter((member) => !this.blacklisted.has(member))
      .map((member) => [member, { units: this.pending(member), state: "frozen" }] as const)
      .filter(([, { units }]) => units >= UNIT);
    const state = frozen.length > 0 ? "previewed" : "cancelled";
    const confirmUntilMs = nowMs + CONFIRM_WITHIN_MS;
    this.#batches.set(id, { id, upTo, payouts: new Map(frozen), state, confirmUntilMs });
  }

  /** Whether it starts. */
  confirm(id: string, nowMs: number): boolean {
    const batch = this.#batch(id);
    const runs = [...this.#batches.values()].some(({ state }) => state === "running");
    if (batch.state !== "previewed" || runs || nowMs >= batch.confirmUntilMs) return false;
    batch.state = "running";
    return true;
  }

  cancel(id: string, nowMs: number): boolean {
    const batch = this.#batch(id);
    if (batch.state !== "previewed" || nowMs >= batch.confirmUntilMs) return false;
    batch.state = "cancelled";
    return true;
  }

  pay(id: string): void {
    const batch = this.#batch(id);
    if (batch.state !== "running") return;
    for (const [member, payout] of batch.payouts) {
      if (payout.state !== "frozen") continue;
      const earnings = this.#open(batch.upTo, member);
      const units = earnings.reduce((sum, earning) => sum + earning.units, 0);
      if (this.blacklisted.has(member)) payout.state = "blacklisted";
      else if (units !== payout.units || earnings.length === 0) payout.state = "changed";
      else if (this.refused.has(member)) payout.state = "failed";
      else this.#payOne(member, payout, earnings);
    }
    batch.state = "done";
  }

  /** Whether there is something to try again. */
  retry(id: string): boolean {
    const batch = this.#batch(id);
    const runs = [...this.#batches.values()].some(({ state }) => state === "running");
    const failed = [...batch.payouts.values()].filter(({ state }) => state === "failed");
    if (batch.state !== "done" || runs || failed.length === 0) return false;
    batch.state = "running";
    for (const payout of failed) payout.state = "frozen";
    return true;
  }

  /** The batches in a state, the oldest first. */
  idsIn(state: Batch["state"]): string[] {
    return [...this.#batches.values()].filter((batch) => batch.state === state).map(({ id }) => id);
  }

  /** Each member's payout in a batch. */
  states(id: string): Record<string, string> {
    return Object.fromEntries([...this.#batch(id).payouts].map(([member, { state }]) => [member, state]));
  }

  #payOne(member: string, payout: Payout, earnings: readonly Earning[]): void {
    for (const earning of earnings) earning.paid = true;
    payout.state = "paid";
    const amount = Math.floor(payout.units / UNIT);
    this.wallets.set(member, (this.wallets.get(member) ?? 0) + amount);
    const rest = payout.units - amount * UNIT;
    if (rest > 0) this.earn(member, rest);
  }

  #open(upTo: number, member: string): Earning[] {
    return this.#earnings.filter(({ referrer, paid }, at) => at < upTo && referrer === member && !paid);
  }

  #batch(id: string): Batch {
    const found = this.#batches.get(id);
    if (!found) throw new Error("there is no such batch");
    return found;
  }
}
