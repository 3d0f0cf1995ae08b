import { sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { maskEmail } from "../../lib/email.ts";
import { SealBroken } from "../../lib/secret.ts";
import { emailBinding } from "../claims/code.ts";
import { lastClaimOf } from "../claims/last.ts";
import type { Deps } from "../deps.ts";

/** What binds a sealed address to the sending that it is for. */
const receiptBinding = (sendId: string) => `receipt_sends.email/${sendId}`;

/** An address as a sending keeps it; `hashes` are those under which it may be suppressed. */
export type SealedAddress = {
  readonly keyId: string;
  readonly emailSealed: string;
  readonly emailHash: string;
  readonly hashes: readonly string[];
};

/** Seals an address for one sending. */
export async function sealAddress(deps: Deps, sendId: string, email: string): Promise<SealedAddress> {
  const keyring = await deps.keyring();
  const { current } = keyring;
  const hashes = await Promise.all(keyring.all.map((keys) => keys.hash("email-lookup", email)));
  const emailSealed = await current.seal("email-seal", email, receiptBinding(sendId));
  return { keyId: current.id, emailSealed, emailHash: await current.hash("email-lookup", email), hashes };
}

/** The address of a sending; null when it has none any more, or its key is gone from the settings. */
export function addressOfSend(
  deps: Deps,
  { id, keyId, emailSealed }: { id: string; keyId: string | null; emailSealed: string | null },
): Promise<string | null> {
  return opened(deps, keyId, emailSealed, receiptBinding(id));
}

/** The same, as staff see it. */
export async function maskedAddressOfSend(
  deps: Deps,
  send: { id: string; keyId: string | null; emailSealed: string | null },
): Promise<string | null> {
  const address = await addressOfSend(deps, send);
  return address === null ? null : maskEmail(address);
}

/** The address that the last claimed code of an order's customer was mailed to; null where there is none. */
export async function lastClaimedAddress(deps: Deps, number: number): Promise<string | null> {
  const [claim] = await lastClaimOf(deps, sql`(select customer_id from ${orders} where number = ${number})`);
  return claim ? await opened(deps, claim.keyId, claim.emailSealed, emailBinding(claim.id)) : null;
}

async function opened(
  deps: Deps,
  keyId: string | null,
  emailSealed: string | null,
  bound: string,
): Promise<string | null> {
  if (keyId === null || !emailSealed) return null;
  const keyring = await deps.keyring();
  try {
    return await keyring.of(keyId).open("email-seal", emailSealed, bound);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
