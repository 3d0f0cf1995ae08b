import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  AYU,
  DIMAS,
  GENERAL,
  type Started,
  startDiscord,
} from "../../scripts/standins/discord/test-support.ts";
import { createTestDeps, keyringOf } from "../../test/support/deps.ts";
import { createRandom } from "../../test/support/random.ts";
import type { Card } from "../clients/discord/card.ts";
import { sleep } from "../lib/time.ts";
import { type Command, card, type PressAnswer } from "./command.ts";
import { ANSWER_WITHIN_MS } from "./late.ts";
import { chosenMember } from "./options.ts";
import { handleInteraction, type Room } from "./route.ts";

const PICTURE = { name: "qr.png", type: "image/png", bytes: Uint8Array.from([0x89, 0, 0xff, 0x0a]) };
const INFO: Card = { tone: "info", title: "Pay" };
const WITH_PICTURE: Card = { ...INFO, image: "qr.png", file: PICTURE };
const LATE_MS = ANSWER_WITHIN_MS + 200;

let started: Started;
/** What the button of the card does. */
let press: Command["presses"];
/** Responses, and the work that goes on after them. */
let rest: Promise<unknown>[];

beforeEach(async () => {
  started = await startDiscord({ applicationId: "1", botToken: "test" });
  rest = [];
  const room = await roomOf(started.url);
  started.answerWith((payload) => {
    const response = handleInteraction(room, payload);
    rest.push(response);
    return response;
  });
  started.discord.registerCommands([{ name: "pay", description: "Pay" }]);
});
afterEach(() => started.close());

async function roomOf(url: string): Promise<Room> {
  const random = createRandom(1);
  const deps = createTestDeps({
    databaseUrl: "http://127.0.0.1:1",
    clock: Date.now,
    random,
    keyring: await keyringOf(random, 1),
    ringer: { ring: () => undefined },
    discordUrl: `${url}/discord/api/v10`,
    sendgridUrl: null,
    midtransUrl: null,
  });
  const pay: Command = {
    name: "pay",
    description: { en: "Pay", id: "Bayar" },
    level: "everyone",
    action: {
      description: { en: "Pay", id: "Bayar" },
      options: {},
      ephemeral: false,
      run: async () =>
        card("en", {
          ...WITH_PICTURE,
          buttons: [{ id: "pay:check", label: "Check", style: "go" }],
          memberSelect: { id: "pay:to", placeholder: "Whom?" },
        }),
    },
    get presses() {
      return press ?? {};
    },
  };
  const settings = {
    guildIds: [started.discord.world.guildId],
    staffRoleIds: [],
    adminRoleIds: [],
    adminUserIds: [],
  };
  return {
    table: [pay],
    settings,
    clock: Date.now,
    deps,
    open: async () => deps,
    after: (work) => void rest.push(work),
  };
}

/** A response may come after what it led to: then Discord was answered by a call. */
async function settled() {
  for (const each of rest) await each;
}
const answerPress = (answer: PressAnswer | Card, lateMs = 0) => {
  press = {
    check: {
      level: "everyone",
      run: async () => {
        await sleep(lateMs);
        return "kind" in answer ? answer : card("en", answer);
      },
    },
  };
};
/** The card of /pay, as it is once everything is done. */
async function paid() {
  const { message } = await started.discord.command(AYU.id, { name: "pay" });
  await settled();
  return started.discord.message(message?.id ?? "") ?? expect.fail("there is no message");
}
const bytesOf = (attachments: readonly { id: string }[] = []) =>
  attachments.map(({ id }) => [...(started.discord.file(id) ?? [])]);
const others = (id: string) => started.discord.messages(GENERAL.id).filter((message) => message.id !== id);

test("a command's file of bytes arrives as it is, and is the card's image", async () => {
  const { embeds, attachments } = await paid();
  expect(embeds[0]?.image?.url).toBe("attachment://qr.png");
  expect(attachments).toMatchObject([{ filename: "qr.png", contentType: "image/png", size: 4 }]);
  expect(bytesOf(attachments)).toEqual([[...PICTURE.bytes]]);
});

test("a repeat of an interaction puts the same file into the same answer", async () => {
  const exchange = await started.discord.command(AYU.id, { name: "pay" });
  await settled();
  const again = await started.discord.redeliver(exchange);
  await settled();
  expect(again.status).toBe(200);
  const messages = started.discord.messages(exchange.message?.channelId ?? "");
  expect(messages.map(({ embeds, attachments }) => [embeds[0]?.title, attachments.length])).toEqual([
    ["Pay", 1],
  ]);
});

const WHEN = [
  ["in time", 0],
  ["late", LATE_MS],
] as const;

describe("an answer to a press", () => {
  test("changes the pressed message, whose file stays", async () => {
    const { id, attachments } = await paid();
    answerPress({ tone: "info", title: "Not paid yet", image: "qr.png" });
    expect((await started.discord.press(DIMAS.id, id, "pay:check")).failure).toBeNull();
    expect(started.discord.message(id)).toMatchObject({ embeds: [{ title: "Not paid yet" }], attachments });
  });

  test("takes the file away", async () => {
    const { id } = await paid();
    answerPress({ tone: "done", title: "Paid", file: null });
    expect((await started.discord.press(AYU.id, id, "pay:check")).failure).toBeNull();
    expect(started.discord.message(id)).toMatchObject({ embeds: [{ title: "Paid" }], attachments: [] });
  });

  test.each(WHEN)("puts another file in its place, %s", async (_, lateMs) => {
    const { id } = await paid();
    const file = { name: "new.png", type: "image/png", bytes: Uint8Array.from([1, 2]) };
    answerPress({ tone: "info", title: "New code", image: "new.png", file }, lateMs);
    expect((await started.discord.press(AYU.id, id, "pay:check")).failure).toBeNull();
    await settled();
    const { embeds, attachments } = started.discord.message(id) ?? {};
    expect(embeds?.[0]?.image?.url).toBe("attachment://new.png");
    expect(bytesOf(attachments)).toEqual([[1, 2]]);
  });

  describe.each(WHEN)("that goes to the presser alone %s", (_, lateMs) => {
    test.each([
      ["words", { tone: "warning", title: "Not paid yet" }, []],
      ["a file", { tone: "warning", title: "Not paid yet", file: PICTURE }, [[...PICTURE.bytes]]],
    ] satisfies [string, Card, number[][]][])("leaves the pressed message: %s", async (_, content, files) => {
      const before = await paid();
      answerPress({ kind: "aside", card: content, locale: "en" }, lateMs);
      expect((await started.discord.press(DIMAS.id, before.id, "pay:check")).failure).toBeNull();
      await settled();
      expect(started.discord.message(before.id)).toEqual(before);
      const told = others(before.id);
      expect(told).toMatchObject([{ ephemeralTo: DIMAS.id, embeds: [{ title: "Not paid yet" }] }]);
      expect(bytesOf(told[0]?.attachments)).toEqual(files);
    });
  });
});

test("a file arrives though Discord is away at first, and though its edit comes before our reply", async () => {
  started.discord.faults.next({ method: "PATCH", path: "@original", status: 502 });
  started.discord.faults.next({ method: "PATCH", path: "@original", status: 404 });
  expect(bytesOf((await paid()).attachments)).toEqual([[...PICTURE.bytes]]);
});

describe("a menu of members", () => {
  const chosen: string[] = [];
  beforeEach(() => {
    chosen.length = 0;
    press = {
      to: {
        level: "everyone",
        run: async (_, __, interaction) => {
          chosen.push(chosenMember(interaction));
          return card("en", INFO);
        },
      },
    };
  });

  test("tells whom somebody chose", async () => {
    const { id } = await paid();
    const { message } = await started.discord.select(AYU.id, id, "pay:to", [DIMAS.id]);
    expect([chosen, message?.embeds[0]?.title]).toEqual([[DIMAS.id], "Pay"]);
  });

  test.each([
    ["nobody", []],
    ["no id", ["everyone"]],
    ["two", [AYU.id, DIMAS.id]],
    ["the bot", ["1"]],
  ])("is not taken when it chose %s", async (_, values) => {
    const { id } = await paid();
    const tamper = { unchecked: true };
    const { message } = await started.discord.select(AYU.id, id, "pay:to", values, tamper);
    expect([chosen, message?.ephemeralTo, message?.embeds[0]?.title]).toEqual([
      [],
      AYU.id,
      "That did not work",
    ]);
  });
});

describe("a button of a direct message", () => {
  const CARD = {
    embeds: [{ title: "Codes" }],
    components: [{ type: 1, components: [{ type: 2, style: 2, label: "Well", custom_id: "pay:well" }] }],
  };

  /** Sends a message with a button to somebody, as a job does. */
  async function direct() {
    const response = await fetch(
      `${started.url}/discord/api/v10/channels/${started.discord.dmChannelId(AYU.id)}/messages`,
      {
        method: "POST",
        headers: {
          authorization: "Bot test",
          "content-type": "application/json",
          "user-agent": "DiscordBot (https://example.com, 1)",
        },
        body: JSON.stringify(CARD),
      },
    );
    expect(response.status).toBe(200);
    return started.discord.messages(started.discord.dmChannelId(AYU.id)).at(-1)?.id ?? "";
  }
  const levels: string[] = [];
  const well = (more: { inDirect?: true }) => {
    levels.length = 0;
    press = {
      well: {
        level: "everyone",
        ...more,
        run: async ({ request }) => {
          levels.push(`${request.actor.id} ${request.actor.level}`);
          return { kind: "aside", card: INFO, locale: "en" };
        },
      },
    };
  };

  test("is let in where it says so, as somebody without a role", async () => {
    well({ inDirect: true });
    const { message } = await started.discord.press(AYU.id, await direct(), "pay:well");
    expect([levels, message?.embeds[0]?.title]).toEqual([[`${AYU.id} everyone`], "Pay"]);
  });

  test("is refused where it does not", async () => {
    well({});
    const { message } = await started.discord.press(AYU.id, await direct(), "pay:well");
    expect([levels, message?.embeds[0]?.title]).toEqual([[], "Not here"]);
  });

  test("from another server is refused though it may be direct", async () => {
    well({ inDirect: true });
    const { id } = await paid();
    const check = press?.well;
    press = check ? { check } : {};
    const tamper = { guildId: "1180000000000000999" };
    const { message } = await started.discord.press(AYU.id, id, "pay:check", tamper);
    expect([levels, message?.embeds[0]?.title]).toEqual([[], "Not here"]);
  });
});
