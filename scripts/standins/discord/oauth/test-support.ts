import * as z from "zod";
import { APPLICATION_ID, AYU, CLIENT_SECRET, REDIRECT_URI, type Started } from "../test-support.ts";
import { challengeOf } from "./pkce.ts";

export const VERIFIER = "a".repeat(43);
export const FORM = "application/x-www-form-urlencoded";

const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

/** The query of a login that Discord lets through, but for what differs; null leaves a field out. */
export function queryOf(differing: Readonly<Record<string, string | null>> = {}): string {
  return formOf({
    client_id: APPLICATION_ID,
    redirect_uri: REDIRECT_URI,
    response_type: "code",
    scope: "identify guilds.members.read",
    state: "s1",
    code_challenge: challengeOf(VERIFIER),
    code_challenge_method: "S256",
    ...differing,
  }).toString();
}

export function formOf(fields: Readonly<Record<string, string | null>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([key, value]) =>
      value === null ? [] : [[key, value] as [string, string]],
    ),
  );
}

/** What an application does in a login with this stand-in. */
export function application({ discord, url, rest }: Started) {
  const post = (path: string, body: URLSearchParams | string, headers: Record<string, string> = {}) =>
    fetch(`${url}/discord/api/v10${path}`, {
      method: "POST",
      headers: { "user-agent": "DiscordBot (https://example.com, 1)", "content-type": FORM, ...headers },
      body,
    });
  const client = { client_id: APPLICATION_ID, client_secret: CLIENT_SECRET };
  const code = (differing: Readonly<Record<string, string | null>> = {}, userId: string = AYU.id) => {
    const back = discord.authorize(userId, `${url}/oauth2/authorize?${queryOf(differing)}`);
    return new URL(back).searchParams.get("code");
  };
  const exchange = (given: string | null, differing: Readonly<Record<string, string | null>> = {}) =>
    post(
      "/oauth2/token",
      formOf({
        ...client,
        grant_type: "authorization_code",
        code: given,
        redirect_uri: REDIRECT_URI,
        code_verifier: VERIFIER,
        ...differing,
      }),
    );
  const tokens = async (response: Response) => tokensSchema.parse(await response.json());
  return {
    post,
    code,
    exchange,
    tokens,
    login: async (userId?: string, scope?: string) =>
      tokens(await exchange(code(scope === undefined ? {} : { scope }, userId))),
    refresh: (refreshToken: string) =>
      post("/oauth2/token", formOf({ ...client, grant_type: "refresh_token", refresh_token: refreshToken })),
    revoke: (token: string) => post("/oauth2/token/revoke", formOf({ ...client, token })),
    get: (path: string, accessToken: string) =>
      rest("GET", path, undefined, { authorization: `Bearer ${accessToken}` }),
  };
}

/** Status and body of an answer. */
export async function told(response: Response) {
  return [response.status, await response.json()];
}
