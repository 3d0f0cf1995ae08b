import { vi } from "vitest";

/** What wrangler prints from now on, in place of printing it; start it before a Worker with `logLevel: "log"`. */
export function captureLog() {
  const printed: string[] = [];
  for (const method of ["log", "info", "warn", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(
      (...parts) => void printed.push(parts.map(String).join(" ")),
    );
  }
  /** Wrangler frames errors and warnings in colours; an event is the JSON between them. */
  const events = () => printed.flatMap((text) => /\{"event":".*\}/.exec(text)?.[0] ?? []);
  return {
    /** The Worker's own log lines. */
    events,
    /** Resolves when so many of its lines contain a text. */
    waitFor: async (text: string, count = 1) =>
      await vi.waitFor(
        () => {
          const found = events().filter((line) => line.includes(text));
          if (found.length < count) throw new Error(`the log has ${found.length} lines with ${text}`);
          return found;
        },
        { timeout: 5_000, interval: 30 },
      ),
    stop: () => vi.restoreAllMocks(),
  };
}
