import type { Deps } from "../domain/deps.ts";
import { databaseAnswers } from "../domain/upkeep/health.ts";

/** For uptime checks: whether the database answers, and nothing else. */
export async function handleHealth(deps: Deps): Promise<Response> {
  const answers = await databaseAnswers(deps);
  return Response.json({ database: answers ? "ok" : "away" }, { status: answers ? 200 : 503 });
}
