import { credentialsOf } from "../domain/api/key.ts";
import type { Deps } from "../domain/deps.ts";
import { isDatabaseAway } from "../lib/away.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { failures, NOT_KEPT, problem } from "./problem.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";
import { unauthorized } from "./words.ts";

const BASE = "/api/v1";
const DOCUMENT_PATH = `${BASE}/openapi.json`;
const BEARER = /^Bearer +(\S+)$/i;

/** Another program's request. An address may hold anything, so the log has what was asked for and not how it was written. */
export async function handleApi(deps: Deps, request: Request, requestId: string): Promise<Response> {
  const startedAtMs = deps.clock();
  const asked = { operation: "unknown", keyId: null };
  const response = await answerTo(deps, request, asked).catch((error: unknown) => {
    if (!isDatabaseAway(error)) throw error;
    logEvent("error", "database_away", { requestId, ...errorFields(error) });
    return failures.away();
  });
  logEvent("info", "api", {
    requestId,
    ...asked,
    status: response.status,
    tookMs: deps.clock() - startedAtMs,
  });
  return request.method === "HEAD" ? new Response(null, response) : response;
}

/** What a request turned out to be, for its line in the log. */
type Asked = { operation: string; keyId: string | null };

async function answerTo(deps: Deps, request: Request, asked: Asked): Promise<Response> {
  const { pathname } = new URL(request.url);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (pathname === DOCUMENT_PATH) {
    asked.operation = "getDescription";
    return method === "GET" ? await description() : wrongMethod(["GET"]);
  }
  const there = routes.flatMap((route) => {
    const id = idIn(route, pathname);
    return id === null ? [] : [{ route, id }];
  });
  if (there.length === 0) return problem("not-found", `See ${DOCUMENT_PATH} for what there is.`, {});
  const found = there.find(({ route }) => route.method === method);
  if (!found) return wrongMethod(there.map(({ route }) => route.method));
  asked.operation = found.route.operation;
  const given = request.headers.get("authorization");
  if (given === null) return unauthorized("none");
  const credentials = credentialsOf(BEARER.exec(given)?.[1] ?? "");
  if (!credentials) return unauthorized("invalid");
  asked.keyId = credentials.keyId;
  return await found.route.answer({ deps, request, credentials, id: found.id });
}

/** What stands where the route has its variable; null where the address is another's. */
function idIn({ path }: Route, pathname: string): string | null {
  const [wanted, given] = [`${BASE}${path}`.split("/"), pathname.split("/")];
  const at = wanted.findIndex((segment) => segment.startsWith("{"));
  const fits =
    wanted.length === given.length &&
    wanted.every((segment, index) => index === at || segment === given[index]);
  return fits ? (given[at] ?? null) : null;
}

function wrongMethod(methods: readonly string[]): Response {
  const allow = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
  return problem("method-not-allowed", `This address takes ${allow}.`, {}, { allow });
}

async function description(): Promise<Response> {
  const { default: document } = await import("../../openapi.json", { with: { type: "json" } });
  return Response.json(document, { headers: NOT_KEPT });
}
