/**
 * Decides which letters go into the next call. SendGrid takes or refuses a call as a whole. Where a refusal
 * names nobody, half of the call is tried: taken, the reason is in the other half; refused, it is in this one,
 * and the other is set aside. So one among 1,000 is found in ten more calls, and all set aside go in an
 * eleventh. The more are found in a row, the less is tried at once: more of them are likely among the rest.
 */
export class CallPlan<T> {
  /** Refused together: one of them at least is the reason. Never one alone. */
  #suspects: readonly T[] = [];
  /** Parted from suspects; nothing is known of them. */
  #aside: readonly T[] = [];
  #groups: readonly (readonly T[])[];
  /** Into how many parts the next group is cut: one more for each that was found, half for each part taken. */
  #parts = 0;

  constructor(letters: readonly T[]) {
    this.#groups = letters.length > 0 ? [letters] : [];
  }

  /** The letters of the next call; none when all are settled. */
  get call(): readonly T[] {
    if (this.#suspects.length > 0) return halves(this.#suspects)[0];
    const [group = []] = this.#groups;
    return group.slice(0, Math.ceil(group.length / Math.max(1, this.#parts)));
  }

  /** All that are not settled, the next call's included. */
  get open(): readonly T[] {
    return [...this.#suspects, ...this.#aside, ...this.#groups.flat()];
  }

  /** The call was taken. Returns whom an earlier refusal must have meant, if that is plain now. */
  taken(): readonly T[] {
    const { others } = this.#part();
    if (others.length === 0) this.#parts = Math.floor(this.#parts / 2);
    if (others.length !== 1) {
      this.#suspects = others;
      return [];
    }
    this.#parts++;
    this.#close([]);
    return others;
  }

  /** Nobody knows whether the call was taken; it is not made again. */
  lost(): void {
    this.#close(this.#part().others);
  }

  /** The call was refused, and nobody was named. Returns the one that is to blame, if the call had no other. */
  refused(): readonly T[] {
    const { call, others } = this.#part();
    if (call.length === 1) {
      this.#parts++;
      this.#close(others);
      return call;
    }
    this.#aside = [...this.#aside, ...others];
    this.#suspects = call;
    return [];
  }

  /** The call was refused because of these of its letters, which are returned; the others are tried again. */
  named(indexes: readonly number[]): readonly T[] {
    const { call, others } = this.#part();
    const named = new Set(indexes);
    this.#close(others, [call.filter((_, index) => !named.has(index))]);
    return call.filter((_, index) => named.has(index));
  }

  /** The call was too large. Returns its letter, if it had only one. */
  tooLarge(): readonly T[] {
    const { call, others } = this.#part();
    this.#close(others, call.length > 1 ? halves(call) : []);
    return call.length > 1 ? [] : call;
  }

  /** Takes the call's letters out of the plan; `others` are the suspects that were not in it. */
  #part(): { call: readonly T[]; others: readonly T[] } {
    const { call } = this;
    const others = this.#suspects.slice(call.length);
    if (this.#suspects.length === 0) {
      const [group = [], ...groups] = this.#groups;
      this.#groups = [group.slice(call.length), ...groups].filter(({ length }) => length > 0);
    }
    this.#suspects = [];
    return { call, others };
  }

  /** Ends the search; `first`, and then all that was set aside, are tried next. */
  #close(others: readonly T[], first: readonly (readonly T[])[] = []): void {
    this.#groups = [...first, [...this.#aside, ...others], ...this.#groups].filter(
      ({ length }) => length > 0,
    );
    this.#aside = [];
  }
}

/** Two halves, the first the larger. */
function halves<T>(group: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)];
}
