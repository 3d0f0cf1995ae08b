/** What goes wrong with the next calls. Without `status` a call is handled as ever. */
export type Fault = {
  /** How many calls it meets; one when left out. */
  readonly times?: number;
  readonly status?: number;
  /** A string is sent as HTML, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection goes before the call is looked at. */
  readonly dropBefore?: boolean;
  /** The call is handled, and the answer never leaves. */
  readonly dropAfterAccept?: boolean;
  readonly delayMs?: number;
  /** The call is handled at once, and its answer waits: what is reported of its mail may come first. */
  readonly answerDelayMs?: number;
};

/** Faults in the order in which they were asked for. */
export type Faults = { next(fault: Fault): void; take(): Fault | undefined; clear(): void };

export function createFaults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    next(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take() {
      const [first] = waiting;
      if (first && --first.left <= 0) waiting.shift();
      return first?.fault;
    },
    clear() {
      waiting.length = 0;
    },
  };
}
