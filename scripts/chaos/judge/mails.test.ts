import { describe } from "vitest";
import { at, sees } from "./doctor.ts";

describe("the judge of mails", () => {
  sees([
    ["a mail that arrived twice", "mail_sent_twice", (e) => void e.mailbox.push(at(e.mailbox, 0))],
    [
      "a mail sent to another customer",
      "mail_of_another",
      (e) => void Object.assign(at(e.mailbox, 0), { to: "b@example.com" }),
    ],
    [
      "a mail with another order's code",
      "mail_of_another",
      (e) => void Object.assign(at(e.mailbox, 1), { code: "CODE-3" }),
    ],
    [
      "a mail that is still to be sent",
      "mail_not_ended",
      (e) => void Object.assign(at(e.books.mails, 0), { state: "queued" }),
    ],
    [
      "a mail called not accepted that arrived",
      "mail_denied",
      (e) => void Object.assign(at(e.books.mails, 0), { state: "failed", reason: "bad address" }),
    ],
    ["a mail believed sent that never arrived", "mail_believed_sent", (e) => void e.mailbox.shift()],
    [
      "an uncertain mail without a reason",
      "mail_without_reason",
      (e) => void Object.assign(at(e.books.mails, 2), { reason: null }),
    ],
    [
      "a mail kept from an address that nothing was told of",
      "mail_held_wrongly",
      (e) => void Object.assign(at(e.books.mails, 2), { state: "held", reason: "bounced" }),
    ],
    [
      "a mail kept back because of a claim that is open",
      "mail_held_wrongly",
      (e) => void Object.assign(at(e.books.mails, 2), { state: "held", reason: "claim_not_open" }),
    ],
    [
      "a mail given up though its address is good",
      "mail_given_up",
      (e) => void Object.assign(at(e.books.mails, 2), { state: "failed" }),
    ],
    [
      "a report that was taken and had no effect",
      "report_lost",
      (e) => void Object.assign(at(e.books.mails, 1), { state: "sent" }),
    ],
    [
      "a mail called delivered without a report",
      "report_invented",
      (e) => void Object.assign(at(e.books.mails, 0), { state: "delivered" }),
    ],
    ["a claim without a mail", "mail_missing", (e) => void e.books.mails.splice(0, 1)],
    [
      "a second mail that nobody asked for",
      "mail_unasked",
      (e) => {
        at(e.history.resends, 0).answer = { kind: "refused", why: "claim_not_open" };
      },
    ],
  ]);
});
