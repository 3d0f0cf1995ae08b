/** What an earning is to be, by the model. */
type ModelEarning = {
  readonly memberId: string;
  readonly amount: number;
  readonly units: number;
  isPaid: boolean;
};

/** Says what becomes of referrals and earnings, by rules that share nothing with the shop's own statements. */
export class ReferralModel {
  readonly #referrers = new Map<string, string>();
  readonly #spenders = new Set<string>();
  readonly #blacklisted = new Set<string>();
  readonly #earnings = new Map<string, ModelEarning[]>();
  readonly #byCause = new Map<
    string,
    { referrer: string; memberId: string; amount: number; units: number }
  >();

  /** What naming a code comes to: `done`, or the kind of the refusal. */
  name(member: string, owner: string): string {
    if (member === owner) return "referral_code_own";
    if (this.#referrers.has(member)) return "referrer_named";
    if (this.#spenders.has(member)) return "referral_too_late";
    if (this.#blacklisted.has(owner)) return "referral_code_off";
    for (let above: string | undefined = owner; above; above = this.#referrers.get(above))
      if (above === member) return "referral_circle";
    this.#referrers.set(member, owner);
    return "done";
  }

  /** A member has spent something. */
  spend(cause: string, memberId: string, amount: number, basisPoints: number): void {
    this.#spenders.add(memberId);
    const referrer = this.#referrers.get(memberId);
    if (!referrer || this.#blacklisted.has(referrer) || basisPoints === 0) return;
    const earned = { memberId, amount, units: amount * basisPoints };
    this.#byCause.set(cause, { referrer, ...earned });
    this.#put(referrer, earned);
  }

  refund(cause: string): void {
    const earned = this.#byCause.get(cause);
    if (!earned) return;
    this.#byCause.delete(cause);
    const { referrer, memberId, amount, units } = earned;
    this.#put(referrer, { memberId, amount: -amount, units: -units });
  }

  /** Stops a member's referrals or lets them go on; tells which. */
  toggle(memberId: string): "add" | "remove" {
    if (this.#blacklisted.delete(memberId)) return "remove";
    this.#blacklisted.add(memberId);
    return "add";
  }

  /** All that a member has earned is paid. */
  pay(memberId: string): void {
    for (const earned of this.#earnings.get(memberId) ?? []) earned.isPaid = true;
  }

  earningsOf(memberId: string): readonly ModelEarning[] {
    return this.#earnings.get(memberId) ?? [];
  }

  pendingOf(memberId: string): number {
    return this.earningsOf(memberId).reduce((sum, { units, isPaid }) => (isPaid ? sum : sum + units), 0);
  }

  #put(referrer: string, earned: Omit<ModelEarning, "isPaid">): void {
    this.#earnings.set(referrer, [...this.earningsOf(referrer), { ...earned, isPaid: false }]);
  }
}
