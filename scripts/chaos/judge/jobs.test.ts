import { describe } from "vitest";
import { at, sees } from "./doctor.ts";

describe("the judge of jobs and audit", () => {
  sees([
    [
      "a job that waits",
      "job_not_ended",
      (e) => void Object.assign(at(e.books.outbox, 0), { state: "waiting" }),
    ],
    [
      "a job that was given up",
      "job_given_up",
      (e) => void Object.assign(at(e.books.outbox, 0), { state: "failed" }),
    ],
    ["a confirmation without its audit row", "audit_not_once", (e) => void e.books.audits.splice(1, 1)],
    [
      "a cancellation written down twice",
      "audit_not_once",
      (e) => void e.books.audits.push({ action: "import.cancel", target: "import:20" }),
    ],
    [
      "a shop that found its books broken",
      "shop_found_its_books_broken",
      (e) => void e.books.audits.push({ action: "ledger.broken", target: "asset:points" }),
    ],
    ["an audit row that was not posted", "audit_post_not_once", (e) => void e.history.auditPosts.pop()],
    [
      "an audit row posted twice",
      "audit_post_not_once",
      (e) => void e.history.auditPosts.push(at(e.history.auditPosts, 0)),
    ],
    [
      "an answer that makes no sense",
      "answer_not_understood",
      (e) => void e.history.strange.push("a riddle"),
    ],
  ]);
});
