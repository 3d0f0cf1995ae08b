import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { MailContent, MailRecipient } from "../../clients/sendgrid/client.ts";
import { claimMail } from "../../clients/sendgrid/template.ts";
import { claims } from "../../db/schema/claims.ts";
import { mails } from "../../db/schema/mail.ts";
import { formatCode } from "../../lib/code.ts";
import { type Keyring, SealBroken } from "../../lib/secret.ts";
import { claimCodes, emailBinding } from "../claims/code.ts";
import type { Deps } from "../deps.ts";

const mailedClaimsSchema = z.array(
  z.pipe(
    z.tuple([z.string(), z.string(), z.string(), z.string(), z.number(), z.nullable(z.string()), z.number()]),
    z.transform(([mailId, id, keyId, emailSealed, points, orderId, expiresAtMs]) => ({
      mailId,
      claim: { id, keyId, emailSealed, points, orderId, expiresAtMs },
    })),
  ),
);
export type MailedClaim = z.infer<typeof mailedClaimsSchema>[number];

export type Letters = {
  readonly content: MailContent;
  readonly letters: readonly MailRecipient[];
  /** Ids of mails whose address does not open: its root key is gone from the settings. */
  readonly unreadable: readonly string[];
};

/** Mails with their claims, as one value: the driver takes longer over a row than we over its letter. */
export function mailedClaims(deps: Deps) {
  const { id, keyId, emailSealed, points, orderId, expiresAtMs } = claims;
  const row = sql`json_array(${mails.id}, ${id}, ${keyId}, ${emailSealed}, ${points}, ${orderId}, ${expiresAtMs})`;
  return deps.db
    .select({ json: sql<string>`json_group_array(${row})` })
    .from(mails)
    .innerJoin(claims, eq(claims.id, mails.claimId));
}

/** In the order of their ids; libSQL's parser knows no ORDER BY in an aggregate. */
export function readMailedClaims(rows: readonly { json: string }[]): MailedClaim[] {
  const read = mailedClaimsSchema.parse(JSON.parse(rows[0]?.json ?? "[]"));
  return read.sort((one, other) => (one.mailId < other.mailId ? -1 : 1));
}

/** Opens the addresses, makes the codes again, and puts both into the shop's claim mail. */
export async function writeLetters(
  deps: Deps,
  campaignMessage: string | null,
  waiting: readonly MailedClaim[],
): Promise<Letters> {
  const keyring = await deps.keyring();
  const { locale, name, timeZone } = deps.shop;
  const mail = claimMail({ locale, shopName: name, timeZone, campaignMessage });
  const codeOf = claimCodes();
  const written = await Promise.all(
    waiting.map(async ({ mailId, claim }): Promise<MailRecipient | null> => {
      const opened = await open(keyring, codeOf, claim);
      if (!opened) return null;
      const code = formatCode(opened.code);
      return { mailId, address: opened.address, substitutions: mail.substitutions({ ...claim, code }) };
    }),
  );
  return {
    content: mail.content,
    letters: written.filter((letter) => letter !== null),
    unreadable: waiting.filter((_, at) => written[at] === null).map(({ mailId }) => mailId),
  };
}

async function open(keyring: Keyring, codeOf: ReturnType<typeof claimCodes>, claim: MailedClaim["claim"]) {
  try {
    const keys = keyring.of(claim.keyId);
    const address = await keys.open("email-seal", claim.emailSealed, emailBinding(claim.id));
    return { address, code: await codeOf(keys, claim.id) };
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
