import { type Card, mention, moment, plain } from "../../clients/discord/card.ts";
import { type Access, accesses, createKey, KEY_NAME_CHARS_MAX } from "../../domain/api/create.ts";
import { scopesOf } from "../../domain/api/key.ts";
import { type ApiKey, KEY_PAGE_MAX, type KeyPage, listKeys, suggestKeys } from "../../domain/api/keys.ts";
import { REVOKE_REASON_CHARS_MAX, revokeKey } from "../../domain/api/revoke.ts";
import { apiKeyWords } from "../../lib/words/apiKeys.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, card, type Group, type Press, pressId } from "../command.ts";
import { optional, required } from "../options.ts";
import { pageButtons } from "../pageButtons.ts";

const accessChoices = [
  { value: "read", name: { en: "Read wallets and top-ups", id: "Membaca dompet dan isi saldo" } },
  { value: "credit", name: { en: "Read, and put money in", id: "Membaca, dan memasukkan uang" } },
  { value: "debit", name: { en: "Read, and take money out", id: "Membaca, dan mengambil uang" } },
  {
    value: "all",
    name: { en: "Read, put money in and take it out", id: "Membaca, memasukkan dan mengambil uang" },
  },
] as const satisfies readonly { value: Access; name: object }[];

const create = action({
  description: { en: "Make a key for another program", id: "Buat kunci untuk program lain" },
  level: "admin",
  options: {
    name: required(
      "text",
      {
        en: "What its entries are called: a-z, 0-9 and -, never used before",
        id: "Nama entrinya: a-z, 0-9 dan -, belum pernah dipakai",
      },
      { max: KEY_NAME_CHARS_MAX },
    ),
    access: required(
      "text",
      { en: "What it may do", id: "Apa yang boleh dilakukannya" },
      { choices: accessChoices },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { name, access }) {
    const asked = accessChoices.find(({ value }) => value === access)?.value ?? "read";
    const made = await createKey(deps, request, { name, access: asked });
    const words = apiKeyWords[made.locale];
    return card(made.locale, {
      tone: "done",
      title: words.created(made.name),
      body: [
        `\`\`\`\n${made.key}\n\`\`\``,
        words.once,
        words.use(`${deps.shop.publicUrl}/api/v1/openapi.json`),
        "",
        ...accesses[asked].map((scope) => `• ${words.scopes[scope]}`),
      ].join("\n"),
      footer: words.keep,
    });
  },
});

const list = action({
  description: { en: "See the keys, and when they were used", id: "Lihat kunci dan kapan dipakai" },
  level: "admin",
  options: { page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: KEY_PAGE_MAX }) },
  ephemeral: true,
  async run({ deps, request }, { page = 1 }) {
    const found = await listKeys(deps, request.actor.id, page);
    return card(found.locale, keysCard(found));
  },
});

const revoke = action({
  description: { en: "End a key at once", id: "Cabut sebuah kunci seketika" },
  level: "admin",
  options: {
    name: required(
      "text",
      { en: "Which key", id: "Kunci yang mana" },
      { max: KEY_NAME_CHARS_MAX, autocomplete: true },
    ),
    reason: required(
      "text",
      { en: "Why; kept in the audit log", id: "Alasannya; disimpan di catatan audit" },
      { max: REVOKE_REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { name, reason }) {
    const done = await revokeKey(deps, request, name, reason);
    const words = apiKeyWords[done.locale];
    return card(done.locale, { tone: "done", title: words.ended, body: words.endedBody(plain(done.name)) });
  },
  async suggest({ deps }, focused) {
    const names = await suggestKeys(deps, String(focused.value ?? ""));
    return names.map((name) => ({ name, value: name }));
  },
});

/** `/admin apikey …` */
export const apiKeyGroup: Group = {
  description: { en: "Keys with which other programs use the wallet", id: "Kunci dompet untuk program lain" },
  actions: { create, list, revoke },
};

/** The buttons of `/admin apikey list`. */
export const apiKeyPresses: Readonly<Record<"apikeys", Press>> = {
  apikeys: {
    level: "admin",
    async run({ deps, request }, [page]) {
      const wanted = Number(page);
      const found = await listKeys(deps, request.actor.id, Number.isSafeInteger(wanted) ? wanted : 1);
      return card(found.locale, keysCard(found));
    },
  },
};

function keysCard(found: KeyPage): Card {
  const { rows, count, page, pages, locale } = found;
  const words = apiKeyWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.list,
    body: rows.map((row) => keyLine(row, locale)).join("\n") || words.none,
    footer: words.found(number(count), number(page), number(pages)),
    buttons: pageButtons(found, (target) => pressId("admin", "apikeys", target)),
  };
}

function keyLine(row: ApiKey, locale: Locale): string {
  const words = apiKeyWords[locale];
  const { lastUsedAtMs, revokedAtMs, revokedBy } = row;
  const line = [
    `**${plain(row.name)}**`,
    scopesOf(row.scopes)
      .map((scope) => words.scopes[scope])
      .join(", "),
    words.made(moment(row.createdAtMs, "D"), mention(row.createdBy)),
    lastUsedAtMs === null ? words.unused : words.used(moment(lastUsedAtMs, "R")),
    ...(revokedAtMs === null ? [] : [words.revoked(moment(revokedAtMs, "R"), mention(revokedBy ?? "?"))]),
  ].join(" · ");
  return `• ${line}`;
}
