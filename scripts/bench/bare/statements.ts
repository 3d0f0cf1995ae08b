import { createClient } from "@libsql/client/http";
import type { SentStatement } from "../wire.ts";
import { unsigned, verifiedBody } from "./verified.ts";

type Env = {
  readonly DISCORD_PUBLIC_KEY: string;
  readonly TURSO_DATABASE_URL: string;
  /** Statements as JSON; `{member}`, `{interaction}` and `{option}` in an argument stand for the request's. */
  readonly STATEMENTS: string;
};

/** Verifies, sends statements to the database as they are, in one round trip, and answers. */
export default {
  async fetch(request, env) {
    const body = await verifiedBody(request, env.DISCORD_PUBLIC_KEY);
    if (body === null) return unsigned();
    const { id, member, data } = JSON.parse(body);
    const filled = (arg: string) =>
      arg
        .replace("{member}", member.user.id)
        .replace("{interaction}", id)
        .replace("{option}", data.options?.[0]?.value);
    const templates: SentStatement[] = JSON.parse(env.STATEMENTS);
    const statements = templates.map(({ sql, args }) => ({
      sql,
      args: args.map((arg) => (typeof arg === "string" ? filled(arg) : arg)),
    }));
    const client = createClient({ url: env.TURSO_DATABASE_URL });
    const [only, ...others] = statements;
    if (!only) throw new Error("no statement");
    const results =
      others.length > 0 ? await client.batch(statements, "write") : [await client.execute(only)];
    return Response.json({ type: 4, data: { content: JSON.stringify(results.at(-1)?.rows), flags: 64 } });
  },
} satisfies ExportedHandler<Env>;
