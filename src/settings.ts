import * as z from "zod/mini";
import { type Form, fits } from "./lib/changeable.ts";
import { rootKeyBytes } from "./lib/secret.ts";

const ID_LIST_MAX = 100;

/** Forms of settings. Each comes as text or not at all; one that is empty is not there. */
export const snowflake = z.string().check(z.regex(/^\d{5,20}$/));
const text = z.pipe(
  z.transform((value) => (value === undefined || value === null ? "" : String(value).trim())),
  z.string(),
);
export const required = z.pipe(text, z.string().check(z.minLength(1), z.maxLength(4_096)));
export const withDefault = (value: string) =>
  z.pipe(
    text,
    z.transform((given: string) => given || value),
  );
export const optional = z.pipe(
  text,
  z.transform((given) => given || null),
);
export const idList = z.pipe(
  z.pipe(
    text,
    z.transform((given) =>
      given
        .split(",")
        .map((id) => id.trim())
        .filter(Boolean),
    ),
  ),
  z.array(snowflake).check(z.maxLength(ID_LIST_MAX)),
);
export const baseUrl = (value: string) =>
  z.pipe(
    z.pipe(withDefault(value), z.url({ protocol: /^https?$/ })),
    z.transform((url) => url.replace(/\/+$/, "")),
  );
export const rootKey = z.pipe(
  z.pipe(text, z.transform(rootKeyBytes)),
  z.custom<Uint8Array>((bytes) => bytes !== null),
);
export const onOff = (value: boolean) =>
  z.pipe(
    z.pipe(withDefault(String(value)), z.enum(["true", "false"])),
    z.transform((given) => given === "true"),
  );
type NumberForm = Extract<Form, { kind: "number" }>;
type TextForm = Extract<Form, { kind: "text" }>;
export const wholeNumber = ({ standard, min, max }: NumberForm) =>
  z.pipe(
    z.pipe(withDefault(String(standard)), z.transform(Number)),
    z.int().check(z.minimum(min), z.maximum(max)),
  );
/** Some words of the owner's; null where there are none. */
export const ownText = (form: TextForm) =>
  z.pipe(optional, z.nullable(z.string().check(z.refine((given) => fits(form, given)))));
