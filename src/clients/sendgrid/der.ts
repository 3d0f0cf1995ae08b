const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Bytes of r and of s on P-256. */
const SCALAR_BYTES = 32;

/**
 * An ECDSA signature on P-256 from ASN.1 DER, as SendGrid sends it, to r‖s, as WebCrypto takes it.
 * Strict: one encoding for each pair of positive integers, null for all else, so that a signature cannot be
 * rewritten into another valid text of itself.
 */
export function derToP1363(der: Uint8Array): Uint8Array | null {
  // Two integers of at most 35 bytes each: the length of the sequence always fits one byte.
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) return null;
  const r = readScalar(der, 2);
  const s = r && readScalar(der, r.end);
  if (!r || !s || s.end !== der.length) return null;
  const joined = new Uint8Array(2 * SCALAR_BYTES);
  joined.set(r.digits, SCALAR_BYTES - r.digits.length);
  joined.set(s.digits, 2 * SCALAR_BYTES - s.digits.length);
  return joined;
}

function readScalar(der: Uint8Array, start: number): { digits: Uint8Array; end: number } | null {
  const length = der[start + 1];
  if (der[start] !== INTEGER || length === undefined || length < 1 || length > SCALAR_BYTES + 1) return null;
  const from = start + 2;
  const end = from + length;
  const [first = 0, second = 0] = der.subarray(from, end);
  if (end > der.length || first >= 0x80) return null;
  const padded = first === 0;
  // The zero in front is there exactly when the next byte would otherwise read as a sign; zero itself is no scalar.
  if (padded && second < 0x80) return null;
  const digits = der.subarray(padded ? from + 1 : from, end);
  return digits.length > SCALAR_BYTES ? null : { digits, end };
}
