import { mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const ROOM_MIN_BYTES = 1024 ** 3;

/**
 * A new folder for data that need not outlive the process: in memory where the machine has that and the
 * room. libSQL's server (0.24.32) was seen to hang for good under many writers while the disk stalled.
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
