import { signedHeaders } from "./interaction.ts";
import type { Shop } from "./shop.ts";

/** Posts one interaction as Discord would. Throws unless the Worker answers 200, or 202 for an answer with a file. Returns the answer's text. */
export async function postInteraction(shop: Shop, port: number, json: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/interactions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signedHeaders(shop.discordKeys, json) },
    body: json,
  });
  const text = await answer.text();
  if (answer.status !== 200 && answer.status !== 202)
    throw new Error(`the Worker answered ${answer.status}: ${text.slice(0, 500)}`);
  return text;
}
