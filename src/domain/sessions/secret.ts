import { createHash } from "node:crypto";

const SECRET_BYTES = 32;

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");

/** What a browser keeps and proves itself by: 256 random bits. */
export const newSecret = (random: (bytes: number) => Uint8Array): string =>
  Buffer.from(random(SECRET_BYTES)).toString("base64url");

/** What is kept of a session's secret. */
export const idHashOf = (secret: string): string => sha256(secret);

/** What every form of a session carries: nobody who has not the secret can make it. */
export const csrfTokenOf = (secret: string): string => sha256(`csrf ${secret}`);

/** PKCE's S256: https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
export const challengeOf = (verifier: string): string => sha256(verifier);
