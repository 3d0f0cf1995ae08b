import { parseArgs } from "node:util";
import { makeShopOfSize } from "./open.ts";

const HELP =
  "node scripts/scale/main.ts --folder FOLDER [--members 1000000]: a database with so many members of ten transfers each, proven";

const { values } = parseArgs({
  options: { folder: { type: "string" }, members: { type: "string", default: "1000000" } },
});
if (!values.folder) {
  console.error(HELP);
  process.exit(1);
}
await makeShopOfSize(values.folder, Number(values.members), console.log);
