import { maskEmail } from "../../lib/email.ts";
import { SealBroken } from "../../lib/secret.ts";
import type { Deps } from "../deps.ts";
import { emailBinding } from "./code.ts";

type Sealed = { readonly id: string; readonly keyId: string; readonly emailSealed: string };

/** Stands for an address whose root key is gone from the settings. */
const UNREADABLE = "?";

/** The address of a claim. */
export async function addressOf(deps: Deps, { id, keyId, emailSealed }: Sealed): Promise<string> {
  const keyring = await deps.keyring();
  try {
    return await keyring.of(keyId).open("email-seal", emailSealed, emailBinding(id));
  } catch (error) {
    if (error instanceof SealBroken) return UNREADABLE;
    throw error;
  }
}

/** As much of a claim's address as tells it from others. */
export async function maskedAddressOf(deps: Deps, claim: Sealed): Promise<string> {
  const address = await addressOf(deps, claim);
  return address === UNREADABLE ? address : maskEmail(address);
}
