import { eq } from "drizzle-orm";
import type { OAuth } from "../../clients/discord/oauth.ts";
import { sessions } from "../../db/schema/dashboard.ts";
import { personName } from "../../lib/personName.ts";
import { HOUR_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { meetMember } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { deviceOf } from "./device.ts";
import { askLevel } from "./level.ts";
import { challengeOf, idHashOf, newSecret } from "./secret.ts";

export const SESSION_LIFE_MS = 12 * HOUR_MS;

/** What a login remembers in the browser while somebody is at Discord. */
export type LoginBegun = { readonly state: string; readonly verifier: string; readonly url: string };

/** Begins a login: where to send the browser, and what it must bring back. */
export function beginLogin(deps: Deps, isOther: boolean): LoginBegun {
  const state = newSecret(deps.random);
  const verifier = newSecret(deps.random);
  return { state, verifier, url: oauthOf(deps).authorizeUrl(state, challengeOf(verifier), isOther) };
}

/**
 * Ends a login: somebody of the staff gets a session, whose secret is returned and kept nowhere. The session that the
 * browser had before ends with it.
 * @param before its secret.
 * @throws Problem for who is no staff; DiscordFailure when Discord does not take the code or does not answer.
 */
export async function endLogin(
  deps: Deps,
  code: string,
  verifier: string,
  userAgent: string | null,
  before: string | null,
): Promise<string> {
  const { db, shop } = deps;
  const { id, name, rolesIn } = await oauthOf(deps).identify(code, verifier, shop.guildIds);
  const level = await askLevel(deps, id, rolesIn);
  if (level === "everyone") throw new Problem({ kind: "dashboard_not_staff" });
  const secret = newSecret(deps.random);
  const nowMs = deps.clock();
  const idHash = idHashOf(secret);
  const auditId = `session.${idHash}`;
  const request = { id: auditId, actor: { id, level }, names: new Map([[id, name]]) };
  await db.batch([
    meetMember(db, id, nowMs, request),
    db.delete(sessions).where(eq(sessions.idHash, idHashOf(before ?? ""))),
    db.insert(sessions).values({
      idHash,
      memberId: id,
      name: personName(name) ?? id,
      level,
      checkedAtMs: nowMs,
      device: deviceOf(userAgent),
      createdAtMs: nowMs,
      expiresAtMs: nowMs + SESSION_LIFE_MS,
    }),
    ...recordAudit(deps, { id: auditId, actor: id, action: "session.begin", cause: auditId }),
  ]);
  ringAudit(deps, auditId);
  return secret;
}

function oauthOf({ oauth }: Deps): OAuth {
  if (!oauth) throw new Problem({ kind: "dashboard_not_set_up" });
  return oauth;
}
