import type { Card } from "../../clients/discord/card.ts";
import {
  chooseNotice,
  type NoticeChoices,
  type NoticeKind,
  noticeChoices,
  noticeKinds,
} from "../../domain/members/choices.ts";
import { notificationWords } from "../../lib/words/notifications.ts";
import { action, type Command, card, pressId } from "../command.ts";

const description = {
  en: "Choose which direct messages you get",
  id: "Pilih pesan langsung mana yang kamu terima",
};

export const notificationsCommand: Command = {
  name: "notifications",
  description,
  level: "everyone",
  action: action({
    description,
    options: {},
    ephemeral: true,
    async run({ deps, request }) {
      const choices = await noticeChoices(deps, request.actor.id);
      return card(choices.locale, choicesCard(choices));
    },
  }),
  presses: {
    /** The button names the choice, not its reversal: pressed twice, it is the same choice. */
    set: {
      level: "everyone",
      async run({ deps, request }, [kind, wanted]) {
        const known = noticeKinds.find((each) => each === kind);
        const choices = known
          ? await chooseNotice(deps, request, known, wanted === "on")
          : await noticeChoices(deps, request.actor.id);
        return card(choices.locale, choicesCard(choices));
      },
    },
  },
};

function choicesCard({ muted, locale }: NoticeChoices): Card {
  const text = notificationWords[locale];
  const name = (kind: NoticeKind) => text.kinds[kind] ?? kind;
  return {
    tone: "info",
    title: text.title,
    body: [
      ...noticeKinds.map((kind) => (muted.has(kind) ? text.off(name(kind)) : text.on(name(kind)))),
      "",
      text.body,
    ].join("\n"),
    buttons: noticeKinds.map((kind) => ({
      id: pressId("notifications", "set", kind, muted.has(kind) ? "on" : "off"),
      label: muted.has(kind) ? text.turnOn(name(kind)) : text.turnOff(name(kind)),
      style: "plain",
    })),
  };
}
