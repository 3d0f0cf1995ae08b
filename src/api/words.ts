import type { Scope } from "../domain/api/key.ts";
import type { AccessRefusal } from "../domain/api/refusal.ts";
import type { Deps } from "../domain/deps.ts";
import { currencyDigits } from "../lib/money.ts";
import { NOT_KEPT, problem } from "./problem.ts";

/** An answer of the form that the description promises. */
export const answer = <T extends object>(body: T): Response => Response.json(body, { headers: NOT_KEPT });

export const currencyOf = ({ shop }: Deps) => ({
  currency: shop.currency,
  digits: currencyDigits(shop.currency),
});

export const momentOf = (atMs: number): string => new Date(atMs).toISOString();

/** A request without a key, or with one that opens nothing; see RFC 6750. */
export const unauthorized = (why: "none" | "invalid") =>
  problem(
    "unauthorized",
    why === "none"
      ? "Send the key as Authorization: Bearer <key>."
      : "There is no such key, or it was revoked. An admin of the shop makes one with /admin apikey create.",
    {},
    { "www-authenticate": `Bearer realm="wallet"${why === "none" ? "" : ', error="invalid_token"'}` },
  );

export function noAccess({ kind }: AccessRefusal, scope: Scope): Response {
  if (kind === "key_unknown") return unauthorized("invalid");
  const challenge = `Bearer realm="wallet", error="insufficient_scope", scope="${scope}"`;
  const detail = `This needs a key with the scope ${scope}.`;
  return problem("scope-missing", detail, { scope }, { "www-authenticate": challenge });
}

export const notAMember = () =>
  problem("malformed", "A member is a Discord id: 5 to 20 digits.", { at: "path/member" });
