import { type Config, configOf } from "./config.ts";
import { createDeps, type Env } from "./deps.ts";
import type { Deps } from "./domain/deps.ts";
import { storedSettings } from "./domain/settings/stored.ts";
import { type Changeable, formOf } from "./lib/changeable.ts";
import { errorFields, logEvent } from "./lib/log.ts";
import { SECOND_MS } from "./lib/time.ts";
import { withChanges } from "./overlay.ts";

/** How long an isolate goes by what it has read of the settings that owners changed. */
const KEPT_MS = 30 * SECOND_MS;

type Kept = { readonly config: Config; readonly readAtMs: number };
type After = (work: Promise<unknown>) => void;

const kept = new WeakMap<Env, Kept>();

/**
 * What a request or job works with, by the Worker's own settings and what owners changed on the dashboard. The first of
 * an isolate reads that; later ones go by it, and have it read again behind them when it is old.
 * @throws ConfigInvalid, and what the database throws: nobody goes by limits that are not the owner's.
 */
export async function openDeps(env: Env, deadlineMs: () => number, after: After): Promise<Deps> {
  const base = configOf(env);
  const known = kept.get(env);
  const deps = createDeps(known?.config ?? base, env, deadlineMs, after);
  if (known && deps.clock() - known.readAtMs < KEPT_MS) return deps;
  const reading = readChanges(env, deps, base);
  if (known) {
    after(reading.catch((error: unknown) => logEvent("warn", "settings_unread", errorFields(error))));
    return deps;
  }
  const config = await reading;
  return config === base ? deps : createDeps(config, env, deadlineMs, after);
}

/** The Worker's own value of a setting, or the standard one, as it is written. */
export const ownSetting =
  (env: Env) =>
  (name: Changeable): string => {
    const given = env[name];
    const form = formOf(name);
    const standard = "standard" in form ? String(form.standard) : "";
    return typeof given === "string" && given.trim() !== "" ? given.trim() : standard;
  };

/** Has the next request of this isolate read the settings again: they have just been changed. */
export const forgetChanges = (env: Env) => void kept.delete(env);

async function readChanges(env: Env, deps: Deps, base: Config): Promise<Config> {
  const changes = await storedSettings(deps);
  const config = withChanges(env, base, changes);
  kept.set(env, { config, readAtMs: deps.clock() });
  return config;
}
