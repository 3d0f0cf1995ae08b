import { Hono } from "hono";
import { shopStats } from "../../domain/desk/shopStats.ts";
import { formatMoney } from "../../lib/money.ts";
import { overviewWords } from "../../lib/words/dashboard/overview.ts";
import { shellWords } from "../../lib/words/dashboard/shell.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { Tiles } from "../parts/tile.tsx";
import { depsOf, type Inside } from "../room.ts";
import { show } from "../show.tsx";

const DAYS = 30;

export const overview = new Hono<Inside>().get("/", async (context) => {
  const deps = depsOf(context);
  const { locale, actor } = context.var.session;
  const stats = await shopStats(deps, actor.id, DAYS);
  const words = overviewWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const money = (amount: number) => formatMoney(amount, deps.shop.currency, locale);
  return show(
    context,
    { title: shellWords[locale].places.overview, place: "overview" },
    <Tiles
      tiles={[
        { name: words.points, value: number(stats.points) },
        { name: words.money, value: money(stats.float) },
        { name: words.members, value: number(stats.members) },
        { name: words.topupsToday, value: money(stats.todaySum), more: number(stats.todayCount) },
        { name: words.topupsWeek, value: money(stats.weekSum), more: number(stats.weekCount) },
      ]}
    />,
  );
});
