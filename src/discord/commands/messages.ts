import { type Button, type Card, mention, moment } from "../../clients/discord/card.ts";
import { type ListedMessage, type MessagePage, messagesOf } from "../../domain/notices/list.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { messageWords } from "../../lib/words/messages.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card, pressId } from "../command.ts";
import { optional, required } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";

const description = {
  en: "See what was sent to a member, and whether it arrived",
  id: "Lihat apa yang dikirim kepada seorang anggota, dan apakah sampai",
};

export const messagesCommand: Command = {
  name: "messages",
  description,
  level: "staff",
  action: action({
    description,
    options: {
      member: required("user", { en: "The member", id: "Anggotanya" }),
      page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }),
    },
    ephemeral: true,
    async run({ deps, request }, { member, page }) {
      const found = await messagesOf(deps, request.actor.id, member, page ?? 1);
      return card(found.locale, pageCard(found, member));
    },
  }),
  presses: {
    page: {
      level: "staff",
      async run({ deps, request }, [member = "", page]) {
        const found = await messagesOf(deps, request.actor.id, member, pageNumber(page));
        return card(found.locale, pageCard(found, member));
      },
    },
  },
};

function pageCard(found: MessagePage, memberId: string): Card {
  const { locale, page, pages, count, rows } = found;
  const text = messageWords[locale];
  const to = (target: number, label: string): Button => ({
    id: pressId("messages", "page", memberId, target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: rows.some(({ state }) => state === "failed") ? "warning" : "info",
    title: text.title,
    body: [text.of(mention(memberId)), rows.map((row) => line(row, locale)).join("\n") || text.none].join(
      "\n",
    ),
    footer: `${text.found(number(count))} · ${text.page(number(page), number(pages))} · ${text.kept}`,
    buttons: pages > 1 ? [to(page - 1, text.previous), to(page + 1, text.next)] : [],
  };
}

function line({ what, state, tries, atMs }: ListedMessage, locale: Locale): string {
  const text = messageWords[locale];
  const tried = tries > 1 ? ` · ${text.tries(wholeNumber(locale, tries))}` : "";
  return `${moment(atMs, "f")} · ${text.what[what] ?? what} · ${text.states[state]}${tried}`;
}
