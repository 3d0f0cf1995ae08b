import type { Core } from "../core.ts";
import { PKCE_FORM } from "./pkce.ts";

/** The scopes that the stand-in knows, and what one lets the application do. */
export const SCOPES: ReadonlyMap<string, string> = new Map([
  ["identify", "know your name and your picture"],
  ["guilds.members.read", "see your roles in a server"],
]);

/** What an application asks of a person, once it is sure to whom the answer goes. */
export type AuthorizationRequest = {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
  /** Why no code will be given, whatever the person chooses. */
  readonly refusal: Refusal | null;
};
type Refusal = { readonly error: string; readonly description: string };

const DENIED: Refusal = {
  error: "access_denied",
  description: "The resource owner or authorization server denied the request",
};

/** Reads the address of an authorization. A string is what Discord's page says when it cannot trust where it would lead. */
export function readRequest(core: Core, params: URLSearchParams): AuthorizationRequest | string {
  if (params.get("client_id") !== core.applicationId) return "Unknown Application";
  const redirectUri = params.get("redirect_uri");
  if (redirectUri === null || !core.login?.redirectUris().includes(redirectUri))
    return "Invalid OAuth2 redirect_uri";
  const scopes = (params.get("scope") ?? "").split(" ").filter(Boolean);
  const [state, challenge] = [params.get("state"), params.get("code_challenge")];
  return { redirectUri, state, scopes, challenge, refusal: refusalOf(params, scopes) };
}

/** Where a person's choice leads the browser: to the application, with a code or with the reason why there is none. */
export function answerTo(
  { grants }: Core,
  request: AuthorizationRequest,
  userId: string,
  allowed: boolean,
): string {
  const { redirectUri, state, scopes, challenge } = request;
  const refusal = allowed ? request.refusal : DENIED;
  const url = new URL(redirectUri);
  if (refusal) {
    url.searchParams.append("error", refusal.error);
    url.searchParams.append("error_description", refusal.description);
  } else {
    url.searchParams.append("code", grants.code({ userId, scopes, redirectUri, challenge }));
  }
  if (state !== null) url.searchParams.append("state", state);
  return url.href;
}

/** What `answerTo` gives for an address. @throws Error with the words of Discord's page when it leads nowhere. */
export function authorizeAt(core: Core, userId: string, url: string, { allowed = true } = {}): string {
  const request = readRequest(core, new URL(url).searchParams);
  if (typeof request === "string") throw new Error(request);
  if (!core.directory.person(userId)) throw new Error(`there is no user ${userId}`);
  return answerTo(core, request, userId, allowed);
}

function refusalOf(params: URLSearchParams, scopes: readonly string[]): Refusal | null {
  const invalid = (description: string) => ({ error: "invalid_request", description });
  const type = params.get("response_type");
  if (type === null) return invalid("Missing response_type parameter.");
  if (type !== "code")
    return { error: "unsupported_response_type", description: `response_type=${type} is not supported` };
  if (scopes.length === 0 || !scopes.every((scope) => SCOPES.has(scope)))
    return { error: "invalid_scope", description: "The requested scope is invalid, unknown, or malformed." };
  const [challenge, method] = [params.get("code_challenge"), params.get("code_challenge_method")];
  if (challenge === null) return method === null ? null : invalid('Missing "code_challenge"');
  if (method !== "S256") return invalid('Unsupported "code_challenge_method"');
  return PKCE_FORM.test(challenge) ? null : invalid('Invalid "code_challenge"');
}
