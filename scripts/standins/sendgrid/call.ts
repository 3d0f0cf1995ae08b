import * as z from "zod";

/** SendGrid's limits of a call. */
export const PERSONALIZATIONS_MAX = 1_000;
export const PERSONALIZATION_VALUES_BYTES_MAX = 10_000;
export const CALL_BYTES_MAX = 30 * 1024 * 1024;

/** One entry of a 400's `errors`. */
export type Refusal = { readonly message: string; readonly field: string | null; readonly help: null };

const mailboxSchema = z.object({ email: z.string(), name: z.string().optional() });
const valuesSchema = z.record(z.string(), z.string()).default({});
const callSchema = z.object({
  from: mailboxSchema,
  subject: z.string().default(""),
  content: z.array(z.object({ type: z.string(), value: z.string() })).default([]),
  personalizations: z
    .array(z.object({ to: z.array(mailboxSchema), substitutions: valuesSchema, custom_args: valuesSchema }))
    .min(1),
});

/** A call of `/v3/mail/send`, as far as a stand-in for claim mail needs it. */
export type MailSendCall = z.infer<typeof callSchema>;

/** Reads a call and checks it as SendGrid documents; `isRejected` names addresses that fail for no visible reason. */
export function readCall(
  json: unknown,
  isRejected: (address: string) => boolean,
): { call: MailSendCall } | { refusals: readonly Refusal[] } {
  const read = callSchema.safeParse(json);
  if (!read.success) {
    return { refusals: read.error.issues.map(({ message, path }) => refusal(message, path.join("."))) };
  }
  const refusals = [...sharedRefusals(read.data), ...recipientRefusals(read.data, isRejected)];
  return refusals.length > 0 ? { refusals } : { call: read.data };
}

export function refusal(message: string, field: string | null): Refusal {
  return { message, field, help: null };
}

function* sharedRefusals({ personalizations, subject, content }: MailSendCall): Generator<Refusal> {
  if (personalizations.length > PERSONALIZATIONS_MAX) {
    yield refusal(
      `${personalizations.length} personalizations, at most ${PERSONALIZATIONS_MAX}.`,
      "personalizations",
    );
  }
  if (subject.trim() === "") yield refusal("A subject is required.", "subject");
  if (/[\r\n]/.test(subject)) yield refusal("The subject may not contain newlines.", "subject");
  if (content.length === 0) yield refusal("At least one content is required.", "content");
  for (const [index, { value }] of content.entries()) {
    if (value === "") yield refusal("The content is empty.", `content.${index}.value`);
  }
  if (content.some(({ type }, index) => type === "text/plain" && index > 0)) {
    yield refusal("text/plain comes first.", "content");
  }
}

function* recipientRefusals(
  { personalizations }: MailSendCall,
  isRejected: (address: string) => boolean,
): Generator<Refusal> {
  const seen = new Set<string>();
  for (const [index, { to, substitutions, custom_args }] of personalizations.entries()) {
    const field = `personalizations.${index}`;
    if (to.length === 0) yield refusal("At least one recipient is required.", `${field}.to`);
    for (const [at, { email }] of to.entries()) {
      if (!isAddress(email) || isRejected(email)) {
        yield refusal(`${email} is not a valid address.`, `${field}.to.${at}.email`);
      }
      // SendGrid names the address here, but not the place.
      if (seen.has(email.toLowerCase()))
        yield refusal(`${email} is included more than once.`, "personalizations");
      seen.add(email.toLowerCase());
    }
    if (bytesOf(substitutions) > PERSONALIZATION_VALUES_BYTES_MAX) {
      yield refusal("The substitutions are too large.", `${field}.substitutions`);
    }
    if (bytesOf(custom_args) > PERSONALIZATION_VALUES_BYTES_MAX) {
      yield refusal("The custom arguments are too large.", `${field}.custom_args`);
    }
  }
}

function isAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>()[\],;:"]{1,64}@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:".]{2,}$/.test(text)
  );
}

function bytesOf(values: Readonly<Record<string, string>>): number {
  return Object.entries(values).reduce((sum, entry) => sum + Buffer.byteLength(entry.join("")), 0);
}
