import { mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const ROOM_MIN_BYTES = 1024 ** 3;

/**
 * A new folder for data that need not outlive the process: in memory where the machine has that and the
 * room. A disk that stalls for longer than libSQL's 5 s for a transaction, while many writers wait, can
 * leave its server hanging for good (seen with 0.24.32).
 */
export function scratchFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), prefix));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_MIN_BYTES;
  } catch {
    return false;
  }
}
