import { describe } from "vitest";
import { at, sees } from "./doctor.ts";
import { inboxIdOf } from "./inbox.ts";

describe("the judge of notifications", () => {
  sees([
    [
      "a notification called taken that is not there",
      "notification_lost",
      (e) => void e.books.payment_events.pop(),
    ],
    [
      "a forged one that is kept",
      "forgery_taken",
      (e) =>
        void e.books.payment_events.push({
          id: inboxIdOf("forged signature 73"),
          order_id: "tu-73",
          outcome: "unchanged",
        }),
    ],
    [
      "a forged one that is called taken",
      "forgery_taken",
      (e) => void Object.assign(at(e.midtrans.letters, 1), { statuses: [200] }),
    ],
    [
      "one called taken that Midtrans was not asked about",
      "notification_taken_unread",
      (e) => {
        Object.assign(at(e.midtrans.letters, 0), { statuses: [200] });
        Object.assign(at(e.books.payment_events, 0), { outcome: "unconfirmed" });
      },
    ],
  ]);
});
