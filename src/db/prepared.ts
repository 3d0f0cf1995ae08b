import type { InValue, ResultSet } from "@libsql/client/http";
import { fillPlaceholders, type Query, type SQL, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { Database } from "./client.ts";

/** What a statement that is built once has in the place of a value; the value itself comes with each call. */
export type Given<V> = (name: keyof V & string) => SQL;

type Prepared = { getQuery(): Query; mapResult(result: unknown, isFromBatch?: boolean): unknown };
/** Drizzle's builders have the one, its `run` and `all` the other. */
type Preparable = BatchItem<"sqlite"> & ({ prepare(): Prepared } | { _prepare(): Prepared });

/**
 * Statements whose text is built once an isolate, for what members ask all day: to build those of a claim takes
 * Drizzle longer than all else that the Worker does for it. Several go as one batch, one alone without a transaction.
 * @param build is called once; whatever differs between calls must come through `given`.
 */
export function prepared<
  V extends Readonly<Record<string, InValue>>,
  const T extends readonly [Preparable, ...Preparable[]],
>(build: (db: Database, given: Given<V>) => T): (db: Database, values: V) => Promise<BatchResponse<T>> {
  let statements: readonly Prepared[] | null = null;
  return async (db, values) => {
    statements ??= build(db, (name) => sql`${sql.placeholder(name)}`).map(preparedOne);
    const filled = statements.map((statement) => {
      const { sql: text, params } = statement.getQuery();
      // Of what Drizzle puts into `params` a placeholder alone is no value for the driver, and it is replaced here.
      return { sql: text, args: fillPlaceholders(params, values) as InValue[] };
    });
    const results = await sent(db, filled);
    // As Drizzle's own batch does: each statement knows the type of its result, the list of them does not.
    return results.map((result, at) => statements?.[at]?.mapResult(result, true)) as BatchResponse<T>;
  };
}

async function sent(db: Database, statements: { sql: string; args: InValue[] }[]): Promise<ResultSet[]> {
  const [first, ...others] = statements;
  return first && others.length === 0
    ? [await db.$client.execute(first)]
    : await db.$client.batch(statements);
}

function preparedOne(statement: Preparable): Prepared {
  return "prepare" in statement ? statement.prepare() : withFixedText(statement._prepare());
}

/** Drizzle's raw statements build their text each time it is asked for. */
function withFixedText(raw: Prepared): Prepared {
  const query = raw.getQuery();
  return { getQuery: () => query, mapResult: (result, isFromBatch) => raw.mapResult(result, isFromBatch) };
}
