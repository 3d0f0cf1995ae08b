import { Hono } from "hono";
import { mayActAs } from "../../domain/actor.ts";
import { changeSettings } from "../../domain/settings/change.ts";
import { storedSettings } from "../../domain/settings/stored.ts";
import {
  type Changeable,
  changeableGroups,
  changeableOrder,
  formOf,
  isChangeable,
  type Form as SettingForm,
} from "../../lib/changeable.ts";
import { typedWhole } from "../../lib/typedNumber.ts";
import { settingsWords } from "../../lib/words/dashboard/settings.ts";
import { shellWords } from "../../lib/words/dashboard/shell.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { FormStale } from "../failure.tsx";
import { adminsOnly } from "../guard.ts";
import { Form, requestOf } from "../parts/form.tsx";
import { depsOf, type In, type Inside, settingsOf } from "../room.ts";
import { goOn, show } from "../show.tsx";

const NUMBER_CHARS_MAX = 30;
const ADDRESS = "/dashboard/settings";

/** What may be changed without a deploy. */
export const settings = new Hono<Inside>()
  .get("/", async (context) => await list(context))
  .post("/", adminsOnly, async (context) => {
    const request = await requestOf(context);
    if (!request) throw new FormStale();
    const given = Object.entries(await context.req.parseBody()).flatMap(([name, value]) =>
      isChangeable(name) && typeof value === "string" ? [[name, written(formOf(name), value)] as const] : [],
    );
    const deps = depsOf(context);
    const own = settingsOf(context);
    const stored = new Map(await storedSettings(deps));
    const inForce = (name: Changeable) => stored.get(name) ?? own.given(name);
    await changeSettings(deps, request, Object.fromEntries(given), inForce);
    own.forget();
    const { saved, savedBody } = settingsWords[context.var.session.locale];
    return goOn(context, ADDRESS, { tone: "done", title: saved, body: savedBody });
  });

async function list(context: In) {
  const { session } = context.var;
  const { locale } = session;
  const words = settingsWords[locale];
  const stored = new Map(await storedSettings(depsOf(context)));
  const isAdmin = mayActAs(session.actor, "admin");
  return show(
    context,
    { title: shellWords[locale].places.settings, place: "settings" },
    <>
      <p>{isAdmin ? words.intro : words.readOnly}</p>
      {changeableOrder.map((group) => {
        const fields = Object.keys(changeableGroups[group])
          .filter(isChangeable)
          .map((name) => (
            <Field
              name={name}
              value={stored.get(name) ?? ""}
              own={settingsOf(context).given(name)}
              locale={locale}
              disabled={!isAdmin}
            />
          ));
        return (
          <section class="panel">
            <h2>{words.groups[group]}</h2>
            {isAdmin ? (
              <Form context={context} action={ADDRESS}>
                {fields}
                <div>
                  <button type="submit">{words.save}</button>
                </div>
              </Form>
            ) : (
              <div class="fields">{fields}</div>
            )}
          </section>
        );
      })}
    </>,
  );
}

type FieldProps = {
  readonly name: Changeable;
  readonly value: string;
  readonly own: string;
  readonly locale: Locale;
  readonly disabled: boolean;
};

const Field = (props: FieldProps) => {
  const { name, own, locale } = props;
  const words = settingsWords[locale];
  const form = formOf(name);
  const hintId = `${name}-hint`;
  return (
    <div>
      <label for={name}>
        {words.names[name]} <code>{name}</code>
      </label>
      <Input {...props} form={form} hintId={hintId} />
      <p class="hint" id={hintId}>
        {expected(form, locale)} {words.own(own === "" ? words.none : shownValue(form, own, locale))}
      </p>
    </div>
  );
};

const Input = ({
  name,
  value,
  own,
  locale,
  disabled,
  form,
  hintId,
}: FieldProps & { form: SettingForm; hintId: string }) => {
  const common = { id: name, name, disabled, "aria-describedby": hintId };
  switch (form.kind) {
    case "number":
      return (
        <input
          {...common}
          placeholder={shownValue(form, own, locale)}
          inputmode="numeric"
          maxlength={NUMBER_CHARS_MAX}
          autocomplete="off"
          value={value && shownValue(form, value, locale)}
        />
      );
    case "channel":
      return <input {...common} inputmode="numeric" pattern="\d{5,20}" value={value} />;
    case "text":
      return (
        <textarea {...common} rows={3} maxlength={form.charsMax}>
          {value}
        </textarea>
      );
    default: {
      const choices = form.kind === "flag" ? ["true", "false"] : form.choices;
      return (
        <select {...common}>
          <option value="" selected={value === ""}>
            {settingsWords[locale].own(shownValue(form, own, locale))}
          </option>
          {choices.map((choice) => (
            <option value={choice} selected={value === choice}>
              {shownValue(form, choice, locale)}
            </option>
          ))}
        </select>
      );
    }
  }
};

/** A number may be typed as it is shown: `2.000.000`. */
function written(form: SettingForm, value: string): string {
  const number = form.kind === "number" ? typedWhole(value) : null;
  return number === null ? value : String(number);
}

function expected(form: SettingForm, locale: Locale): string {
  const words = settingsWords[locale];
  switch (form.kind) {
    case "number":
      return words.from(wholeNumber(locale, form.min), wholeNumber(locale, form.max));
    case "channel":
      return words.empty;
    case "text":
      return words.placeholders(form.placeholders.map((name) => `{${name}}`).join(" "));
    default:
      return "";
  }
}

function shownValue(form: SettingForm, value: string, locale: Locale): string {
  const words = settingsWords[locale];
  if (form.kind === "flag") return value === "true" ? words.on : words.off;
  if (form.kind === "choice") return words.days[value] ?? value;
  return form.kind === "number" ? wholeNumber(locale, Number(value)) : value;
}
