import { dashboard } from "../../../src/dashboard/door.tsx";

/** Answers with the addresses that the dashboard knows, as its router has them: nothing else can read its pages' files. */
export default {
  fetch: () => Response.json(dashboard.routes.map(({ method, path }) => ({ method, path }))),
} satisfies ExportedHandler;
