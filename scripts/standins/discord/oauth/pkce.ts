import { createHash } from "node:crypto";
import { OAuthError } from "./failure.ts";

/** The form of a verifier and of a challenge (RFC 7636, 4.1 and 4.2). */
export const PKCE_FORM = /^[\w.~-]{43,128}$/;

/** Holds a verifier to the S256 challenge of its authorization. @throws OAuthError when it is missing, malformed or another's. */
export function requireVerifier(challenge: string | null, verifier: string | null): void {
  if (challenge === null && verifier === null) return;
  if (verifier === null) throw new OAuthError("invalid_request", 'Missing "code_verifier"');
  if (!PKCE_FORM.test(verifier)) throw new OAuthError("invalid_request", 'Invalid "code_verifier"');
  if (challengeOf(verifier) !== challenge) throw new OAuthError("invalid_grant", "Code challenge failed.");
}

export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
