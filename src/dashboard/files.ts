import { Hono } from "hono";
import { etag } from "hono/etag";
import script from "./assets/script.js.txt";
import style from "./assets/style.css";
import type { Inside } from "./room.ts";

const kept = (type: string) => ({
  "content-type": `${type}; charset=utf-8`,
  "cache-control": "no-cache",
});

/** The stylesheet and the script of every page; there is nothing secret in them. A browser asks whether they have changed. */
export const files = new Hono<Inside>()
  .use(etag())
  .get("/style.css", (context) => context.body(style, 200, kept("text/css")))
  .get("/script.js", (context) => context.body(script, 200, kept("text/javascript")));
