import { and, sql } from "drizzle-orm";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { balanceChangeRows } from "../../db/schema/balances.ts";
import type { Deps } from "../deps.ts";
import { decodeText } from "../imports/decode.ts";
import { readTable, type TableRow } from "../imports/table.ts";
import { RefusedTally } from "../imports/tally.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { limitsOf, type PointsAction } from "../points/limits.ts";
import type { BalanceChange } from "./ask.ts";
import { type BalanceColumns, balanceColumns } from "./columns.ts";
import { type BalanceFault, decideBalanceRow } from "./row.ts";

/** One reading of one file: what it has seen so far. */
export class Reading {
  readonly refused = new RefusedTally<BalanceFault>();
  header: readonly string[] = [];
  rows = 0;
  readonly #deps: Deps;
  readonly #job: OutboxRow;
  readonly #change: BalanceChange;
  readonly #action: PointsAction;
  #columns: BalanceColumns = { userId: 0, points: 0 };

  constructor(deps: Deps, job: OutboxRow, change: BalanceChange, action: PointsAction) {
    this.#deps = deps;
    this.#job = job;
    this.#change = change;
    this.#action = action;
  }

  async read(open: () => Promise<AsyncIterable<Uint8Array>>): Promise<void> {
    const { rows } = await readTable(decodeText(await open()), {
      header: (cells) => {
        this.header = cells;
        this.#columns = balanceColumns(cells);
      },
      rows: (some) => this.#take(some),
    });
    this.rows = rows;
  }

  async #take(rows: readonly TableRow[]): Promise<void> {
    const limits = limitsOf(this.#deps.shop);
    const accepted = rows.flatMap((row) => {
      const decision = decideBalanceRow(row, this.#columns, this.#action, limits);
      if (decision.kind === "accepted") return [[row.line, decision.memberId, decision.points]];
      this.refused.add(row, decision.reason);
      return [];
    });
    const { db } = this.#deps;
    await db.batch([
      db.run(sql`
        insert into ${balanceChangeRows} (change_id, line, member_id, points)
        select ${this.#change.id}, value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(accepted)})
        where ${stillHeld(this.#job)}
        on conflict do nothing`),
      extendLease(db, this.#job, this.#deps.clock() + LEASE_MS),
    ]);
  }

  /** Which of an id's lines is meant nobody can know, so that all of them are refused. */
  async dropRepeated(): Promise<void> {
    const { db } = this.#deps;
    const repeated = sql`${balanceChangeRows.changeId} = ${this.#change.id} and ${balanceChangeRows.memberId} in (
      select member_id from ${balanceChangeRows} where change_id = ${this.#change.id}
      group by member_id having count(*) > 1)`;
    // Read before they are deleted: the reply to the deletion may be lost, and its repeat would find none.
    const found = await db.select().from(balanceChangeRows).where(repeated).orderBy(balanceChangeRows.line);
    if (found.length === 0) return;
    await db.batch([db.delete(balanceChangeRows).where(and(repeated, stillHeld(this.#job)))]);
    for (const { line, memberId, points } of found) {
      const cells = this.header.map(() => "");
      cells[this.#columns.userId] = memberId;
      cells[this.#columns.points] = String(points);
      this.refused.add({ line, cells, overlong: false }, "id_repeated");
    }
  }
}
