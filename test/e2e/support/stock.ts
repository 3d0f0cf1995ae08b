import { randomBytes } from "node:crypto";
import { codeHashes, sealCode } from "../../../src/domain/shop/codes.ts";
import { createKeyring } from "../../../src/lib/secret.ts";
import { ADMIN, type OpenShop } from "./shop.ts";

/** The product that every shop begins with. */
export const PRODUCT = "redfinger";

/** Puts new codes into stock, sealed with the Worker's own key. */
export async function putCodes(shop: OpenShop, count: number, productId = PRODUCT): Promise<string[]> {
  const root = new Uint8Array(Buffer.from(shop.settings.ENCRYPTION_KEY ?? "", "base64"));
  const keyring = await createKeyring([root], (bytes) => new Uint8Array(randomBytes(bytes)));
  const codes = Array.from({ length: count }, () => `RF-${randomBytes(6).toString("hex").toUpperCase()}`);
  for (const code of codes) {
    const id = randomBytes(10).toString("hex");
    const [hash = ""] = await codeHashes(keyring, code);
    const sealed = await sealCode(keyring.current, productId, id, code);
    await shop.rows(
      `insert into stock (id, product_id, upload_id, key_id, sealed, code_hash, created_at_ms, state_at_ms)
      values (?, ?, 'test', ?, ?, ?, 0, 0)`,
      id,
      productId,
      keyring.current.id,
      sealed,
      hash,
    );
  }
  return codes;
}

/** Fills somebody's wallet through an admin, silently. */
export async function giveMoney(shop: OpenShop, userId: string, amount: number): Promise<void> {
  const options = { member: userId, amount, reason: "a test", silent: true };
  await shop.discord.command(ADMIN.id, { name: "admin", subcommand: "addbalance", options });
}

export const moneyOf = async (shop: OpenShop, userId: string): Promise<number> =>
  Number((await shop.value("select balance from accounts where id = ?", `member:${userId}/money`)) ?? 0);
