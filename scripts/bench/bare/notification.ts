import { createHash } from "node:crypto";
import { createClient } from "@libsql/client/http";
import type { SentStatement } from "../wire.ts";

type Env = {
  readonly MIDTRANS_SERVER_KEY: string;
  readonly MIDTRANS_API_URL: string;
  readonly TURSO_DATABASE_URL: string;
  /** Statements as JSON; `{order}`, `{move}`, `{hash}` and `{body}` in an argument stand for the request's. */
  readonly STATEMENTS: string;
};

/** The least that a notification takes: its signature, the question for the status, the statements as they are in one round trip. */
export default {
  async fetch(request, env) {
    const body = await request.text();
    const { order_id, status_code, gross_amount, signature_key } = JSON.parse(body);
    const signed = `${order_id}${status_code}${gross_amount}${env.MIDTRANS_SERVER_KEY}`;
    if (createHash("sha512").update(signed).digest("hex") !== signature_key)
      return new Response("invalid signature", { status: 401 });
    const authorization = `Basic ${btoa(`${env.MIDTRANS_SERVER_KEY}:`)}`;
    const answer = await fetch(`${env.MIDTRANS_API_URL}/v2/${order_id}/status`, {
      headers: { authorization },
    });
    const { transaction_status } = await answer.json<{ transaction_status: string }>();
    if (transaction_status !== "settlement") return new Response("not paid", { status: 409 });
    const move = crypto.randomUUID();
    const hash = createHash("sha256").update(body).digest("hex");
    const filled = (arg: string) =>
      arg === "{body}"
        ? body
        : arg.replace("{order}", order_id).replace("{move}", move).replace("{hash}", hash);
    const templates: SentStatement[] = JSON.parse(env.STATEMENTS);
    const statements = templates.map(({ sql, args }) => ({
      sql,
      args: args.map((arg) => (typeof arg === "string" ? filled(arg) : arg)),
    }));
    await createClient({ url: env.TURSO_DATABASE_URL }).batch(statements, "write");
    return new Response("done");
  },
} satisfies ExportedHandler<Env>;
