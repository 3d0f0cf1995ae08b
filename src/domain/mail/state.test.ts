import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MailEventKind } from "../../clients/sendgrid/events.ts";
import { mailStates } from "../../db/schema/mail.ts";
import { nextMailState, statesMovedBy } from "./state.ts";

const kinds: MailEventKind[] = ["processed", "deferred", "delivered", "dropped", "bounced", "complaint"];
const anyKind = fc.constantFrom(...kinds);
const anyState = fc.constantFrom(...mailStates);

describe("the state of a mail", () => {
  it.each([
    ["uncertain", "processed", "sent"],
    ["uncertain", "deferred", "sent"],
    ["uncertain", "bounced", "bounced"],
    ["sending", "delivered", "delivered"],
    ["sent", "dropped", "dropped"],
    ["delivered", "processed", "delivered"],
    ["delivered", "bounced", "bounced"],
    ["delivered", "complaint", "complaint"],
    ["bounced", "delivered", "bounced"],
    ["complaint", "bounced", "complaint"],
    ["failed", "delivered", "delivered"],
  ] as const)("%s, told %s, becomes %s", (current, kind, expected) => {
    expect(nextMailState(current, kind)).toBe(expected);
  });

  it("never moves back", () => {
    fc.assert(
      fc.property(anyState, anyKind, (current, kind) => {
        expect(mailStates.indexOf(nextMailState(current, kind))).toBeGreaterThanOrEqual(
          mailStates.indexOf(current),
        );
      }),
    );
  });

  it("ends alike however the events are ordered and repeated", () => {
    const run = fc.array(anyKind, { maxLength: 8 }).chain((events) =>
      fc.record({
        events: fc.constant(events),
        disordered: fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
      }),
    );
    fc.assert(
      fc.property(anyState, run, (start, { events, disordered }) => {
        expect(disordered.reduce(nextMailState, start)).toBe(events.reduce(nextMailState, start));
      }),
    );
  });

  it("moves in the database exactly where it moves here", () => {
    for (const kind of kinds) {
      const moving = mailStates.filter((state) => nextMailState(state, kind) !== state);
      expect(statesMovedBy(kind)).toEqual(moving);
    }
  });
});
