import { sql } from "drizzle-orm";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { shopSettings } from "../../db/schema/dashboard.ts";
import { type Changeable, fits, formOf, isChangeable } from "../../lib/changeable.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";

/** What holds now, as it is written: what was changed, else the Worker's own setting. */
export type InForce = (name: Changeable) => string;

/**
 * Changes settings: each to a value, or to the Worker's own by the empty text. Each that becomes another leaves an audit
 * row; the repeat of a request changes nothing, also when somebody has changed the same since.
 * @throws Problem for a value that its setting does not take, alone or beside the others.
 */
export async function changeSettings(
  deps: Deps,
  request: Request,
  given: Readonly<Record<string, string>>,
  inForce: InForce,
): Promise<number> {
  const changes = Object.entries(given).map(([name, value]) => checked(name, value.trim()));
  checkTogether(new Map(changes), inForce);
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = (name: string) => `${request.id}.${name}`;
  const statements = changes.flatMap(([name, value]) => {
    const stored = sql`(select value from ${shopSettings} where name = ${name})`;
    return [
      ...recordAuditFrom(
        deps,
        {
          id: auditId(name),
          actor: request.actor.id,
          action: "settings.change",
          target: name,
          before: sql`json_object('value', coalesce(${stored}, ${inForce(name)}))`,
          after: sql`json_object('value', ${value})`,
          cause: auditId(name),
        },
        sql`(select 1) where coalesce(${stored}, '') <> ${value}`,
      ),
      db
        .insert(shopSettings)
        .values({ name, value, changedBy: request.actor.id, changedAtMs: nowMs })
        .onConflictDoUpdate({
          target: shopSettings.name,
          set: { value, changedBy: request.actor.id, changedAtMs: nowMs },
          setWhere: sql`${shopSettings.value} <> ${value}`,
        }),
    ];
  });
  if (changes.length === 0) return 0;
  const causes = JSON.stringify(changes.map(([name]) => auditId(name)));
  const isFirst = sql`not exists (select 1 from ${audits} where cause in (select value from json_each(${causes})))`;
  try {
    await db.batch([mustHold(db, isFirst), ...statements]);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  for (const [name] of changes) ringAudit(deps, auditId(name));
  return changes.length;
}

function checked(name: string, value: string): [Changeable, string] {
  if (!isChangeable(name) || !fits(formOf(name), value)) throw new Problem({ kind: "setting_invalid", name });
  return [name, value];
}

/** What one setting asks of another. */
function checkTogether(changes: ReadonlyMap<Changeable, string>, inForce: InForce): void {
  const value = (name: Changeable) => Number(changes.get(name) || inForce(name));
  if (value("TOPUP_MIN") > value("TOPUP_MAX"))
    throw new Problem({ kind: "settings_crossed", least: "TOPUP_MIN", most: "TOPUP_MAX" });
}
