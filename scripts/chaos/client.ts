import { type Client, createClient } from "@libsql/client/http";

const EXCHANGE_MAX_MS = 30_000;

/** Asks the database past all of the shop's own code, by a connection of its own that no hanging server holds for ever. */
export async function withClient<T>(
  url: string,
  work: (client: Client) => Promise<T>,
  exchangeMaxMs = EXCHANGE_MAX_MS,
): Promise<T> {
  const client = createClient({
    url,
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(exchangeMaxMs) }),
  });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
