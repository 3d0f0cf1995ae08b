import { createHash } from "node:crypto";

const NONCE_CHARS = 25;

/** A message's nonce, at most 25 characters as Discord wants it: the same outbox row always gives the same. */
export function nonceOf(outboxId: string): string {
  return createHash("sha256").update(outboxId).digest("base64url").slice(0, NONCE_CHARS);
}
