import { auditFacts } from "../../lib/words/auditFacts.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { MemberLink } from "./links.tsx";

type Named = { readonly emoji: string; readonly name: string; readonly nameId: string | null };

/** An achievement by its emoji and name; a server's own emoji has no picture here, so its name stands for it. */
export const AchievementName = ({
  achievement: { emoji, name, nameId },
  locale,
}: {
  readonly achievement: Named;
  readonly locale: Locale;
}) => (
  <>
    {/^<a?(:\w+:)\d+>$/.exec(emoji)?.[1] ?? emoji} <bdi>{(locale === "id" && nameId) || name}</bdi>
  </>
);

/** By whose hand it was awarded; most are by nobody's. */
export const AwardedBy = ({ by, locale }: { readonly by: string; readonly locale: Locale }) =>
  by === "system" ? auditFacts[locale].system : <MemberLink id={by} locale={locale} />;
