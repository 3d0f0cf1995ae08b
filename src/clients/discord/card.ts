import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIUserSelectComponent,
} from "discord-api-types/v10";

/** How it went; each has one colour everywhere. */
export type Tone = "done" | "info" | "warning" | "refused";

export type Button = {
  /** Begins with its command's name and carries ids, never an amount. */
  readonly id: string;
  readonly label: string;
  readonly style: "go" | "danger" | "plain";
  readonly disabled?: boolean;
};

/** A menu of the server's members. */
export type MemberSelect = {
  /** As a button's; whom it chose comes with the press. */
  readonly id: string;
  readonly placeholder: string;
};

export type File = { readonly name: string; readonly type: string } & (
  | { readonly text: string }
  | { readonly bytes: Uint8Array<ArrayBuffer> }
);

/** What a person is shown, before it takes Discord's form. */
export type Card = {
  readonly tone: Tone;
  readonly title: string;
  readonly body?: string | undefined;
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly wide?: boolean }[];
  readonly footer?: string | undefined;
  readonly buttons?: readonly Button[];
  readonly memberSelect?: MemberSelect | undefined;
  /** A URL, or the name of the card's file. */
  readonly image?: string | undefined;
  /** Null takes away the files of the message that the card replaces; left out, they stay. */
  readonly file?: File | null | undefined;
  /** More files, where one is not enough. */
  readonly files?: readonly File[] | undefined;
};

/** A message as Discord's API takes it. Mentions in it never ping. */
export type MessageBody = {
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  attachments?: [];
  allowed_mentions: { parse: [] };
};

const COLOURS: Readonly<Record<Tone, number>> = {
  done: 0x2e9e5b,
  info: 0x4a7dff,
  warning: 0xd99a1c,
  refused: 0xd0413e,
};
const BUTTON_STYLES = { go: 3, danger: 4, plain: 2 } as const;

/** Discord's limits; see its "Embed Limits" page. */
export const TITLE_CHARS_MAX = 256;
export const BODY_CHARS_MAX = 4_096;
export const FIELDS_MAX = 25;
export const FIELD_NAME_CHARS_MAX = 256;
export const FIELD_VALUE_CHARS_MAX = 1_024;
const FOOTER_CHARS_MAX = 512;
const BUTTONS_PER_ROW_MAX = 5;
const ROWS_MAX = 5;
const LABEL_CHARS_MAX = 80;
const PLACEHOLDER_CHARS_MAX = 150;
const FILES_MAX = 10;
/** Discord takes files of 10 MiB; the rest of the message needs some of it. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024 - 65_536;

/** The files that a card brings; more than Discord takes are left out. */
export const filesOf = ({ file, files = [] }: Card): readonly File[] =>
  [...(file ? [file] : []), ...files].slice(0, FILES_MAX);

/** Gives a card Discord's form; what is longer than Discord allows is cut with an ellipsis. */
export function renderCard(card: Card): MessageBody {
  const embed: APIEmbed = { color: COLOURS[card.tone], title: cut(card.title, TITLE_CHARS_MAX) };
  if (card.body) embed.description = cut(card.body, BODY_CHARS_MAX);
  if (card.fields?.length) {
    embed.fields = card.fields.slice(0, FIELDS_MAX).map((field) => ({
      name: cut(field.name, FIELD_NAME_CHARS_MAX),
      value: cut(field.value || "–", FIELD_VALUE_CHARS_MAX),
      inline: !field.wide,
    }));
  }
  if (card.image) embed.image = { url: imageUrl(card.image) };
  if (card.footer) embed.footer = { text: cut(card.footer, FOOTER_CHARS_MAX) };
  return {
    embeds: [embed],
    components: rowsOf(card),
    ...(card.file === null && filesOf(card).length === 0 ? { attachments: [] } : {}),
    allowed_mentions: { parse: [] },
  };
}

const imageUrl = (image: string) => (/^https?:\/\//.test(image) ? image : `attachment://${image}`);

function rowsOf({ memberSelect, buttons = [] }: Card): MessageBody["components"] {
  const rows: MessageBody["components"] = memberSelect
    ? [{ type: 1, components: [userMenu(memberSelect)] }]
    : [];
  for (let from = 0; from < buttons.length && rows.length < ROWS_MAX; from += BUTTONS_PER_ROW_MAX) {
    rows.push({ type: 1, components: buttons.slice(from, from + BUTTONS_PER_ROW_MAX).map(button) });
  }
  return rows;
}

function userMenu({ id, placeholder }: MemberSelect): APIUserSelectComponent {
  return { type: 5, custom_id: id, placeholder: cut(placeholder, PLACEHOLDER_CHARS_MAX) };
}

function button({ id, label, style, disabled }: Button): APIButtonComponent {
  return {
    type: 2,
    custom_id: id,
    label: cut(label, LABEL_CHARS_MAX),
    style: BUTTON_STYLES[style],
    ...(disabled ? { disabled } : {}),
  };
}

/** Cuts by code points, so that no emoji is halved. */
export function cut(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${[...text.slice(0, charsMax - 1)].slice(0, -1).join("")}…`;
}

/** Text of others shown as it is: Discord's markdown and mentions in it do nothing. */
export function plain(text: string): string {
  return text.replace(/[\\`*_~|<>#[\]]/g, (symbol) => `\\${symbol}`).replace(/\s+/g, " ");
}

/** Text of others that people copy: letter by letter, without any markdown. */
export function verbatim(text: string): string {
  return `\`${text.replaceAll("`", "ˋ").replace(/\s+/g, " ").trim() || " "}\``;
}

/** A moment in the reader's own zone, as Discord shows it. */
export function moment(atMs: number, style: "R" | "f" | "D" | "t" = "f"): string {
  return `<t:${Math.floor(atMs / 1_000)}:${style}>`;
}

/** Whose data was erased has a name that is no Discord id: it stands as it is. */
export const mention = (userId: string) => (/^\d+$/.test(userId) ? `<@${userId}>` : verbatim(userId));
