import type { Child } from "hono/jsx";
import { NAME_CHARS_MAX } from "../../lib/personName.ts";
import { listWords } from "../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { Hint } from "./field.tsx";
import { Person } from "./people.tsx";

/** What a list can be narrowed by: a form whose fields become the list's address. */
export const Filters = ({
  locale,
  path,
  children,
}: {
  readonly locale: Locale;
  readonly path: string;
  readonly children: Child;
}) => (
  <form method="get" action={path} class="filters">
    {children}
    <button class="quiet" type="submit">
      {listWords[locale].filter}
    </button>
  </form>
);

type ChoiceProps = {
  readonly label: string;
  readonly name: string;
  readonly chosen: string | undefined;
  /** What nothing chosen is called; left out where one is always chosen. */
  readonly all?: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
};

/** One of a few, or all. */
export const Choice = ({ label, name, chosen, all, choices }: ChoiceProps) => (
  <label>
    {label}
    <select name={name}>
      {all === undefined ? null : <option value="">{all}</option>}
      {choices.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

/** A member by Discord's number, which script.js finds for a name that is typed; below it, who that is. */
export const MemberField = ({
  locale,
  value,
  name = "member",
  required = false,
}: {
  readonly locale: Locale;
  readonly value?: string | undefined;
  readonly name?: string;
  readonly required?: boolean;
}) => (
  <label>
    {listWords[locale].member}
    <input
      name={name}
      value={value}
      pattern="[0-9]{1,20}"
      title={listWords[locale].memberChoose}
      maxlength={NAME_CHARS_MAX}
      placeholder={listWords[locale].memberHint}
      data-people="/dashboard/members/suggest"
      required={required}
    />
    {value === undefined ? null : <Hint text={<Person id={value} />} />}
  </label>
);
