import { h } from "./dom.js";
import { fileChip } from "./file-chip.js";
import { complaintAbout, readValue, sourceOf } from "./option-values.js";

const AFTER_TYPING_MS = 200;
const ATTACHMENT = 11;
const KEYBOARDS = { 4: "numeric", 10: "decimal" };

/**
 * One option of a command being typed.
 * @param {object} option
 * @param {{ command: object, suggest: object, values: () => object, next: () => void, remove: (option: object) => void }} form
 */
export function createOptionChip(option, form) {
  return option.type === ATTACHMENT ? fileChip(option, form) : valueChip(option, form);
}

function valueChip(option, form) {
  const { suggest } = form;
  const source = sourceOf(option, form);
  /** What was chosen from a list; typing on forgets it. */
  let chosen = null;
  const input = chipInput(option);
  const element = h(
    "label",
    { class: "chip", "data-option": option.name },
    h("span", { class: "chip-name" }, option.label),
    input,
  );
  const offers = suggestionsOf(option, { input, source, suggest, chosen: () => chosen, pick });

  function set(choice) {
    chosen = typeof choice === "object" ? choice : null;
    input.value = chosen ? chosen.name : String(choice);
    element.classList.remove("wrong");
  }

  function pick(choice) {
    set(choice);
    form.next();
  }

  input.addEventListener("input", () => {
    chosen = null;
    element.classList.remove("wrong");
    offers.afterTyping();
  });
  input.addEventListener("keydown", (event) => {
    if (suggest.key(event)) event.preventDefault();
    else if (event.key === "Backspace" && input.value === "") form.remove(option);
  });

  const complaint = () => complaintAbout(option, input.value, chosen, source);
  return {
    element,
    set,
    complaint,
    value: () => readValue(option, input.value, chosen),
    focus: () => input.focus(),
    complain() {
      element.classList.add("wrong");
      input.focus();
      offers.stop();
      suggest.show(input, {
        head: h("div", { class: "suggest-about form-error", role: "alert" }, complaint()),
        entries: [],
      });
    },
  };
}

function chipInput(option) {
  return h("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    role: "combobox",
    "aria-controls": "suggest",
    "aria-label": option.label,
    "aria-required": String(option.required),
    inputmode: KEYBOARDS[option.type],
    "data-testid": `field-${option.name}`,
  });
}

/** Shows an option's description and choices while its input has the focus. A later question makes an earlier answer void. */
function suggestionsOf(option, { input, source, suggest, chosen, pick }) {
  let asked = 0;
  let timer = 0;

  async function offer() {
    const mine = ++asked;
    const found = source ? await source.find(input.value, chosen()) : [];
    if (mine !== asked || document.activeElement !== input) return;
    const entries = found.map((choice) => ({
      words: [h("div", {}, choice.name), ...(choice.about ? [h("small", {}, choice.about)] : [])],
      testId: "choice",
      pick: () => pick(choice),
    }));
    const first = !chosen() && entries.length > 0 && (!source.free || input.value !== "");
    suggest.show(input, { head: aboutOption(option), entries, first });
  }

  function stop() {
    clearTimeout(timer);
    asked += 1;
  }

  input.addEventListener("focus", offer);
  input.addEventListener("blur", () => {
    stop();
    suggest.hide();
  });
  return {
    stop,
    afterTyping() {
      clearTimeout(timer);
      timer = setTimeout(offer, source?.remote ? AFTER_TYPING_MS : 0);
    },
  };
}

/** The heading over an option's suggestions: its name and what it is for. */
export function aboutOption(option) {
  return h("div", { class: "suggest-about" }, h("strong", {}, option.label), ` — ${option.description}`);
}
