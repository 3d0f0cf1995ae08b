import { REQUESTS_MAX } from "./limits.ts";

/** One REST call of the Worker, or of a script. */
export type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly atMs: number;
  readonly authorized: boolean;
};

export type RequestLog = ReturnType<typeof createRequestLog>;

/** The last calls, for tests that count them. */
export function createRequestLog() {
  const requests: LoggedRequest[] = [];
  return {
    add(request: LoggedRequest): void {
      requests.push(request);
      if (requests.length > REQUESTS_MAX) requests.shift();
    },
    list: (): readonly LoggedRequest[] => [...requests],
    /** Calls that count towards the ban for 10,000 of them in 10 minutes. */
    invalid: (): number => requests.filter(({ status }) => [401, 403, 429].includes(status)).length,
  };
}
