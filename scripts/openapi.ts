import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openapiText } from "./openapi/document.ts";

writeFileSync(join(import.meta.dirname, "../openapi.json"), openapiText());
console.log("openapi.json is what the code says");
