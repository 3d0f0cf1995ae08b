import { describe } from "vitest";
import { at, sees } from "./doctor.ts";

describe("the judge of imports", () => {
  sees([
    ["an import that is gone after it was shown", "import_lost", (e) => void e.books.imports.pop()],
    ["an import nobody asked for", "import_unasked", (e) => void e.history.imports.pop()],
    [
      "a file that nobody reads",
      "import_not_read",
      (e) => void Object.assign(at(e.books.imports, 1), { state: "reading" }),
    ],
    [
      "an import that hangs",
      "import_not_ended",
      (e) => void Object.assign(at(e.books.imports, 0), { state: "mailing" }),
    ],
    [
      "a confirmation that had no effect",
      "confirmed_not_started",
      (e) => {
        at(at(e.history.imports, 0).decisions, 0).answer = { kind: "acknowledged" };
        at(e.books.imports, 0).state = "lapsed";
      },
    ],
    [
      "a cancelled import that ran",
      "cancelled_not_ended",
      (e) => void Object.assign(at(e.books.imports, 1), { state: "done" }),
    ],
    [
      "an import that started by itself",
      "import_started_unasked",
      (e) => {
        at(e.history.imports, 0).decisions = [];
      },
    ],
    [
      "an import that was cancelled by nobody",
      "import_cancelled_unasked",
      (e) => {
        at(e.history.imports, 1).decisions = [];
      },
    ],
    [
      "an import decided by a press that nobody made",
      "import_decided_by_another",
      (e) => void Object.assign(at(e.books.imports, 0), { decided_request: "99" }),
    ],
    [
      "an import decided by a press of the other button",
      "import_decided_by_another",
      (e) => void Object.assign(at(at(e.history.imports, 1).decisions, 0), { wish: "confirm" }),
    ],
    [
      "a press that was refused and decided",
      "refused_but_decided",
      (e) => void Object.assign(at(e.books.imports, 0), { decided_request: "12" }),
    ],
    [
      "a press refused as too late for an import that nobody decided",
      "refused_wrongly",
      (e) => void Object.assign(at(e.books.imports, 0), { state: "previewed", decided_request: null }),
    ],
    ["an end that nobody was told", "summary_not_told", (e) => void e.history.summaries.pop()],
    [
      "an end told in two direct messages",
      "summary_told_twice",
      (e) => {
        const summary = { ...at(e.history.summaries, 0), direct: true };
        e.history.summaries.push(summary, { ...summary, messageId: "91" });
      },
    ],
    [
      "a summary with a wrong number of claims",
      "summary_wrong",
      (e) => void Object.assign(at(e.history.summaries, 0), { created: 4 }),
    ],
    [
      "an order of a confirmed import without a claim",
      "order_claims_not_one",
      (e) => void e.books.claims.pop(),
    ],
    [
      "an order with two claims",
      "order_claims_not_one",
      (e) => void e.books.claims.push({ ...at(e.books.claims, 2), id: "10.9" }),
    ],
    [
      "a claim from a cancelled import",
      "claim_of_no_confirmed_import",
      (e) =>
        void e.books.claims.push({
          ...at(e.books.claims, 2),
          id: "20.2",
          import_id: "20",
          order_id: "KS-4",
          points: 9,
        }),
    ],
  ]);
});
