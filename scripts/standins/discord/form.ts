import * as z from "zod";
import { DiscordError, type FormErrors } from "./failure.ts";

const FORM_INVALID = 50035;

/** Parses as Discord parses a form. @throws DiscordError 50035 naming every wrong field in Discord's nested form. */
export function parseForm<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const errors: FormErrors = {};
  for (const issue of read.error.issues) place(errors, issue.path.map(String), fieldError(issue));
  throw new DiscordError(400, FORM_INVALID, "Invalid Form Body", errors);
}

/** One wrong field found outside a schema. */
export function formError(path: readonly string[], code: string, message: string): DiscordError {
  const errors: FormErrors = {};
  place(errors, path, { code, message });
  return new DiscordError(400, FORM_INVALID, "Invalid Form Body", errors);
}

/** Text of `least` to `most` code points. */
export function chars(least: number, most: number) {
  return z.string().superRefine((text, context) => {
    const length = [...text].length;
    if (length >= least && length <= most) return;
    if (length === 0) refuse(context, "BASE_TYPE_REQUIRED", "This field is required");
    else if (least === 0) refuse(context, "BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`);
    else refuse(context, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
  });
}

type Context = {
  addIssue(issue: {
    code: "custom";
    message: string;
    params: { discord: string };
    path?: PropertyKey[];
  }): void;
};

/** Adds an issue that carries Discord's own code for it. */
export function refuse(context: Context, discord: string, message: string, path?: PropertyKey[]): void {
  context.addIssue({ code: "custom", message, params: { discord }, ...(path ? { path } : {}) });
}

function fieldError(issue: z.core.$ZodIssue) {
  if (issue.code === "custom" && typeof issue.params?.discord === "string") {
    return { code: issue.params.discord, message: issue.message };
  }
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return { code: "BASE_TYPE_REQUIRED", message: "This field is required" };
  }
  if (issue.code === "too_big" || issue.code === "too_small") {
    return { code: "BASE_TYPE_BAD_LENGTH", message: issue.message };
  }
  return { code: "BASE_TYPE_CHOICES", message: issue.message };
}

function place(errors: FormErrors, path: readonly string[], error: { code: string; message: string }): void {
  const [field, ...rest] = path;
  if (field === undefined) {
    const there = errors._errors;
    errors._errors = [...(Array.isArray(there) ? there : []), error];
    return;
  }
  const there = errors[field];
  const inner: FormErrors = there && !Array.isArray(there) ? there : {};
  errors[field] = inner;
  place(inner, rest, error);
}
