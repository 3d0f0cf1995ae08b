import { fetchSample } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { sizeOf } from "./size.js";
import { state } from "./state.js";
import { toast } from "./toast.js";

const BYTES_MAX = 10 * 1024 * 1024;

/** An option that takes a file: picked, dropped, or one of the samples. */
export function fileChip(option, { suggest, next, remove }) {
  let file = null;
  const picker = h("input", {
    type: "file",
    hidden: true,
    accept: option.fileTypes.join(","),
    "data-testid": `file-${option.name}`,
  });
  const button = h(
    "button",
    {
      class: "pick-file",
      type: "button",
      "aria-label": `${option.label}: choose a file`,
      "data-testid": `field-${option.name}`,
    },
    "Choose a file",
  );
  const element = h(
    "span",
    { class: "chip", "data-option": option.name },
    h("span", { class: "chip-name" }, option.label),
    button,
    picker,
  );

  function set(picked) {
    file = picked;
    button.textContent = picked.name;
    element.classList.remove("wrong");
  }

  function take(picked) {
    set(picked);
    next();
  }

  function offer(complaint = null) {
    const head = complaint
      ? h("div", { class: "suggest-about form-error", role: "alert" }, complaint)
      : h("div", { class: "suggest-about" }, h("strong", {}, option.label), ` — ${option.description}`);
    suggest.show(button, { head, entries: [], foot: waysToGive(file, take) });
  }

  picker.addEventListener("change", () => picker.files[0] && take(picker.files[0]));
  button.addEventListener("click", () => picker.click());
  button.addEventListener("focus", () => offer());
  button.addEventListener("blur", (event) => suggest.element.contains(event.relatedTarget) || suggest.hide());
  button.addEventListener("keydown", (event) => event.key === "Backspace" && remove(option));

  const complaint = () => complaintAboutFile(option, file);
  return {
    element,
    set,
    complaint,
    value: () => file ?? undefined,
    focus: () => button.focus(),
    complain() {
      element.classList.add("wrong");
      button.focus();
      offer(complaint());
    },
  };
}

function complaintAboutFile(option, file) {
  if (!file) return option.required ? "This option is required. Choose a file." : null;
  if (file.size > BYTES_MAX) return "The file is larger than 10 MB.";
  const { fileTypes } = option;
  const fits = fileTypes.length === 0 || fileTypes.some((type) => file.name.toLowerCase().endsWith(type));
  return fits ? null : `Choose a file of type ${fileTypes.join(", ")}.`;
}

function waysToGive(file, take) {
  const words = file ? `${file.name}, ${sizeOf(file.size)}` : "Drag a file here, or choose one";
  const samples = state.samples.map(({ name, title }) => {
    const onclick = () => fetchSample(name).then(take, toast);
    return h(
      "button",
      { type: "button", title: name, "data-testid": `sample-${name}`, onclick },
      icon("file", 14),
      title,
    );
  });
  return h(
    "div",
    {},
    h("div", { class: "drop" }, icon("file", 28), words),
    h("div", { class: "suggest-title" }, "Or take a sample"),
    h("div", { class: "sample-chips" }, samples),
  );
}
