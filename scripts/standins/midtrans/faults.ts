import { type Answer, failed } from "./answer.ts";

/** What goes wrong with the next calls that match. */
export type Fault = {
  readonly method?: string;
  /** Part of the path, or a pattern for it. */
  readonly path?: string | RegExp;
  /** How many calls it meets; one when left out. */
  readonly times?: number;
  readonly delayMs?: number;
  /** The HTTP status answered instead, with a page as a gateway sends it. */
  readonly status?: number;
  /** HTTP 200, and this `status_code` inside. */
  readonly errorInside?: string;
  /** The connection goes before the call is looked at. */
  readonly dropBefore?: boolean;
  /** The call is handled, and the answer never leaves. */
  readonly dropAfter?: boolean;
  /** Fields of the right answer that are otherwise; an undefined one is left out. */
  readonly patch?: Readonly<Record<string, unknown>>;
};

/** Faults in the order they were asked for; each call is hit by the first that matches, else by the one that lasts. */
export type Faults = {
  next(fault: Fault): void;
  /** What is wrong with every call until it is set anew; null for nothing. */
  lasting(fault: Fault | null): void;
  take(method: string, path: string): Fault | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  let lasting: Fault | null = null;
  return {
    next: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    lasting(fault) {
      lasting = fault;
    },
    take(method, path) {
      const hit = waiting.find(({ fault }) => matches(fault, method, path));
      if (!hit) return lasting && matches(lasting, method, path) ? lasting : undefined;
      hit.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return hit.fault;
    },
    clear() {
      waiting = [];
      lasting = null;
    },
  };
}

/** The answer that a fault asks for; null when the call is to be handled as ever. */
export function faultAnswer(fault: Fault | undefined): Answer | null {
  if (fault?.errorInside !== undefined)
    return failed(fault.errorInside, "Sorry, we encountered internal server error. We will fix this soon.");
  if (fault?.status === undefined) return null;
  return { http: fault.status, body: `<html><title>${fault.status}</title></html>` };
}

export function patched(answer: Answer, fault: Fault | undefined): Answer {
  if (!fault?.patch || typeof answer.body === "string") return answer;
  return { ...answer, body: { ...answer.body, ...fault.patch } };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method && fault.method !== method) return false;
  return typeof fault.path === "string" ? path.includes(fault.path) : (fault.path?.test(path) ?? true);
}
