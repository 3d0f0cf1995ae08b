import { ClientRefusal } from "./exchange.ts";
import { FILE_BYTES_MAX } from "./limits.ts";
import type { OptionValue } from "./options.ts";
import { OPTION, type ValueOption } from "./schema/command.ts";

const SNOWFLAKE = /^\d{5,20}$/;

/** Holds a value to its option, as Discord's client does before it sends. @throws ClientRefusal with what to change. */
export function checkValue(option: ValueOption, value: OptionValue): void {
  const wrong = complaint(option, value);
  if (wrong) throw new ClientRefusal(`${option.name}: ${wrong}`);
}

function complaint(option: ValueOption, value: OptionValue): string | null {
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value))
    return "choose one of the options";
  switch (option.type) {
    case OPTION.string:
      return typeof value === "string" ? lengthComplaint(option, value) : "a text is needed";
    case OPTION.integer:
      return Number.isSafeInteger(value) ? rangeComplaint(option, Number(value)) : "a whole number is needed";
    case OPTION.number:
      return Number.isFinite(value) ? rangeComplaint(option, Number(value)) : "a number is needed";
    case OPTION.boolean:
      return typeof value === "boolean" ? null : "true or false is needed";
    case OPTION.attachment:
      return typeof value === "object" ? fileComplaint(option, value) : "a file is needed";
    default:
      return typeof value === "string" && SNOWFLAKE.test(value) ? null : "an id is needed";
  }
}

function lengthComplaint(option: ValueOption, text: string): string | null {
  const length = [...text].length;
  if (length === 0) return "must not be empty";
  if (length < (option.min_length ?? 0)) return `at least ${option.min_length} characters are needed`;
  if (length > (option.max_length ?? Number.POSITIVE_INFINITY))
    return `at most ${option.max_length} characters`;
  return null;
}

function rangeComplaint(option: ValueOption, number: number): string | null {
  if (number < (option.min_value ?? Number.NEGATIVE_INFINITY)) return `at least ${option.min_value}`;
  if (number > (option.max_value ?? Number.POSITIVE_INFINITY)) return `at most ${option.max_value}`;
  return null;
}

function fileComplaint(option: ValueOption, file: { name: string; bytes: Uint8Array }): string | null {
  if (file.bytes.length > FILE_BYTES_MAX) return "the file is larger than 10 MB";
  const types = option.file_types ?? [];
  if (types.length && !types.some((type) => file.name.toLowerCase().endsWith(type)))
    return `a file of type ${types.join(", ")} is needed`;
  return null;
}
