import * as z from "zod/mini";
import { readLimited } from "../http.ts";
import { classify, DiscordFailure } from "./failure.ts";
import { userAgent } from "./userAgent.ts";

const CALL_TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 256 * 1024;
const SCOPES = "identify guilds.members.read";

const tokenSchema = z.object({ access_token: z.string() });
const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.optional(z.nullable(z.string())),
});
const memberSchema = z.object({ roles: z.array(z.string()), nick: z.optional(z.nullable(z.string())) });

export type OAuthOptions = {
  readonly apiUrl: string;
  readonly applicationId: string;
  readonly clientSecret: string;
  /** Where Discord sends people back to; registered with the application. */
  readonly redirectUrl: string;
  readonly publicUrl: string;
};

/** Somebody who logs in: who they are, and their roles in each asked guild that they are in. */
export type Identity = {
  readonly id: string;
  /** What they are called in the first of these that they are in. */
  readonly name: string;
  readonly rolesIn: ReadonlyMap<string, readonly string[]>;
};

/** Discord's OAuth2, code flow with PKCE: https://discord.com/developers/docs/topics/oauth2 */
export function createOAuth(options: OAuthOptions) {
  const { apiUrl, applicationId, clientSecret, redirectUrl } = options;
  const basic = Buffer.from(`${applicationId}:${clientSecret}`).toString("base64");
  const agent = userAgent(options);
  const form = async (path: string, fields: Record<string, string>) =>
    await call(`${apiUrl}${path}`, {
      method: "POST",
      headers: {
        ...agent,
        authorization: `Basic ${basic}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams(fields).toString(),
    });
  const get = async (path: string, token: string) =>
    await call(`${apiUrl}${path}`, { headers: { ...agent, authorization: `Bearer ${token}` } });
  return {
    /** Where to send a browser; what comes back has the same state. Who has agreed before is asked again only if `asksAgain`. */
    authorizeUrl(state: string, challenge: string, asksAgain: boolean): string {
      const query = new URLSearchParams({
        client_id: applicationId,
        response_type: "code",
        redirect_uri: redirectUrl,
        scope: SCOPES,
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
        prompt: asksAgain ? "consent" : "none",
      });
      return `${new URL(apiUrl).origin}/oauth2/authorize?${query}`;
    },

    /**
     * Who has come back with a code. The access token is kept nowhere; to revoke it would end all of that person's at once.
     * @throws DiscordFailure
     */
    async identify(code: string, verifier: string, guildIds: readonly string[]): Promise<Identity> {
      const fields = { grant_type: "authorization_code", code, redirect_uri: redirectUrl };
      const granted = await form("/oauth2/token", { ...fields, code_verifier: verifier });
      const { access_token: token } = parsed(tokenSchema, granted);
      const user = parsed(userSchema, await get("/users/@me", token));
      const rolesIn = new Map<string, readonly string[]>();
      const nicks: (string | null | undefined)[] = [];
      for (const guildId of guildIds) {
        const found = await get(`/users/@me/guilds/${guildId}/member`, token).catch(goneAsNull);
        if (!found) continue;
        const { roles, nick } = parsed(memberSchema, found);
        rolesIn.set(guildId, roles);
        nicks.push(nick);
      }
      return { id: user.id, name: nicks[0] || user.global_name || user.username, rolesIn };
    },
  };
}

export type OAuth = ReturnType<typeof createOAuth>;

async function call(url: string, init: RequestInit): Promise<unknown> {
  const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const response = await fetch(url, { ...init, redirect: "manual", signal }).catch(broken);
  const text = new TextDecoder().decode(await readLimited(response.body, ANSWER_BYTES_MAX).catch(broken));
  if (!response.ok) throw classify(response.status, text, response.headers.get("retry-after"));
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parsed<S extends z.ZodMiniType>(schema: S, json: unknown): z.infer<S> {
  const read = schema.safeParse(json);
  return read.success ? read.data : broken();
}

function goneAsNull(error: unknown): null {
  if (error instanceof DiscordFailure && error.kind === "gone") return null;
  throw error;
}

function broken(): never {
  throw new DiscordFailure("away", 0);
}
