import { listWords } from "../../lib/words/dashboard/lists.ts";
import { type Place, shellWords } from "../../lib/words/dashboard/shell.ts";
import type { In } from "../room.ts";
import { show } from "../show.tsx";
import { Notice } from "./notice.tsx";

/** Answers for a thing that its address names and that there is not. */
export function notThere(context: In, place: Place) {
  const { locale } = context.var.session;
  const content = <Notice tone="info" title={listWords[locale].noSuch} />;
  return show(context, { title: shellWords[locale].notThere, place, status: 404 }, content);
}
