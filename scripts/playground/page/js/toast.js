import { byId, h } from "./dom.js";

const SHOWN_MS = 5_000;

/** A short word at the bottom of the page; an Error is shown as one. */
export function toast(what) {
  const bad = what instanceof Error;
  const element = h("div", { class: bad ? "toast bad" : "toast" }, bad ? what.message : what);
  byId("toasts").append(element);
  setTimeout(() => element.remove(), SHOWN_MS);
}
