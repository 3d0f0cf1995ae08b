import * as z from "zod";
import type { Call } from "./outside.ts";

const buttonSchema = z.object({ type: z.literal(2), style: z.number(), custom_id: z.string() });

/** Every button in an answer, however its components are nested. */
export function buttonsIn(shown: unknown): z.infer<typeof buttonSchema>[] {
  const button = buttonSchema.safeParse(shown);
  if (button.success) return [button.data];
  return typeof shown === "object" && shown !== null ? Object.values(shown).flatMap(buttonsIn) : [];
}

const mailSchema = z.object({
  subject: z.string(),
  content: z.array(z.object({ type: z.string(), value: z.string() })),
  personalizations: z.array(
    z.looseObject({
      to: z.array(z.object({ email: z.string() })),
      substitutions: z.record(z.string(), z.string()).default({}),
      custom_args: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

/** The mails that a SendGrid would make of the calls that it was sent. */
export function mailsOf(calls: readonly Call[]) {
  return calls.flatMap(({ body }) => {
    const { subject, content, personalizations } = mailSchema.parse(body);
    const text = content.find(({ type }) => type === "text/plain")?.value ?? "";
    return personalizations.map(({ to, substitutions, custom_args }) => {
      const filled = (template: string) =>
        Object.entries(substitutions).reduce((all, [tag, value]) => all.replaceAll(tag, value), template);
      return { to: to[0]?.email, subject: filled(subject), text: filled(text), args: custom_args };
    });
  });
}
