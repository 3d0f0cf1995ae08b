import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENT_AGE_MAX_MS, EVENT_LEAD_MAX_MS, type SignedEvents, verifyEventSignature } from "./verify.ts";

function keyPair(namedCurve = "P-256") {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
  return { privateKey, base64: publicKey.export({ format: "der", type: "spki" }).toString("base64") };
}

const keys = keyPair();
const nowMs = 1_800_000_000_000;

function signed(body: string | Uint8Array, timestamp = String(nowMs / 1_000), by = keys): SignedEvents {
  const rawBody = new Uint8Array(Buffer.from(body));
  const data = Buffer.concat([Buffer.from(timestamp), rawBody]);
  return {
    publicKeyBase64Spki: by.base64,
    signatureBase64: sign("sha256", data, by.privateKey).toString("base64"),
    timestamp,
    rawBody,
    nowMs,
  };
}

describe("the signature of an event webhook", () => {
  it("of node:crypto is accepted for any body, as bytes or as a buffer", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (body) => {
        const given = signed(body);
        expect(await verifyEventSignature(given)).toBe(true);
        expect(await verifyEventSignature({ ...given, rawBody: Uint8Array.from(body).buffer })).toBe(true);
      }),
    );
  });

  it("covers the body to its last line break, and the timestamp", async () => {
    const given = signed('[{"event":"delivered"}]\r\n');
    const bodies = ['[{"event":"delivered"}]', '[{"event":"delivered"}]\n', '[{"event":"bounce"}]\r\n', ""];
    for (const body of bodies) {
      expect(await verifyEventSignature({ ...given, rawBody: new Uint8Array(Buffer.from(body)) })).toBe(
        false,
      );
    }
    const later = String(Number(given.timestamp) + 1);
    expect(await verifyEventSignature({ ...given, timestamp: later })).toBe(false);
  });

  it("counts for a day of repetitions, and no longer", async () => {
    const at = (ms: number) => verifyEventSignature(signed("[]", String(Math.trunc((nowMs + ms) / 1_000))));
    expect(await at(-EVENT_AGE_MAX_MS)).toBe(true);
    expect(await at(-EVENT_AGE_MAX_MS - 1_000)).toBe(false);
    expect(await at(EVENT_LEAD_MAX_MS)).toBe(true);
    expect(await at(EVENT_LEAD_MAX_MS + 1_000)).toBe(false);
  });

  it.each(["", " 1800000000", "1.8e9", "0x6b49d200", "-1800000000", "1800000000000", "NaN"])(
    "is refused with the timestamp %j even if it is signed",
    async (timestamp) => {
      expect(await verifyEventSignature(signed("[]", timestamp))).toBe(false);
    },
  );

  it("by another key is refused", async () => {
    const given = signed("[]", undefined, keyPair());
    expect(await verifyEventSignature({ ...given, publicKeyBase64Spki: keys.base64 })).toBe(false);
  });

  it("is refused, not thrown at, when signature or key are malformed", async () => {
    const given = signed("[]");
    const raw = Buffer.from(given.signatureBase64, "base64");
    const signatures = [
      "",
      "!",
      "A".repeat(10_000),
      `${given.signatureBase64}\n`,
      given.signatureBase64.replace(/=*$/, "*"),
      raw.subarray(0, -1).toString("base64"),
      Buffer.concat([raw, Buffer.from([0])]).toString("base64"),
      Buffer.alloc(64).toString("base64"),
    ];
    for (const signatureBase64 of signatures) {
      expect(await verifyEventSignature({ ...given, signatureBase64 }), signatureBase64.slice(0, 99)).toBe(
        false,
      );
    }
    const publicKeys = [
      "",
      "nonsense",
      Buffer.alloc(91).toString("base64"),
      keyPair("P-384").base64,
      "A".repeat(10_000),
    ];
    for (const publicKeyBase64Spki of publicKeys) {
      expect(await verifyEventSignature({ ...given, publicKeyBase64Spki })).toBe(false);
    }
  });

  it("is refused in the r‖s form, which is not what SendGrid sends", async () => {
    const given = signed("[]");
    const data = Buffer.from(`${given.timestamp}[]`);
    const joined = sign("sha256", data, { key: keys.privateKey, dsaEncoding: "ieee-p1363" });
    expect(await verifyEventSignature({ ...given, signatureBase64: joined.toString("base64") })).toBe(false);
  });
});
