import { interactionJson, newSnowflake } from "./interaction.ts";
import { postInteraction } from "./post.ts";
import type { SeededClaim, Shop } from "./shop.ts";
import { readPipeline, type SentStatement, type Wire } from "./wire.ts";

/** The statements that commands send, as JSON for the bare Worker: taken from the wire, so that they are the same. */
export async function takeTemplates(shop: Shop, port: number, wire: Wire, claim: SeededClaim) {
  const asker = { id: newSnowflake(), staff: false };
  const interaction = newSnowflake();
  const marked = (statements: readonly SentStatement[]) =>
    JSON.stringify(
      statements.map(({ sql, args }) => ({
        sql,
        args: args.map((arg) =>
          typeof arg === "string"
            ? arg
                .replace(asker.id, "{member}")
                .replace(interaction, "{interaction}")
                .replace(claim.codeHash, "{option}")
            : arg,
        ),
      })),
    );
  const taken = async (data: object) => {
    const json = interactionJson("command", asker, data, interaction);
    const bodies = await wire.during(() => postInteraction(shop, port, json));
    const [body, ...others] = bodies;
    if (body === undefined || others.length > 0)
      throw new Error(`${bodies.length} requests to the database, not one`);
    return marked(readPipeline(body));
  };
  return {
    balance: await taken({ id: "1", name: "balance", type: 1 }),
    claim: await taken({
      id: "2",
      name: "claim",
      type: 1,
      options: [{ type: 3, name: "code", value: claim.code }],
    }),
  };
}
