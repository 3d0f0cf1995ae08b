import { Hono } from "hono";
import { mayActAs } from "../../../domain/actor.ts";
import { overviewOf } from "../../../domain/desk/overview.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { Spans, spanOf } from "../../parts/chart/spans.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { depsOf, type Inside } from "../../room.ts";
import { show } from "../../show.tsx";
import { NeedsYou } from "./attention.tsx";
import { Begin } from "./begin.tsx";
import { Claims, Now, Today } from "./numbers.tsx";
import { Pictures } from "./pictures.tsx";

/** How the shop stands, at a glance; every number leads to its page. */
export const overview = new Hono<Inside>().get("/", async (context) => {
  const { shop } = depsOf(context);
  const { locale, actor } = context.var.session;
  const span = spanOf(context);
  const found = await overviewOf(depsOf(context), span);
  const told = { found, shop, locale };
  return show(
    context,
    { title: shellWords[locale].places.overview, place: "overview" },
    <>
      <Begin {...told} />
      <NeedsYou attention={found.attention} isAdmin={mayActAs(actor, "admin")} locale={locale} />
      <Now {...told} />
      <Today {...told} spans={<Spans path="/dashboard" span={span} locale={locale} />} />
      <Claims {...told} />
      <Pictures {...told} reader={readerOf(context)} />
    </>,
  );
});
