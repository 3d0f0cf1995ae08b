import * as z from "zod/mini";
import { OVERVIEW_DAYS, type Span, spans } from "../../../domain/desk/days.ts";
import { chartWords } from "../../../lib/words/dashboard/charts.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import type { In } from "../../room.ts";
import { addressWith } from "../pager.tsx";
import { asked, maybe } from "../sent.ts";

const SPAN = "days";
const askedSchema = z.object({ [SPAN]: maybe(z.enum(spans.map(String))) });

/** How many days the address asks a page's pictures for. */
export const spanOf = (context: In): Span =>
  spans.find((span) => String(span) === asked(context, askedSchema)[SPAN]) ?? OVERVIEW_DAYS;

type SpansProps = { readonly path: string; readonly span: Span; readonly locale: Locale };

/** Leads to the same pictures of fewer or more days. */
export const Spans = ({ path, span, locale }: SpansProps) => {
  const words = chartWords[locale];
  return (
    <p class="ways">
      <span class="hint">{words.span}</span>
      {spans.map((days) => (
        <a
          href={addressWith(path, { [SPAN]: days === OVERVIEW_DAYS ? undefined : String(days) })}
          aria-current={days === span ? "true" : undefined}
        >
          {words.days(wholeNumber(locale, days))}
        </a>
      ))}
    </p>
  );
};
