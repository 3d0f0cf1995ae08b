import { type Config, ConfigInvalid, readConfig } from "./config.ts";
import type { Changeable } from "./lib/changeable.ts";
import { logEvent } from "./lib/log.ts";

/**
 * The settings with what owners changed over the Worker's own. A change that this version of the Worker does not take, alone or
 * beside another setting, is left out; the others hold.
 * @param base what the Worker's own come to.
 */
export function withChanges(
  own: Readonly<Record<string, unknown>>,
  base: Config,
  changes: readonly (readonly [Changeable, string])[],
): Config {
  if (changes.length === 0) return base;
  try {
    return readConfig({ ...own, ...Object.fromEntries(changes) });
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    logEvent("error", "changed_settings_invalid", { settings: error.settings.join(" ") });
    const left = changes.filter(([name]) => !error.settings.includes(name));
    return withChanges(own, base, left.length < changes.length ? left : []);
  }
}
