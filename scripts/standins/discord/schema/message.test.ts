import { describe, expect, test } from "vitest";
import { DiscordError } from "../failure.ts";
import { parseForm } from "../form.ts";
import { firstField } from "../test-support.ts";
import { messageSchema } from "./message.ts";

const long = (length: number) => "x".repeat(length);
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (id: string, more: object = {}) => ({
  type: 2,
  style: 1,
  label: "Go",
  custom_id: id,
  ...more,
});
const row = (...components: object[]) => ({ type: 1, components });
const option = (value: string) => ({ label: value, value });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: "s",
  options: [option("a"), option("b")],
  ...more,
});
const userSelect = (more: object = {}) => ({ type: 5, custom_id: "u", ...more });
const field = { name: "n", value: "v" };
const embed = (more: object) => ({ embeds: [{ title: "t", ...more }] });

function refusedField(form: object): string | null {
  try {
    parseForm(messageSchema, form);
    return null;
  } catch (error) {
    return error instanceof DiscordError ? firstField(error.errors) : "not Discord's refusal";
  }
}

describe("a message is refused with", () => {
  test.each([
    ["content beyond 2,000 characters", { content: long(2_001) }, "content"],
    ["11 embeds", { embeds: times(11, () => ({ title: "t" })) }, "embeds"],
    ["an embed of nothing", { embeds: [{ color: 1 }] }, "embeds.0.description"],
    ["a title beyond 256", embed({ title: long(257) }), "embeds.0.title"],
    ["a description beyond 4,096", embed({ description: long(4_097) }), "embeds.0.description"],
    ["26 fields", embed({ fields: times(26, () => field) }), "embeds.0.fields"],
    ["a field's name of blanks", embed({ fields: [{ ...field, name: "  " }] }), "embeds.0.fields.0.name"],
    [
      "a field's value beyond 1,024",
      embed({ fields: [field, { ...field, value: long(1_025) }] }),
      "embeds.0.fields.1.value",
    ],
    ["a footer beyond 2,048", embed({ footer: { text: long(2_049) } }), "embeds.0.footer.text"],
    ["an author beyond 256", embed({ author: { name: long(257) } }), "embeds.0.author.name"],
    ["a colour beyond white", embed({ color: 0x1000000 }), "embeds.0.color"],
    ["a link of another scheme", embed({ url: "javascript:alert(1)" }), "embeds.0.url"],
    ["embeds beyond 6,000 together", { embeds: times(2, () => ({ description: long(3_001) })) }, "embeds"],
    ["6 rows", { components: times(6, (index) => row(button(`b${index}`))) }, "components"],
    ["an empty row", { components: [row()] }, "components.0.components"],
    [
      "6 buttons in a row",
      { components: [row(...times(6, (index) => button(`b${index}`)))] },
      "components.0.components",
    ],
    ["a menu beside a button", { components: [row(select(), button("b"))] }, "components.0.components"],
    [
      "the same custom id twice",
      { components: [row(button("a")), row(button("a"))] },
      "components.1.components.0.custom_id",
    ],
    [
      "a custom id beyond 100",
      { components: [row(button(long(101)))] },
      "components.0.components.0.custom_id",
    ],
    ["a button without custom id", { components: [row(button(""))] }, "components.0.components.0.custom_id"],
    [
      "a label beyond 80",
      { components: [row(button("a", { label: long(81) }))] },
      "components.0.components.0.label",
    ],
    [
      "a button without label",
      { components: [row(button("a", { label: "" }))] },
      "components.0.components.0.label",
    ],
    [
      "a link with a custom id",
      { components: [row(button("a", { style: 5, url: "https://example.com" }))] },
      "components.0.components.0.url",
    ],
    [
      "a style that does not exist",
      { components: [row(button("a", { style: 9 }))] },
      "components.0.components.0.style",
    ],
    [
      "26 options",
      { components: [row(select({ options: times(26, (index) => option(`o${index}`)) }))] },
      "components.0.components.0.options",
    ],
    [
      "the same option twice",
      { components: [row(select({ options: [option("a"), option("a")] }))] },
      "components.0.components.0.options",
    ],
    [
      "a placeholder beyond 150",
      { components: [row(select({ placeholder: long(151) }))] },
      "components.0.components.0.placeholder",
    ],
    [
      "a menu of users beside a button",
      { components: [row(userSelect(), button("b"))] },
      "components.0.components",
    ],
    [
      "a menu of users without custom id",
      { components: [row(userSelect({ custom_id: "" }))] },
      "components.0.components.0.custom_id",
    ],
    [
      "a menu of users that asks for more than it takes",
      { components: [row(userSelect({ min_values: 2 }))] },
      "components.0.components.0.max_values",
    ],
    ["an image of another scheme", embed({ image: { url: "javascript:alert(1)" } }), "embeds.0.image.url"],
    [
      "a component that does not exist",
      { components: [row({ type: 99 })] },
      "components.0.components.0.type",
    ],
    [
      "101 mentioned users",
      { allowed_mentions: { users: times(101, (index) => String(index)) } },
      "allowed_mentions.users",
    ],
    [
      "users both parsed and listed",
      { allowed_mentions: { parse: ["users"], users: ["1"] } },
      "allowed_mentions",
    ],
    ["a nonce beyond 25", { nonce: long(26) }, "nonce"],
    ["Components V2", { flags: 1 << 15 }, "flags"],
    ["11 attachments", { attachments: times(11, (id) => ({ id })) }, "attachments"],
  ])("%s", (_, form, path) => {
    expect(refusedField(form)).toBe(path);
  });
});

test("a message at every limit is taken", () => {
  const form = {
    content: "é".repeat(2_000),
    embeds: [
      {
        title: long(256),
        description: long(4_096),
        fields: [{ name: long(256), value: long(1_024) }],
        color: 0xffffff,
      },
    ],
    components: times(5, (index) =>
      row(...times(5, (column) => button(`${index}-${column}`, { label: long(80) }))),
    ),
    allowed_mentions: { parse: [] },
    nonce: long(25),
  };
  expect(refusedField(form)).toBeNull();
});
