import type { Credentials, Scope } from "../domain/api/key.ts";
import type { Deps } from "../domain/deps.ts";

/** One request that may come in, as far as can be said without the database. */
export type Visit = {
  readonly deps: Deps;
  readonly request: Request;
  readonly credentials: Credentials;
  /** What stands in the place of the address's one variable. */
  readonly id: string;
};

export type Route = {
  readonly operation: string;
  readonly method: "GET" | "POST";
  /** Below /api/v1; the segment in braces is the variable. */
  readonly path: string;
  /** What a key needs. */
  readonly scope: Scope;
  answer(visit: Visit): Promise<Response>;
};
