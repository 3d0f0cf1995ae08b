import { describe } from "vitest";
import { at, sees } from "./doctor.ts";
import { DIMAS } from "./example.ts";

describe("the judge of achievements", () => {
  sees([
    [
      "a claim that earned less than the rules give",
      "achievements_not_as_ruled",
      (e) => void e.books.awards.pop(),
    ],
    [
      "a claim that earned what its points do not reach",
      "achievements_not_as_ruled",
      (e) => void Object.assign(at(e.books.achievements, 1), { threshold: 1_000 }),
    ],
    [
      "an achievement earned twice by one member",
      "achievements_not_as_ruled",
      (e) => void e.books.awards.push({ ...at(e.books.awards, 0), cause: "interaction:33" }),
    ],
    [
      "an achievement of a member who did not claim",
      "achievements_not_as_ruled",
      (e) => void Object.assign(at(e.books.awards, 0), { member_id: DIMAS }),
    ],
    [
      "an early adopter who was passed over",
      "achievements_not_as_ruled",
      (e) => void e.books.achievements.push({ key: "early", rule: "early_adopter", threshold: 1, bonus: 0 }),
    ],
    [
      "an achievement without a claim",
      "achievement_of_no_claim",
      (e) =>
        void e.books.awards.push({ ...at(e.books.awards, 0), member_id: DIMAS, cause: "interaction:99" }),
    ],
    [
      "one early adopter too many",
      "achievements_not_as_ruled",
      (e) => {
        e.books.achievements.push({ key: "early", rule: "early_adopter", threshold: 0, bonus: 0 });
        e.books.awards.push({ ...at(e.books.awards, 0), achievement: "early" });
      },
    ],
    [
      "a bonus from another account",
      "bonus_not_booked_once",
      (e) => void Object.assign(at(e.books.transfers, 1), { debit: "system:grants/points" }),
    ],
    ["a bonus that was not booked", "bonus_not_booked_once", (e) => void e.books.transfers.splice(1, 1)],
    [
      "a bonus of another amount",
      "bonus_not_booked_once",
      (e) => void Object.assign(at(e.books.transfers, 1), { amount: 49 }),
    ],
    [
      "a bonus booked for another member",
      "bonus_not_booked_once",
      (e) => void Object.assign(at(e.books.transfers, 1), { credit: `member:${DIMAS}/points` }),
    ],
    [
      "a bonus that nobody earned",
      "bonus_without_achievement",
      (e) => void Object.assign(at(e.books.transfers, 1), { cause: `achievement:first_points:${DIMAS}` }),
    ],
  ]);
});
