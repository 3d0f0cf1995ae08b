import { unsigned, verifiedBody } from "./verified.ts";

type Env = { readonly DISCORD_PUBLIC_KEY: string };

/** The least that Discord lets pass for an application: it verifies and answers. */
export default {
  async fetch(request, env) {
    const body = await verifiedBody(request, env.DISCORD_PUBLIC_KEY);
    return body === null ? unsigned() : Response.json({ type: JSON.parse(body).type });
  },
} satisfies ExportedHandler<Env>;
