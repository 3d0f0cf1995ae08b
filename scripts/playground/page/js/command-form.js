import { attachmentOption } from "./command-entries.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { createOptionChip } from "./option-chip.js";
import { sendCommand } from "./send-command.js";

/**
 * A chosen command with a chip for each option, as Discord's composer shows it.
 * @param {object} command one of `state.commands`
 * @param {{ suggest: ReturnType<import("./suggest.js").createSuggest>, close: () => void }} composer
 */
export function createCommandForm(command, { suggest, close }) {
  const chips = new Map();
  const row = h("div", { class: "chips" });
  const values = () => valuesOf(chips);
  const missing = () => command.options.filter(({ name }) => !chips.has(name));
  const more = moreButton({ suggest, missing, add: (option) => add(option).focus() });
  const element = formElement({ row, send, cancel });

  function add(option) {
    const chip = createOptionChip(option, { command, suggest, values, next, remove });
    chips.set(option.name, chip);
    draw();
    return chip;
  }

  function remove(option) {
    if (option.required) return;
    chips.delete(option.name);
    draw();
    next();
  }

  function draw() {
    more.hidden = missing().length === 0;
    more.textContent = `+${missing().length} more`;
    fill(row, commandName(command), [...chips.values()].map(elementOf), more);
  }

  /** To the first option without a value; else to the button that offers more; else it may be sent. */
  function next() {
    const empty = [...chips.values()].find((chip) => chip.value() === undefined);
    (empty ?? (more.hidden ? element.querySelector(".send") : more)).focus();
  }

  function cancel() {
    close();
    document.querySelector(".composer-input").focus();
  }

  function send() {
    const wrong = [...chips.values()].find((chip) => chip.complaint() !== null);
    if (wrong) return wrong.complain();
    const filled = values();
    cancel();
    sendCommand(command, filled);
  }

  function set(name, value) {
    const option = command.options.find((known) => known.name === name);
    if (option) (chips.get(name) ?? add(option)).set(value);
  }

  for (const option of command.options) if (option.required) add(option);
  draw();

  return {
    element,
    focus: next,
    set,
    /** Takes a dropped file into its first attachment option; false when it has none. */
    drop(file) {
      const option = attachmentOption(command);
      if (option) set(option.name, file);
      if (option) next();
      return option !== undefined;
    },
  };
}

const elementOf = ({ element }) => element;

const commandName = ({ label }) => h("span", { class: "command-name" }, `/${label}`);

function formElement({ row, send, cancel }) {
  const onsubmit = (event) => {
    event.preventDefault();
    send();
  };
  const onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    cancel();
  };
  return h(
    "form",
    { class: "chips", novalidate: true, "data-testid": "command-form", onsubmit, onkeydown },
    row,
    h(
      "button",
      { class: "round", type: "button", "aria-label": "Cancel", title: "Cancel (Esc)", onclick: cancel },
      icon("close", 18),
    ),
    h(
      "button",
      {
        class: "round send",
        type: "submit",
        "aria-label": "Send",
        title: "Send (Enter)",
        "data-testid": "send",
      },
      icon("send"),
    ),
  );
}

/** Offers the options not yet given. The arrows choose one; Enter without a choice sends, as in any other field. */
function moreButton({ suggest, missing, add }) {
  function offer() {
    const entries = missing().map((option) => ({
      words: [h("div", {}, option.label), h("small", {}, option.description)],
      from: "Optional",
      testId: `option-${option.name}`,
      pick: () => add(option),
    }));
    suggest.show(element, {
      head: h("div", { class: "suggest-title" }, "Optional options"),
      entries,
      first: false,
    });
  }

  function onkeydown(event) {
    if (event.key === "Tab") return;
    if (suggest.key(event)) event.preventDefault();
    else if (event.key === "Enter") element.form.requestSubmit();
  }

  const element = h("button", {
    class: "more-options",
    type: "button",
    "data-testid": "more-options",
    onfocus: offer,
    onclick: offer,
    onblur: () => suggest.hide(),
    onkeydown,
  });
  return element;
}

/** What was filled in, texts and files apart. */
function valuesOf(chips) {
  const filled = [...chips]
    .map(([name, chip]) => [name, chip.value()])
    .filter(([, value]) => value !== undefined);
  const isFile = ([, value]) => value instanceof File;
  return {
    options: Object.fromEntries(filled.filter((entry) => !isFile(entry))),
    files: Object.fromEntries(filled.filter(isFile).map(([name, file]) => [name, [file]])),
  };
}
