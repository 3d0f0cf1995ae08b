import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createKeyring, rootKeyBytes, SealBroken } from "./secret.ts";

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const root = (fill: number) => new Uint8Array(32).fill(fill);

describe("the keyring", () => {
  it("opens what it sealed, and nothing that was moved to another row or changed", async () => {
    const { current } = await createKeyring([root(1)], random);
    const sealed = await current.seal("email-seal", "budi@example.com", "claim 1");
    expect(await current.open("email-seal", sealed, "claim 1")).toBe("budi@example.com");
    await expect(current.open("email-seal", sealed, "claim 2")).rejects.toThrow(SealBroken);
    const flipped = sealed.slice(0, 20) + (sealed[20] === "A" ? "B" : "A") + sealed.slice(21);
    await expect(current.open("email-seal", flipped, "claim 1")).rejects.toThrow(SealBroken);
    await expect(current.open("email-seal", "", "claim 1")).rejects.toThrow(SealBroken);
  });

  it("never seals the same text to the same bytes", async () => {
    const { current } = await createKeyring([root(1)], random);
    const twice = [
      await current.seal("email-seal", "a", "row"),
      await current.seal("email-seal", "a", "row"),
    ];
    expect(twice[0]).not.toBe(twice[1]);
  });

  it("reads with the previous key after a rotation and refuses a key it does not have", async () => {
    const before = await createKeyring([root(1)], random);
    const sealed = await before.current.seal("email-seal", "budi@example.com", "row");
    const after = await createKeyring([root(2), root(1)], random);
    expect(await after.of(before.current.id).open("email-seal", sealed, "row")).toBe("budi@example.com");
    expect(() => after.of("00000000")).toThrow(SealBroken);
  });

  it("hashes the same text differently for each purpose and each root", async () => {
    const one = (await createKeyring([root(1)], random)).current;
    const two = (await createKeyring([root(2)], random)).current;
    const hashes = [
      await one.hash("email-lookup", "a"),
      await one.hash("claim-lookup", "a"),
      await two.hash("email-lookup", "a"),
    ];
    expect(new Set(hashes).size).toBe(3);
    expect(hashes.every((hash) => /^[A-Za-z0-9_-]{24}$/.test(hash))).toBe(true);
    expect(await one.hash("email-lookup", "a")).toBe(hashes[0]);
  });

  it("takes a root key only as base64 of 32 bytes", () => {
    expect(rootKeyBytes(Buffer.alloc(32, 7).toString("base64"))).toEqual(root(7));
    for (const bad of [
      "",
      "short",
      Buffer.alloc(31).toString("base64"),
      Buffer.alloc(33).toString("base64"),
      "!".repeat(44),
    ]) {
      expect(rootKeyBytes(bad)).toBeNull();
    }
  });
});
