import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** A file below `src/`; its path is written from there. */
export type Source = { readonly path: string; readonly text: string };

type Import = { readonly of: string; readonly typeOnly: boolean };
type Rule = (sources: readonly Source[]) => string[];

export const LINES_MAX = 260;

const DOORS = ["discord", "webhooks", "api", "dashboard", "jobs"];

/** What each folder may import besides itself; doors also use some parts of `clients/`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  db: ["lib"],
  clients: ["lib"],
  domain: ["db", "clients", "lib"],
  ...Object.fromEntries(DOORS.map((door) => [door, ["domain", "lib"]])),
};

/** The verifying and wording parts of `clients/`, and how its failures are told apart. */
const CLIENTS_OF_DOORS = [
  "clients/http.ts",
  "clients/discord/card.ts",
  "clients/discord/failure.ts",
  "clients/sendgrid/events.ts",
  "clients/sendgrid/verify.ts",
];

/** Where the outside world comes in: settings, bindings, and the clock and randomness that are handed down. */
const ROOT_OF_ENV = ["config.ts", "deps.ts", "index.ts", "app.ts"];
/** The description of the API is answered as it stands at the root. */
const DESCRIPTION = "../openapi.json";
const BELOW_DOORS = ["lib", "db", "clients", "domain"];

/** Every source of the Worker, tests left out. */
export function readSources(root: string): Source[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

const folderOf = (path: string) => (path.includes("/") ? (path.split("/")[0] ?? "") : "");
const featureOf = (path: string) => /^domain\/([^/]+)\//.exec(path)?.[1];

const IMPORT =
  /(?:^|[;}\n])\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]*?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** The code of a file without its comments, with as many lines. */
function codeOf({ text }: Source): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|[\s;{}(),])\/\/.*$/gm, "$1");
}

/** What a file imports of `src/`. */
export function importsOf(source: Source): Import[] {
  return [...codeOf(source).matchAll(IMPORT)].flatMap(([, type, named, lazy]) => {
    const specifier = named ?? lazy ?? "";
    if (!specifier.startsWith(".")) return [];
    return [{ of: normalize(join(dirname(source.path), specifier)), typeOnly: type !== undefined }];
  });
}

const importTable: Rule = (sources) =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter((one) => !mayImport(source.path, one))
      .map(({ of }) => `${source.path} may not import ${of}`),
  );

function mayImport(path: string, { of, typeOnly }: Import): boolean {
  const [from, to] = [folderOf(path), folderOf(of)];
  if (from === "" || from === to || (from === "api" && of === DESCRIPTION)) return true;
  if (DOORS.includes(from) && to === "clients") return typeOnly || CLIENTS_OF_DOORS.includes(of);
  return (MAY_IMPORT[from] ?? []).includes(to);
}

const noImportCycle: Rule = (sources) =>
  circles(new Map(sources.map((source) => [source.path, importsOf(source).map(({ of }) => of)])));

const noFeatureCircle: Rule = (sources) => {
  const features = new Map<string, string[]>();
  for (const source of sources) {
    const feature = featureOf(source.path);
    const others = importsOf(source).flatMap(({ of }) => featureOf(of) ?? []);
    if (!feature) continue;
    features.set(feature, [...(features.get(feature) ?? []), ...others.filter((other) => other !== feature)]);
  }
  return circles(features);
};

/** Each circle once, as `a → b → a`, beginning with its first name in the alphabet. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): void => {
    const at = path.indexOf(node);
    if (at >= 0) {
      const circle = path.slice(at);
      const first = circle.indexOf([...circle].sort()[0] ?? "");
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      found.add([...turned, turned[0]].join(" → "));
    }
    if (at >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return [...found];
}

/** Lines of code that a pattern fits, in the files that it is about. */
function linesWith(pattern: RegExp, isAbout: (path: string) => boolean, why: string): Rule {
  return (sources) =>
    sources
      .filter(({ path }) => isAbout(path))
      .flatMap((source) =>
        codeOf(source)
          .split("\n")
          .flatMap((line, at) => (pattern.test(line) ? [`${source.path}:${at + 1} ${why}`] : [])),
      );
}

const isBelowDoors = (path: string) => BELOW_DOORS.includes(folderOf(path));

const ledgerWritten: Rule = (sources) =>
  sources
    .filter(({ path }) => path !== "db/ledger.ts")
    .flatMap((source) =>
      [...codeOf(source).matchAll(LEDGER_WRITE)].map(([statement]) => {
        return `${source.path} writes the ledger: ${statement.replace(/\s+/g, " ")}`;
      }),
    );

const LEDGER_WRITE =
  /(?:\.(?:insert|update|delete)\(\s*(?:schema\.)?(?:accounts|transfers)\b)|(?:\b(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+["'`]?(?:\$\{\s*)?(?:accounts|transfers)\b)/gi;

/** The rules of ARCHITECTURE.md, each giving a line for each break of it. */
export const rules: Readonly<Record<string, Rule>> = {
  "imports point down": importTable,
  "no import cycle": noImportCycle,
  "features form no circle": noFeatureCircle,
  "settings and bindings are read at the root": linesWith(
    /\benv\.|\bprocess\.env\b/,
    (path) => !ROOT_OF_ENV.includes(path),
    "reads env",
  ),
  "clock and randomness are arguments": linesWith(
    /\bDate\.now\(\s*\)|\bnew Date\(\s*\)|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.(getRandomValues|randomUUID)\(/,
    isBelowDoors,
    "asks the time or chance itself",
  ),
  "the ledger is written in one place": ledgerWritten,
  "files are short": (sources) =>
    sources.flatMap(({ path, text }) => {
      const lines = text.split("\n").length - 1;
      return lines > LINES_MAX ? [`${path} has ${lines} lines`] : [];
    }),
};
