import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type * as z from "zod";

/** A change is in the file this much later; what changes meanwhile is written with it. */
const SAVE_AFTER_MS = 1_000;
/** No file of ours comes near; a larger one is damaged. */
const KEPT_BYTES_MAX = 64 * 1024 * 1024;

export type Keeper = {
  /** Something changed: it is written soon. */
  changed(): void;
  /** Writes what has changed a last time; later changes are not kept. The end of the process does it too. */
  close(): void;
};

/** What a file of an earlier run holds; null when there is none, and when it cannot be read, of which `tell` hears. */
export function readKept<T>(path: string, schema: z.ZodType<T>, tell: (line: string) => void): T | null {
  try {
    const { size } = statSync(path);
    if (size > KEPT_BYTES_MAX) throw new Error(`it has ${size} bytes`);
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    tell(
      `${path} is damaged or of another version: the messages, mails and payments of earlier runs are not shown.`,
    );
    return null;
  }
}

/** Keeps what `take` gives in a JSON file. Each write replaces the file as a whole, so that no crash leaves half of one. */
export function keepIn(path: string, take: () => unknown, tell: (line: string) => void): Keeper {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let open = true;

  function write(): void {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(take()), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tell(`The messages, mails and payments cannot be kept in ${path}: ${why}`);
    }
  }

  function save(): void {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    write();
  }

  function close(): void {
    process.off("exit", close);
    save();
    open = false;
  }

  process.once("exit", close);
  return {
    changed() {
      if (open) timer ??= setTimeout(save, SAVE_AFTER_MS);
    },
    close,
  };
}
