import * as z from "zod";
import { chars, refuse } from "../form.ts";
import * as limits from "../limits.ts";

const PICTURE_URL = /^(https?|attachment):\/\//;

const httpUrl = z.string().superRefine((url, context) => {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    refuse(context, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
});
const pictureUrl = z.string().superRefine((url, context) => {
  if (!PICTURE_URL.test(url))
    refuse(context, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'attachment').");
});
const isoTime = z.string().superRefine((text, context) => {
  if (Number.isNaN(Date.parse(text))) refuse(context, "DATE_TIME_TYPE_PARSE", `Could not parse ${text}.`);
});
const picture = z.object({ url: pictureUrl });

const embedSchema = z
  .object({
    title: chars(0, limits.EMBED_TITLE_CHARS_MAX).nullish(),
    description: chars(0, limits.EMBED_DESCRIPTION_CHARS_MAX).nullish(),
    url: httpUrl.nullish(),
    timestamp: isoTime.nullish(),
    color: z.int().min(0).max(limits.COLOR_MAX).nullish(),
    footer: z
      .object({ text: chars(1, limits.EMBED_FOOTER_CHARS_MAX), icon_url: pictureUrl.nullish() })
      .nullish(),
    author: z
      .object({
        name: chars(1, limits.EMBED_AUTHOR_CHARS_MAX),
        url: httpUrl.nullish(),
        icon_url: pictureUrl.nullish(),
      })
      .nullish(),
    image: picture.nullish(),
    thumbnail: picture.nullish(),
    fields: z
      .array(
        z.object({
          name: z.string().trim().pipe(chars(1, limits.EMBED_FIELD_NAME_CHARS_MAX)),
          value: z.string().trim().pipe(chars(1, limits.EMBED_FIELD_VALUE_CHARS_MAX)),
          inline: z.boolean().nullish(),
        }),
      )
      .max(limits.EMBED_FIELDS_MAX)
      .nullish(),
  })
  .superRefine((embed, context) => {
    const { title, description, footer, author, image, thumbnail, fields } = embed;
    if (title || description || footer || author || image || thumbnail || fields?.length) return;
    refuse(context, "BASE_TYPE_REQUIRED", "This field is required", ["description"]);
  });

export type Embed = z.infer<typeof embedSchema>;

/** All embeds of a message; their texts share one limit. */
export const embedsSchema = z
  .array(embedSchema)
  .max(limits.EMBEDS_MAX)
  .superRefine((embeds, context) => {
    const total = embeds.reduce((sum, embed) => sum + charsOf(embed), 0);
    if (total <= limits.EMBED_CHARS_TOTAL_MAX) return;
    refuse(
      context,
      "MAX_EMBED_SIZE_EXCEEDED",
      `Embed size exceeds maximum size of ${limits.EMBED_CHARS_TOTAL_MAX}`,
    );
  });

function charsOf(embed: Embed): number {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  for (const field of embed.fields ?? []) texts.push(field.name, field.value);
  return texts.reduce((sum, text) => sum + [...(text ?? "")].length, 0);
}
