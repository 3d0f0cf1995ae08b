import * as z from "zod";
import { newestWithin } from "../newest.ts";

/** The newest mails that a restart brings back. Sizes count characters, those of the templates apart. */
export const MAILS_SAVED = { countMax: 5_000, sizeMax: 8_000_000 };
export const TEMPLATES_SAVED = { countMax: 500, sizeMax: 8_000_000 };

const valuesSchema = z.record(z.string(), z.string());
const templateSchema = z.object({ subject: z.string(), text: z.string(), html: z.string() });
const mailSchema = z.object({
  id: z.string(),
  to: z.string(),
  receivedAtMs: z.int(),
  customArgs: valuesSchema,
  state: z.string(),
  substitutions: valuesSchema,
});

/** The mailbox as it is kept in a file: many mails share a template, which is in there once. */
export const savedMailsSchema = z.object({
  templates: z.array(templateSchema),
  mails: z.array(mailSchema.extend({ template: z.int() })),
});

export type SavedMails = z.infer<typeof savedMailsSchema>;

/** One accepted mail; its texts come from the call's template. */
export type Received = Readonly<Omit<z.infer<typeof mailSchema>, "state">> & {
  readonly template: z.infer<typeof templateSchema>;
  state: string;
};

/** The newest of these mails, oldest first, as they are kept. */
export function takeMails(all: readonly Received[]): SavedMails {
  const newest = newestWithin(all, MAILS_SAVED, charsOfMail);
  const keys = new Map<Received["template"], string>();
  const distinct = new Map<string, Received["template"]>();
  for (const { template } of newest) {
    const key = keys.get(template) ?? JSON.stringify(template);
    keys.set(template, key);
    distinct.delete(key);
    distinct.set(key, template);
  }
  const templates = newestWithin([...distinct.values()], TEMPLATES_SAVED, charsOfTemplate);
  const indexes = new Map(templates.map((template, index) => [keys.get(template), index]));
  const mails = newest.flatMap(({ template, ...mail }) => {
    const index = indexes.get(keys.get(template));
    return index === undefined ? [] : [{ ...mail, template: index }];
  });
  return { templates, mails };
}

/** The mails of a file; one whose template is not in it is left out. */
export function receivedFrom({ templates, mails }: SavedMails): Received[] {
  return mails.flatMap(({ template: index, ...mail }) => {
    const template = templates[index];
    return template ? [{ ...mail, template }] : [];
  });
}

function charsOfMail({ to, customArgs, substitutions }: Received): number {
  const values = [customArgs, substitutions].flatMap((record) => Object.entries(record).flat());
  return values.reduce((sum, text) => sum + text.length, to.length);
}

function charsOfTemplate({ subject, text, html }: Received["template"]): number {
  return subject.length + text.length + html.length;
}
