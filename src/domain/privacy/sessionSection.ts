import { desc, eq } from "drizzle-orm";
import { sessions } from "../../db/schema/dashboard.ts";
import type { Deps } from "../deps.ts";

/** The statement that reads where staff are logged in to the dashboard, and were until lately. What proves a session stays out. */
export const whereLoggedIn = ({ db }: Deps, memberId: string, most: number) =>
  db
    .select({
      device: sessions.device,
      name: sessions.name,
      level: sessions.level,
      loggedInAt: sessions.createdAtMs,
      rolesAskedAt: sessions.checkedAtMs,
      endsAt: sessions.expiresAtMs,
    })
    .from(sessions)
    .where(eq(sessions.memberId, memberId))
    .orderBy(desc(sessions.createdAtMs))
    .limit(most);
