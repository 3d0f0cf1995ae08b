import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import * as z from "zod";

const schema = z.record(z.string(), z.unknown());
const responseSchema = z.object({
  headers: z.record(z.string(), z.object({ required: z.boolean().optional(), schema })).optional(),
  content: z.record(z.string(), z.object({ schema })),
});
const operationSchema = z.object({
  operationId: z.string(),
  responses: z.record(z.string(), responseSchema),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

/** The file as other programs read it. */
export const openapiFile = readFileSync(join(import.meta.dirname, "../../openapi.json"), "utf8");
export const described = documentSchema.parse(JSON.parse(openapiFile));

const BASE = "/api/v1";
const ajv = new Ajv2020({ strictTypes: false });
ajv.addVocabulary(["components"]);
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

/** One answer of the API, its body read. */
export type Answered = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** What the file says against a value; null for nothing. */
function flaw(schema: object, value: unknown): string | null {
  const validate = ajv.compile({ ...schema, components: described.components });
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const fits = (template: string, path: string) =>
  new RegExp(`^${BASE}${template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(path);

/** Holds an answer to the file; what no operation is described for is a problem that says so. Returns the operation's id. */
export function holdToFile(method: string, path: string, { status, headers, body }: Answered): string | null {
  const [, operations] = Object.entries(described.paths).find(([template]) => fits(template, path)) ?? [];
  const operation = operations?.[method.toLowerCase()];
  const type = headers.get("content-type") ?? "";
  expect(headers.get("cache-control")).toBe("no-store");
  if (!operation) {
    expect(type).toBe("application/problem+json");
    expect(flaw(component(operations ? "MethodNotAllowedProblem" : "NotFoundProblem"), body)).toBeNull();
    return null;
  }
  const response = operation.responses[status];
  expect(response, `${operation.operationId} does not describe ${status}`).toBeDefined();
  const content = response?.content[type];
  expect(content, `${operation.operationId} ${status} does not describe ${type}`).toBeDefined();
  expect(flaw(content?.schema ?? {}, body), `${operation.operationId} ${status}`).toBeNull();
  for (const [name, header] of Object.entries(response?.headers ?? {}))
    if (header.required) expect(headers.has(name), `${operation.operationId} ${status} ${name}`).toBe(true);
  return operation.operationId;
}
