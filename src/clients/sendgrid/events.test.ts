import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENT_BODY_BYTES_MAX, EVENTS_PER_POST_MAX, MAIL_ID_ARG, parseEvents } from "./events.ts";

function event(fields: Record<string, unknown>): Record<string, unknown> {
  return {
    email: "budi@example.com",
    timestamp: 1_800_000_000,
    "smtp-id": "<1@example.com>",
    sg_event_id: "ev1",
    sg_message_id: "m1.filter",
    [MAIL_ID_ARG]: "mail1",
    ...fields,
  };
}

function read(...items: unknown[]) {
  const result = parseEvents(`${JSON.stringify(items)}\r\n`);
  if ("unreadable" in result) throw new Error(result.unreadable);
  return result;
}

describe("the events of a post", () => {
  it.each([
    ["processed", "processed", null],
    ["deferred", "deferred", "450 later"],
    ["delivered", "delivered", null],
    ["dropped", "dropped", "450 later"],
    ["bounce", "bounced", "450 later"],
    ["spamreport", "complaint", null],
  ])("are read: %s", (name, kind, reason) => {
    expect(read(event({ event: name, response: "450 later" })).events).toEqual([
      { mailId: "mail1", kind, eventId: "ev1", atMs: 1_800_000_000_000, reason },
    ]);
  });

  it("carry a short reason without the address that bounced", () => {
    const [bounce] = read(
      event({ event: "bounce", type: "blocked", reason: "550 <budi@example.com> full" }),
    ).events;
    expect(bounce?.reason).toBe("550 <[address]> full");
  });

  it("that change nothing are counted and left out", () => {
    const kinds = [
      "open",
      "click",
      "unsubscribe",
      "group_unsubscribe",
      "group_resubscribe",
      "constructor",
      "new",
    ];
    expect(read(...kinds.map((kind) => event({ event: kind })))).toEqual({
      events: [],
      ignored: kinds.length,
      foreign: 0,
      malformed: 0,
    });
  });

  it("of other mail, and late bounces without our argument, are counted and left out", () => {
    const late = event({ event: "bounce", sg_message_id: "", [MAIL_ID_ARG]: undefined });
    expect(read(late, event({ event: "delivered" }))).toMatchObject({
      foreign: 1,
      events: [{ kind: "delivered" }],
    });
  });

  it("that make no sense cost only themselves", () => {
    const bad = [
      null,
      1,
      "delivered",
      [],
      {},
      event({ event: 1 }),
      event({ event: "delivered", sg_event_id: "" }),
      event({ event: "delivered", sg_event_id: "x".repeat(201) }),
      event({ event: "delivered", timestamp: "1800000000" }),
      event({ event: "delivered", timestamp: -1 }),
      event({ event: "delivered", timestamp: 1e300 }),
    ];
    const result = read(...bad, event({ event: "delivered", sg_event_id: "good" }));
    expect(result.malformed).toBe(bad.length);
    expect(result.events.map(({ eventId }) => eventId)).toEqual(["good"]);
  });

  it("are refused whole when the body is not a list of a sensible size", () => {
    expect(parseEvents("")).toEqual({ unreadable: "not_json" });
    expect(parseEvents("[{")).toEqual({ unreadable: "not_json" });
    expect(parseEvents("{}")).toEqual({ unreadable: "not_an_array" });
    expect(parseEvents("null")).toEqual({ unreadable: "not_an_array" });
    expect(parseEvents(JSON.stringify(Array(EVENTS_PER_POST_MAX + 1).fill(0)))).toEqual({
      unreadable: "too_many",
    });
    expect(parseEvents(" ".repeat(EVENT_BODY_BYTES_MAX + 1))).toEqual({ unreadable: "too_large" });
  });

  it("never make the reader throw", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.object().map(event)), { maxLength: 5 }), (items) => {
        const { events, ignored, foreign, malformed } = read(...items);
        expect(events.length + ignored + foreign + malformed).toBe(items.length);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseEvents(text)));
  });
});
