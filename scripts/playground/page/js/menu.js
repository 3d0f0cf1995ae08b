import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { icon } from "./icons.js";

const LIST_HEIGHT = 300;

/**
 * A menu as Discord draws its selects: it reports when it closes with other options chosen than before.
 * @param {{ custom_id: string, options: {value: string, label: string, description?: string, default?: boolean}[],
 *   placeholder?: string, min_values?: number, max_values?: number, disabled?: boolean, onChosen: (values: string[]) => void }} props
 */
export function menu(props) {
  const [least, most] = [props.min_values ?? 1, props.max_values ?? 1];
  const chosen = new Set(props.options.filter((option) => option.default).map((option) => option.value));
  const { toggle, list, root } = menuElements(props, most > 1);
  const items = props.options.map((option) => ({
    option,
    item: optionItem(option, () => choose(option.value)),
  }));
  let before = "";

  function draw() {
    const words = items.filter(({ option }) => chosen.has(option.value)).map(({ option }) => option.label);
    toggle.firstChild.textContent = words.join(", ") || props.placeholder || "Make a selection";
    toggle.firstChild.className = words.length > 0 ? "" : "placeholder";
    for (const { option, item } of items) {
      item.setAttribute("aria-selected", String(chosen.has(option.value)));
      item.lastChild.replaceChildren(...(chosen.has(option.value) ? [icon("check", 18)] : []));
    }
  }

  function choose(value) {
    if (most === 1) chosen.clear();
    if (!chosen.delete(value)) chosen.add(value);
    while (chosen.size > most) chosen.delete(chosen.values().next().value);
    draw();
    if (most === 1) close(true);
  }

  function open() {
    before = [...chosen].join();
    list.classList.toggle("upward", toggle.getBoundingClientRect().bottom + LIST_HEIGHT > window.innerHeight);
    list.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    (items.find(({ option }) => chosen.has(option.value)) ?? items[0])?.item.focus();
  }

  function close(report) {
    if (list.hidden) return;
    list.hidden = true;
    toggle.setAttribute("aria-expanded", "false");
    if (report && [...chosen].join() !== before && chosen.size >= least) props.onChosen([...chosen]);
  }

  list.append(...items.map(({ item }) => item));
  toggle.addEventListener("click", () => (list.hidden ? open() : close(true)));
  root.addEventListener("focusout", (event) => root.contains(event.relatedTarget) || close(true));
  root.addEventListener("keydown", (event) => {
    if (list.hidden || !moveFocus(event, [...list.children])) return;
    if (event.key === "Escape") close(false);
    if (event.key === "Escape") toggle.focus();
  });
  draw();
  return root;
}

function menuElements(props, many) {
  const toggle = h(
    "button",
    {
      class: "menu-toggle",
      type: "button",
      disabled: props.disabled === true,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "data-custom-id": props.custom_id,
    },
    h("span"),
    icon("down", 18),
  );
  const list = h("div", {
    class: "menu-list",
    role: "listbox",
    "aria-multiselectable": String(many),
    hidden: true,
  });
  return { toggle, list, root: h("div", { class: "menu" }, toggle, list) };
}

function optionItem(option, onclick) {
  return h(
    "button",
    { class: "menu-option", type: "button", role: "option", "data-value": option.value, onclick },
    withEmoji(option.emoji?.name ?? ""),
    h(
      "span",
      { class: "words" },
      withEmoji(option.label),
      option.description && h("small", {}, option.description),
    ),
    h("span"),
  );
}

/** Moves the focus by the arrow keys; true when the key was one of the menu's. */
function moveFocus(event, items) {
  if (!["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return false;
  event.preventDefault();
  event.stopPropagation();
  const at = items.indexOf(document.activeElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  if (event.key !== "Escape") items[(at + step + items.length) % items.length].focus();
  return true;
}
