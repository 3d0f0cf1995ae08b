import { describe, expect, test } from "vitest";
import { parseForm } from "../form.ts";
import { commandTableSchema } from "./command.ts";

const long = (length: number) => "x".repeat(length);
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const option = (name: string, more: object = {}) => ({ type: 3, name, description: "d", ...more });
const command = (more: object = {}) => ({ name: "claim", description: "d", ...more });
const register = (...table: object[]) => parseForm(commandTableSchema, table);

describe("a command table is refused with", () => {
  test.each([
    ["a name with capitals", command({ name: "sendRef" })],
    ["a name with a blank", command({ name: "top up" })],
    ["a localized name with a question mark", command({ name_localizations: { id: "cek-saldo?" } })],
    ["a locale that Discord has not", command({ name_localizations: { xx: "claim" } })],
    ["a name beyond 32", command({ name: long(33) })],
    ["no description", command({ description: "" })],
    ["a description beyond 100", command({ description: long(101) })],
    ["26 options", command({ options: times(26, (index) => option(`o${index}`)) })],
    ["two options of one name", command({ options: [option("a"), option("a")] })],
    [
      "a required option after an optional one",
      command({ options: [option("a"), option("b", { required: true })] }),
    ],
    [
      "choices and autocomplete",
      command({ options: [option("a", { autocomplete: true, choices: [{ name: "x", value: "x" }] })] }),
    ],
    [
      "choices of a member",
      command({ options: [option("a", { type: 6, choices: [{ name: "x", value: "x" }] })] }),
    ],
    [
      "26 choices",
      command({
        options: [option("a", { choices: times(26, (index) => ({ name: `${index}`, value: `${index}` })) })],
      }),
    ],
    [
      "a subcommand beside an option",
      command({ options: [{ type: 1, name: "sub", description: "d" }, option("a")] }),
    ],
    [
      "a group in a group",
      command({
        options: [
          {
            type: 2,
            name: "g",
            description: "d",
            options: [{ type: 2, name: "h", description: "d", options: [] }],
          },
        ],
      }),
    ],
    ["permissions that are no bits", command({ default_member_permissions: "admin" })],
    [
      "more than 8,000 characters",
      command({
        options: times(25, (index) =>
          option(`o${index}`, {
            description: long(100),
            choices: times(3, (choice) => ({ name: `${choice}${long(90)}`, value: long(40) })),
          }),
        ),
      }),
    ],
  ])("%s", (_, wrong) => {
    expect(() => register(wrong)).toThrow("Invalid Form Body");
  });

  test("two commands of one name", () => {
    expect(() => register(command(), command())).toThrow("Invalid Form Body");
  });

  test("101 commands", () => {
    expect(() => register(...times(101, (index) => command({ name: `c${index}` })))).toThrow(
      "Invalid Form Body",
    );
  });
});

test("of localizations only the longest counts towards the 8,000", () => {
  const localized = { description_localizations: { id: long(100), fr: long(100), de: long(100) } };
  const options = times(25, (index) => option(`o${index}`, { description: long(100), ...localized }));
  expect(register(command({ options }))).toHaveLength(1);
});

test("an Indonesian name and a subcommand table are taken", () => {
  const sub = {
    type: 1,
    name: "orders",
    name_localizations: { id: "pesanan" },
    description: "d",
    options: [option("file", { type: 11, required: true })],
  };
  expect(register(command({ name: "import", options: [sub] }))).toMatchObject([{ options: [sub] }]);
});
