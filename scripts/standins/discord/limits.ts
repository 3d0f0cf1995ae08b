/** What Discord refuses beyond (platform.md 1.1, 1.3, 1.5, 1.7, 1.8). Lengths count code points. */
export const CONTENT_CHARS_MAX = 2_000;
export const EMBEDS_MAX = 10;
export const EMBED_CHARS_TOTAL_MAX = 6_000;
export const EMBED_TITLE_CHARS_MAX = 256;
export const EMBED_DESCRIPTION_CHARS_MAX = 4_096;
export const EMBED_FIELDS_MAX = 25;
export const EMBED_FIELD_NAME_CHARS_MAX = 256;
export const EMBED_FIELD_VALUE_CHARS_MAX = 1_024;
export const EMBED_FOOTER_CHARS_MAX = 2_048;
export const EMBED_AUTHOR_CHARS_MAX = 256;
export const COLOR_MAX = 0xffffff;
export const ROWS_MAX = 5;
export const BUTTONS_PER_ROW_MAX = 5;
export const CUSTOM_ID_CHARS_MAX = 100;
export const BUTTON_LABEL_CHARS_MAX = 80;
export const BUTTON_URL_CHARS_MAX = 512;
export const SELECT_OPTIONS_MAX = 25;
export const SELECT_TEXT_CHARS_MAX = 100;
export const PLACEHOLDER_CHARS_MAX = 150;
export const MENTION_IDS_MAX = 100;
export const NONCE_CHARS_MAX = 25;
export const NONCE_REMEMBERED_MS = 5 * 60_000;

export const MODAL_TITLE_CHARS_MAX = 45;
export const MODAL_COMPONENTS_MAX = 5;
export const LABEL_CHARS_MAX = 45;
export const LABEL_DESCRIPTION_CHARS_MAX = 100;
export const TEXT_INPUT_CHARS_MAX = 4_000;

export const COMMANDS_MAX = 100;
export const COMMAND_OPTIONS_MAX = 25;
export const COMMAND_CHARS_TOTAL_MAX = 8_000;
export const COMMAND_DESCRIPTION_CHARS_MAX = 100;
export const CHOICES_MAX = 25;
export const CHOICE_CHARS_MAX = 100;
export const OPTION_LENGTH_MAX = 6_000;
export const FILE_TYPES_MAX = 10;

export const FILES_PER_MESSAGE_MAX = 10;
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const REQUEST_BYTES_MAX = 25 * 1024 * 1024;
export const ATTACHMENT_URL_LIFE_MS = 24 * 60 * 60_000;

export const ANSWER_WITHIN_MS = 3_000;
export const TOKEN_LIFE_MS = 15 * 60_000;
export const ANSWER_BYTES_MAX = 1024 * 1024;

/** Of an OAuth2 code, as one of Discord's staff tells in discord-api-docs#2526; the token's is documented. */
export const CODE_LIFE_MS = 100_000;
export const ACCESS_TOKEN_LIFE_S = 604_800;

/** How much of the past the stand-in remembers: the oldest goes first. */
export const MESSAGES_PER_CHANNEL_MAX = 500;
export const REVISIONS_PER_MESSAGE_MAX = 100;
export const INTERACTIONS_MAX = 2_000;
export const GRANTS_MAX = 2_000;
export const REQUESTS_MAX = 2_000;
export const FILES_BYTES_TOTAL_MAX = 128 * 1024 * 1024;
export const BUCKETS_MAX = 5_000;
