import { sumOfDays } from "../../../domain/desk/days.ts";
import { overviewWords } from "../../../lib/words/dashboard/overview.ts";
import { Notice } from "../../parts/notice.tsx";
import { addressOf } from "../../places.ts";
import type { Told } from "./numbers.tsx";

/** What to do first in a shop in which nothing has happened yet. */
export const Begin = ({ found: { points, money, claims, days }, locale }: Told) => {
  const counted = [points, money, ...Object.values(claims), ...Object.values(sumOfDays(days))];
  if (counted.some((count) => count !== 0)) return null;
  const words = overviewWords[locale];
  return (
    <Notice tone="info" title={words.begin}>
      {words.beginBody}
      <ul>
        {(["imports", "shop", "tokens", "settings"] as const).map((place) => (
          <li>
            <a href={addressOf(place)}>{words.beginWays[place]}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
};
