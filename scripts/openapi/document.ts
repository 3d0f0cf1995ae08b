import * as z from "zod";
import { moveAnswer, problemMembers, topupAnswer, walletAnswer } from "../../src/api/answers.ts";
import { type ProblemName, problems, problemType } from "../../src/api/problem.ts";
import { idempotencyKeySchema, memberSchema, moveSchema } from "../../src/api/requests.ts";
import type { Route } from "../../src/api/route.ts";
import { routes } from "../../src/api/routes.ts";
import { own } from "../../src/lib/own.ts";
import { type OperationWords, operations, sharedProblems } from "./operations.ts";

type Json = { readonly [name: string]: unknown };

const VERSION = "1.0.0";
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemaName = (name: ProblemName) =>
  `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}Problem`;

/** The JSON Schema of one of the API's own schemas, as OpenAPI 3.1 takes it. */
function schemaOf(schema: z.core.$ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    // The format says it; the pattern of all leap years is for nobody to read.
    override: ({ jsonSchema }) => void (jsonSchema.format === "date-time" && delete jsonSchema.pattern),
  });
  return json;
}

function problemSchema(name: ProblemName): Json {
  const [status, title] = problems[name];
  const members: z.core.$ZodLooseShape = own<z.core.$ZodShape>(problemMembers, name) ?? {};
  return schemaOf(
    z.strictObject({
      type: z.literal(problemType(name)),
      title: z.literal(title),
      status: z.literal(status),
      detail: z.string(),
      ...members,
    }),
  );
}

/** The description of the API, made from what it parses and answers with. */
export function openapiDocument(): Json {
  const names = Object.keys(problems).filter((name): name is ProblemName => name in problems);
  return {
    openapi: "3.1.0",
    info: {
      title: "Coffer: the wallet",
      version: VERSION,
      description: [
        "Another program on the wallet of a Coffer shop. Money is whole numbers of the currency's smallest unit; `digits` says how many decimals people read.",
        "Every failure is a problem of RFC 9457; go by its `type`, which never changes.",
        "After 503 or a lost answer repeat the request with the same Idempotency-Key.",
      ].join("\n\n"),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    paths: pathsOf(),
    components: {
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "A key that an admin of the shop made with /admin apikey create.",
        },
      },
      schemas: {
        Wallet: schemaOf(walletAnswer),
        Entry: schemaOf(moveAnswer),
        TopUp: schemaOf(topupAnswer),
        Move: schemaOf(moveSchema),
        ...Object.fromEntries(names.map((name) => [schemaName(name), problemSchema(name)])),
      },
    },
  };
}

/** As the file has it. */
export const openapiText = () => `${JSON.stringify(openapiDocument(), null, 2)}\n`;

function pathsOf(): Json {
  const paths: Record<string, Record<string, Json>> = {
    "/openapi.json": {
      get: {
        operationId: "getDescription",
        summary: "This description",
        security: [],
        responses: {
          200: {
            description: "The description",
            headers: notKept,
            content: { "application/json": { schema: { type: "object" } } },
          },
          ...responsesOf(["internal", "not-set-up"]),
        },
      },
    },
  };
  for (const route of routes) {
    const words = operations[route.operation];
    if (!words) throw new Error(`${route.operation} has no words`);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, words) };
  }
  return paths;
}

const notKept = { "Cache-Control": { schema: { const: "no-store" } } };

function operationOf(
  route: Route,
  { summary, description, answer, body, problems: own }: OperationWords,
): Json {
  return {
    operationId: route.operation,
    summary,
    description: `${description}\n\nNeeds the scope \`${route.scope}\`.`,
    parameters: [variableOf(route), ...(body ? [idempotencyKey] : [])],
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: ref(body) } } } }
      : {}),
    responses: {
      200: {
        description: summary,
        headers: notKept,
        content: { "application/json": { schema: ref(answer) } },
      },
      ...responsesOf([...own, ...sharedProblems]),
    },
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Chosen by you, a new one for each new request: what makes a repeat known as one.",
  schema: schemaOf(idempotencyKeySchema),
};

function variableOf({ path }: Route): Json {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  const about =
    name === "member"
      ? { description: "A Discord user's id", schema: schemaOf(memberSchema) }
      : { description: "A top-up's id, as its payment shows it", schema: { type: "string" } };
  return { name, in: "path", required: true, ...about };
}

const headersOf: Readonly<Record<number, Json>> = {
  401: { "WWW-Authenticate": { required: true, schema: { type: "string" } } },
  503: { "Retry-After": { schema: { type: "integer" } } },
  403: { "WWW-Authenticate": { required: true, schema: { type: "string" } } },
};

function responsesOf(names: readonly ProblemName[]): Json {
  const byStatus = Map.groupBy(names, (name) => problems[name][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, which]) => [
      status,
      {
        description: which.map((name) => problems[name][1]).join("; "),
        headers: { ...notKept, ...headersOf[status] },
        content: {
          "application/problem+json": {
            schema:
              which.length === 1
                ? ref(schemaName(which[0] ?? "internal"))
                : { oneOf: which.map((name) => ref(schemaName(name))) },
          },
        },
      },
    ]),
  );
}
