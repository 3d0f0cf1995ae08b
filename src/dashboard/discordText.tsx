import type { Child } from "hono/jsx";
import type { Locale } from "../lib/words/locale.ts";
import { pageOfCommand } from "./commandPlaces.ts";
import { MemberLink } from "./parts/links.tsx";
import { Moment } from "./parts/moment.tsx";

/** What Discord's markdown can have in our own sentences: members, moments, code, bold, and a symbol that is not markup. */
const MARK =
  /<@(\d{1,20})>|<t:(-?\d{1,13})(?::[a-zA-Z])?>|`([^`\n]+)`|\*\*((?:[^*\\\n]|\\[^\n])+)\*\*|\\([\\`*_~|<>#[\]])/g;

/** A sentence that was worded for Discord, as HTML: nothing of it is lost, and nothing of it is markup unless we know it. */
export const DiscordText = ({
  text,
  locale,
  timeZone,
}: {
  text: string;
  locale: Locale;
  timeZone: string;
}) => {
  const parts: Child[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, memberId, seconds, code, bold, symbol] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (memberId) parts.push(<MemberLink id={memberId} locale={locale} />);
    else if (seconds)
      parts.push(<Moment atMs={Number(seconds) * 1_000} locale={locale} timeZone={timeZone} />);
    else if (code) parts.push(<Code text={code} locale={locale} />);
    else if (symbol) parts.push(symbol);
    else if (bold)
      parts.push(
        <strong>
          <DiscordText text={bold} locale={locale} timeZone={timeZone} />
        </strong>,
      );
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
};

/** A command leads to the page that does the same. */
const Code = ({ text, locale }: { readonly text: string; readonly locale: Locale }) => {
  const page = pageOfCommand(text, locale);
  return page ? (
    <a href={page.to} title={text}>
      {page.name}
    </a>
  ) : (
    <code>{text}</code>
  );
};
