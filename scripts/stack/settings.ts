import { readFileSync } from "node:fs";
import { unstable_readConfig } from "wrangler";

/**
 * A setting as the scripts see it: from the environment, else `.dev.vars`, else `wrangler.toml`.
 * An empty value counts as none, so that an unset variable of CI does not hide the file's.
 */
export function readSettings(root: string): (name: string) => string | undefined {
  const files = [devVars(`${root}/.dev.vars`), tomlVars(`${root}/wrangler.toml`)];
  return (name) => process.env[name] || files.map((file) => file[name]).find(Boolean);
}

function devVars(path: string): Record<string, string> {
  const vars: Record<string, string> = {};
  for (const line of readIfThere(path).split("\n")) {
    const match = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) vars[match[1]] = (match[2] ?? "").replace(/^(["'])(.*)\1$/, "$2");
  }
  return vars;
}

function tomlVars(path: string): Record<string, string> {
  const { vars } = unstable_readConfig({ config: path }, { hideWarnings: true });
  return Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, String(value)]));
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
