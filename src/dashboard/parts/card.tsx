import type { Card } from "../../clients/discord/card.ts";
import { DiscordText } from "../discordText.tsx";
import { depsOf, type In } from "../room.ts";
import { Facts } from "./facts.tsx";
import { Notice } from "./notice.tsx";

/** What a card tells, worded once for Discord and for here; its buttons and files are the page's own. */
export const CardView = ({ context, card }: { readonly context: In; readonly card: Card }) => {
  const { locale } = context.var.session;
  const { timeZone } = depsOf(context).shop;
  const text = (value: string) => (
    <span class="lines">
      <DiscordText text={value} locale={locale} timeZone={timeZone} />
    </span>
  );
  return (
    <>
      <Notice tone={card.tone} title={card.title}>
        {card.body ? text(card.body) : null}
      </Notice>
      <Facts facts={(card.fields ?? []).map(({ name, value }) => [name, text(value)])} />
    </>
  );
};
