import { expect, test } from "vitest";
import { MESSAGES_PER_CHANNEL_MAX, REVISIONS_PER_MESSAGE_MAX } from "./limits.ts";
import { NOTHING_SHOWN } from "./message.ts";
import { snowflakes } from "./snowflake.ts";
import { createStore } from "./store.ts";

const clock = () => Date.UTC(2026, 0, 1);
const shown = (content: string) => ({ ...NOTHING_SHOWN, content });

test("a channel forgets its oldest message beyond the limit", () => {
  const store = createStore(clock, snowflakes(clock));
  for (let count = 0; count <= MESSAGES_PER_CHANNEL_MAX; count++)
    store.add({ channelId: "c", shown: shown(`${count}`) });
  const contents = store.list("c").map(({ content }) => content);
  expect([contents.length, contents[0], contents.at(-1)]).toEqual([
    MESSAGES_PER_CHANNEL_MAX,
    "1",
    `${MESSAGES_PER_CHANNEL_MAX}`,
  ]);
});

test("a message forgets its oldest revision beyond the limit", () => {
  const store = createStore(clock, snowflakes(clock));
  let message = store.add({ channelId: "c", shown: shown("first") });
  for (let count = 0; count < REVISIONS_PER_MESSAGE_MAX; count++)
    message = store.show(message, shown(`${count}`), undefined);
  expect(message.revisions.map(({ content }) => content)).not.toContain("first");
  expect(message.revisions).toHaveLength(REVISIONS_PER_MESSAGE_MAX);
});

test("a later id is a greater number", () => {
  const nextId = snowflakes(clock);
  const ids = Array.from({ length: 100 }, () => BigInt(nextId()));
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => (a < b ? -1 : 1)));
});
