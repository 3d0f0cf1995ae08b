import type { Core } from "../core.ts";
import { OAuthError } from "./failure.ts";

const BASIC = /^Basic (\S+)$/i;

/** What the token route answers to a form. @throws OAuthError */
export function tokensFor(core: Core, form: URLSearchParams, authorization: string | undefined) {
  const type = form.get("grant_type");
  if (type !== "authorization_code" && type !== "refresh_token")
    throw new OAuthError("unsupported_grant_type", `Grant type ${type ?? "None"} is not supported`);
  requireClient(core, form, authorization);
  if (type === "refresh_token") return core.grants.refresh(required(form, "refresh_token"));
  return core.grants.exchange(required(form, "code"), form.get("redirect_uri"), form.get("code_verifier"));
}

/** Revokes the token of a form. One that is nobody's is no error (RFC 7009, 2.2). @throws OAuthError */
export function revokeToken(core: Core, form: URLSearchParams, authorization: string | undefined): void {
  requireClient(core, form, authorization);
  core.grants.revoke(required(form, "token"));
}

/** The application by its id and secret: as HTTP Basic, else both in the form. */
function requireClient(core: Core, form: URLSearchParams, authorization: string | undefined): void {
  const basic = BASIC.exec(authorization ?? "")?.[1];
  const given = basic
    ? Buffer.from(basic, "base64").toString()
    : `${form.get("client_id")}:${form.get("client_secret")}`;
  if (!core.login || given !== `${core.applicationId}:${core.login.clientSecret}`)
    throw new OAuthError("invalid_client", null, 401);
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new OAuthError("invalid_request", `Missing "${name}" in request.`);
  return value;
}
