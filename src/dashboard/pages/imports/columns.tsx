import { NO_COLUMN } from "../../../domain/imports/columns.ts";
import { type Proposal, proposeColumns } from "../../../domain/imports/propose.ts";
import { ImportRefused } from "../../../domain/imports/refusal.ts";
import { importRefusalSentence } from "../../../domain/imports/refusalWords.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { DiscordText } from "../../discordText.tsx";
import { Notice } from "../../parts/notice.tsx";
import { depsOf, type In } from "../../room.ts";

const HEADER_CHARS_SHOWN = 60;
const CELL_CHARS_SHOWN = 40;

/** Fields that say which column is what, for the beginning of a file that somebody has chosen. */
export async function columnFields(context: In) {
  const { locale } = context.var.session;
  const beginning = new Uint8Array(await context.req.arrayBuffer());
  try {
    return context.html(<ColumnFields proposal={await proposeColumns(beginning)} locale={locale} />);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const { timeZone } = depsOf(context).shop;
    return context.html(
      <div>
        <Notice tone="warning" title={shellWords[locale].refused}>
          <DiscordText
            text={importRefusalSentence(error.facts, locale)}
            locale={locale}
            timeZone={timeZone}
          />
        </Notice>
      </div>,
    );
  }
}

const ROLES = ["email", "amount", "order"] as const;
type Role = (typeof ROLES)[number];

const ColumnFields = ({ proposal, locale }: { readonly proposal: Proposal; readonly locale: Locale }) => {
  const words = importPageWords[locale];
  return (
    <div>
      <h2>{words.columns}</h2>
      <p class="hint">{words.columnsHint}</p>
      {ROLES.map((role) => (
        <ColumnField role={role} proposal={proposal} locale={locale} />
      ))}
    </div>
  );
};

/** A select of headers: the command names columns by their header too. */
const ColumnField = ({
  role,
  proposal: { columns, likely },
  locale,
}: {
  readonly role: Role;
  readonly proposal: Proposal;
  readonly locale: Locale;
}) => {
  const words = importPageWords[locale];
  const chosen = likely[role];
  return (
    <label>
      {words[role]}
      <select name={`${role}_column`} required={role === "email"}>
        {chosen === null ? (
          <option value={NO_COLUMN} selected>
            {words.noColumn}
          </option>
        ) : null}
        {columns.map(({ header, samples }, at) =>
          header === "" ? null : (
            <option value={header} selected={at === chosen}>
              {optionText(header, samples, locale)}
            </option>
          ),
        )}
        {chosen === null || role === "email" ? null : <option value={NO_COLUMN}>{words.noColumn}</option>}
      </select>
    </label>
  );
};

function optionText(header: string, samples: readonly string[], locale: Locale): string {
  const name = short(header, HEADER_CHARS_SHOWN);
  if (samples.length === 0) return name;
  const cells = samples.map((cell) => short(cell, CELL_CHARS_SHOWN)).join(" · ");
  return `${name}: ${importPageWords[locale].example(cells)}`;
}

const short = (text: string, chars: number) => {
  const letters = [...text];
  return letters.length <= chars ? text : `${letters.slice(0, chars).join("")}…`;
};
