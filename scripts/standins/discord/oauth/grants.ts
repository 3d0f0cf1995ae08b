import { randomBytes } from "node:crypto";
import { ACCESS_TOKEN_LIFE_S, CODE_LIFE_MS, GRANTS_MAX } from "../limits.ts";
import { OAuthError } from "./failure.ts";
import { requireVerifier } from "./pkce.ts";

const TOKEN_BYTES = 24;

/** What a person let the application do. */
export type Grant = { readonly userId: string; readonly scopes: readonly string[] };
export type NewCode = Grant & { readonly redirectUri: string; readonly challenge: string | null };
type Code = NewCode & { readonly expiresAtMs: number };
type Pair = Grant & {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAtMs: number;
};

export type Grants = ReturnType<typeof createGrants>;

/** The codes and tokens that people's authorizations made, the oldest forgotten first. */
export function createGrants(clock: () => number) {
  const codes = new Map<string, Code>();
  const pairs = new Map<string, Pair>();

  function issue({ userId, scopes }: Grant) {
    const [accessToken, refreshToken] = [randomToken(), randomToken()];
    const expiresAtMs = clock() + ACCESS_TOKEN_LIFE_S * 1_000;
    pairs.set(accessToken, { userId, scopes, accessToken, refreshToken, expiresAtMs });
    dropOldest(pairs);
    return {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: ACCESS_TOKEN_LIFE_S,
      refresh_token: refreshToken,
      scope: scopes.join(" "),
    };
  }

  function deauthorize(userId: string): void {
    for (const [token, pair] of pairs) if (pair.userId === userId) pairs.delete(token);
    for (const [code, made] of codes) if (made.userId === userId) codes.delete(code);
  }

  return {
    /** A code for the browser to carry to the application. */
    code(made: NewCode): string {
      const code = randomToken();
      codes.set(code, { ...made, expiresAtMs: clock() + CODE_LIFE_MS });
      dropOldest(codes);
      return code;
    },
    /** Tokens for a code, once. @throws OAuthError when the code is used, past its time, of another address or of another verifier. */
    exchange(code: string, redirectUri: string | null, verifier: string | null) {
      const made = codes.get(code);
      if (!made || made.expiresAtMs < clock())
        throw new OAuthError("invalid_grant", 'Invalid "code" in request.');
      if (made.redirectUri !== redirectUri)
        throw new OAuthError("invalid_grant", 'Invalid "redirect_uri" in request.');
      requireVerifier(made.challenge, verifier);
      codes.delete(code);
      return issue(made);
    },
    /** New tokens in place of old ones. @throws OAuthError when there are none. */
    refresh(refreshToken: string) {
      const pair = [...pairs.values()].find((each) => each.refreshToken === refreshToken);
      if (!pair) throw new OAuthError("invalid_grant");
      pairs.delete(pair.accessToken);
      return issue(pair);
    },
    /** Who a token speaks for, and what it opens; undefined when it is nobody's, past its time or revoked. */
    bearer(accessToken: string): Grant | undefined {
      const pair = pairs.get(accessToken);
      return pair && pair.expiresAtMs >= clock() ? pair : undefined;
    },
    /** Whether the person let the application do all of this already. */
    covers: (userId: string, scopes: readonly string[]): boolean =>
      [...pairs.values()].some(
        (pair) => pair.userId === userId && scopes.every((scope) => pair.scopes.includes(scope)),
      ),
    /** Ends the authorization that an access or refresh token belongs to, and with it every token of that person. */
    revoke(token: string): void {
      const pair = [...pairs.values()].find((each) => [each.accessToken, each.refreshToken].includes(token));
      if (pair) deauthorize(pair.userId);
    },
    /** The person takes back what they let the application do. */
    deauthorize,
  };
}

function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > GRANTS_MAX && oldest !== undefined) map.delete(oldest);
}
