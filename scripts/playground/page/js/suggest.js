import { fill, h } from "./dom.js";

/**
 * The panel above the composer: a heading and a list, of which the arrow keys highlight one.
 * Focus stays in the input, which points at the highlighted item by `aria-activedescendant`.
 */
export function createSuggest() {
  const element = h("div", { class: "suggest", id: "suggest", "data-testid": "suggest", hidden: true });
  let items = [];
  let at = -1;
  let owner = null;

  function mark() {
    for (const [index, { row }] of items.entries()) row.setAttribute("aria-selected", String(index === at));
    items[at]?.row.scrollIntoView({ block: "nearest" });
    owner.setAttribute("aria-activedescendant", items[at]?.row.id ?? "");
  }

  return {
    element,
    /**
     * @param {HTMLElement} input whose suggestions these are
     * @param {{ head: Node, entries: { words: Node[], from?: string, testId?: string, pick: () => void }[], foot?: Node, first?: boolean }} what
     *   `first`: whether the first entry is highlighted from the start
     */
    show(input, { head, entries, foot = null, first = true }) {
      owner = input;
      items = entries.map((entry, index) => ({ row: suggestRow(entry, index), pick: entry.pick }));
      at = first && items.length > 0 ? 0 : -1;
      fill(
        element,
        head,
        items.length > 0 &&
          h(
            "div",
            { role: "listbox" },
            items.map(({ row }) => row),
          ),
        foot,
      );
      element.hidden = false;
      mark();
    },
    hide() {
      element.hidden = true;
      items = [];
      owner?.removeAttribute("aria-activedescendant");
    },
    /** Handles the arrow keys and the picking ones; true when the key was used up. */
    key(event) {
      if (element.hidden || items.length === 0) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const step = event.key === "ArrowDown" ? 1 : -1;
        at = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length;
        mark();
        return true;
      }
      if ((event.key !== "Enter" && event.key !== "Tab") || event.shiftKey || at < 0) return false;
      items[at].pick();
      return true;
    },
  };
}

/** The pointer must not take the focus from the input, whose loss of it would hide the list before the click. */
function suggestRow({ words, from, testId, pick }, index) {
  const onpointerdown = (event) => event.preventDefault();
  return h(
    "div",
    {
      class: "suggest-item",
      role: "option",
      id: `suggest-${index}`,
      "data-testid": testId,
      onpointerdown,
      onclick: pick,
    },
    h("div", { class: "words" }, words),
    from && h("span", { class: "from" }, from),
  );
}
