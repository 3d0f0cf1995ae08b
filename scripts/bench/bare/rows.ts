import { createClient } from "@libsql/client/http";
import { parse } from "csv-parse/sync";

type Env = { readonly TURSO_DATABASE_URL: string };

/** The least that an import is: csv-parse on the file and one statement that stores its rows. Answers with their number. */
export default {
  async fetch(request, env) {
    const fileUrl = new URL(request.url).searchParams.get("file") ?? "";
    const file = await fetch(fileUrl);
    const [, ...rows] = parse(await file.text());
    const client = createClient({ url: env.TURSO_DATABASE_URL });
    const { rowsAffected } = await client.execute({
      sql: `insert into bench_rows (order_id, created, product, email, amount)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?)`,
      args: [JSON.stringify(rows)],
    });
    return Response.json(rowsAffected);
  },
} satisfies ExportedHandler<Env>;
