import type { Button, Card } from "../../clients/discord/card.ts";
import { type Actor, mayActAs } from "../../domain/actor.ts";
import { localeOf } from "../../domain/members/choices.ts";
import { Problem } from "../../domain/problem.ts";
import { pagesOf } from "../../lib/pages.ts";
import { helpWords } from "../../lib/words/help.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { type Action, action, type Command, card, pressId, waysOf } from "../command.ts";
import { optional } from "../options.ts";

/** What is read at a glance; Discord would take 4,096. */
const PAGE_CHARS_MAX = 2_000;
const NAME_CHARS_MAX = 32;
const OVERVIEW = "all";

const description = {
  en: "See what you can do here, or how a command works",
  id: "Lihat apa yang bisa kamu lakukan di sini, atau cara kerja sebuah perintah",
};

/** `/help`, made from the table that it stands in itself. */
export function helpFrom(table: () => readonly Command[]): Command {
  const allowed = (actor: Actor) => table().filter(({ level }) => mayActAs(actor, level));
  const answer = (actor: Actor, locale: Locale, name: string, page: number) => {
    if (name === OVERVIEW)
      return helpCard(
        allowed(actor).flatMap((each) => overview(each, actor, locale)),
        name,
        page,
        locale,
      );
    const command = allowed(actor).find((each) => each.name === name);
    if (!command) throw new Problem({ kind: "command_unknown" }, locale);
    return helpCard(details(command, actor, locale), name, page, locale);
  };
  return {
    name: "help",
    description,
    level: "everyone",
    action: action({
      description,
      options: {
        command: optional(
          "text",
          { en: "One command, in detail", id: "Satu perintah, selengkapnya" },
          { max: NAME_CHARS_MAX, autocomplete: true },
        ),
      },
      ephemeral: true,
      async run({ deps, request }, { command }) {
        const locale = await localeOf(deps, request.actor.id);
        return card(locale, answer(request.actor, locale, command?.replace(/^\//, "") ?? OVERVIEW, 1));
      },
      async suggest({ request }, focused) {
        const typed = String(focused.value ?? "")
          .toLowerCase()
          .replace(/^\//, "");
        return allowed(request.actor)
          .filter(({ name }) => name.includes(typed))
          .map(({ name }) => ({ name: `/${name}`, value: name }));
      },
    }),
    presses: {
      page: {
        level: "everyone",
        async run({ deps, request }, [name = OVERVIEW, page]) {
          const locale = await localeOf(deps, request.actor.id);
          return card(locale, answer(request.actor, locale, name, Number(page)));
        },
      },
    },
  };
}

function helpCard(lines: readonly string[], name: string, wanted: number, locale: Locale): Card {
  const text = helpWords[locale];
  const pages = pagesOf(lines, PAGE_CHARS_MAX);
  const page = Number.isSafeInteger(wanted) ? Math.min(Math.max(wanted, 1), pages.length) : 1;
  const to = (target: number, label: string): Button => ({
    id: pressId("help", "page", name, target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages.length,
  });
  const many = pages.length > 1;
  const number = text.page(wholeNumber(locale, page), wholeNumber(locale, pages.length));
  return {
    tone: "info",
    title: name === OVERVIEW ? text.title : `/${name}`,
    body: pages[page - 1],
    footer: [...(name === OVERVIEW ? [text.hint] : []), ...(many ? [number] : [])].join(" · ") || undefined,
    buttons: many ? [to(page - 1, "◀"), to(page + 1, "▶")] : [],
  };
}

/** Each thing that a command does for somebody, with the words to type for it. */
function waysFor(actor: Actor, command: Command): [string, Action][] {
  return waysOf(command)
    .filter(([, { level = command.level }]) => mayActAs(actor, level))
    .map(([words, each]) => [`/${words}`, each]);
}

function overview(command: Command, actor: Actor, locale: Locale): string[] {
  return waysFor(actor, command).map(([words, { description: about }]) => `\`${words}\` · ${about[locale]}`);
}

function details(command: Command, actor: Actor, locale: Locale): string[] {
  return waysFor(actor, command).flatMap(([words, { description: about, options }]) => {
    const entries = Object.entries(options).sort(([, a], [, b]) => Number(b.required) - Number(a.required));
    const names = entries.map(([name, { required }]) => (required ? name : `[${name}]`));
    return [
      `**\`${[words, ...names].join(" ")}\`**`,
      about[locale],
      ...entries.map(([name, option]) => `• \`${name}\`: ${option.description[locale]}`),
      "",
    ];
  });
}
