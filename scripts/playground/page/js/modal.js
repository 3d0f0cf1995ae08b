import { act } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { botAvatar } from "./people.js";
import { menuOptions } from "./rows.js";
import { addNotice } from "./state.js";

/** Opens the window of a modal, and sends what is put into it. */
export function openModal(modal, { channelId, messageId = null, line = "" }) {
  const fields = [];
  const error = h("p", { class: "form-error", role: "alert" });
  const dialog = h(
    "dialog",
    { class: "modal", "aria-label": modal.title, "data-testid": "modal", onclose: () => dialog.remove() },
    h(
      "form",
      { novalidate: true, onsubmit: (event) => submit(event) },
      h(
        "header",
        { class: "modal-head" },
        botAvatar(32),
        h("h2", {}, modal.title),
        h(
          "button",
          { class: "round", type: "button", "aria-label": "Close", onclick: () => dialog.close() },
          icon("close"),
        ),
      ),
      h(
        "div",
        { class: "modal-body" },
        modal.components.map((top) => drawTop(top, fields)),
        error,
      ),
      h(
        "footer",
        { class: "modal-foot" },
        h("button", { class: "button", type: "button", onclick: () => dialog.close() }, "Cancel"),
        h("button", { class: "button primary", type: "submit", "data-testid": "modal-submit" }, "Submit"),
      ),
    ),
  );

  async function submit(event) {
    event.preventDefault();
    const values = Object.fromEntries(fields.flatMap(({ id, value }) => (value ? [[id, value()]] : [])));
    const files = Object.fromEntries(
      fields.flatMap(({ id, files: picked }) => (picked ? [[id, picked()]] : [])),
    );
    try {
      const { failure, problem } = await act({ act: "modal", modalId: modal.id, values }, files);
      if (failure) addNotice({ channelId, messageId, line, failure, problem, atMs: Date.now() });
      dialog.close();
    } catch (refused) {
      error.textContent = refused.message;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector(".modal-body :is(input, textarea, button)")?.focus();
}

function drawTop(top, fields) {
  if (top.type === 10) return h("p", {}, top.content);
  const field = top.type === 18 ? top.component : top.components[0];
  const label = top.type === 18 ? top.label : field.label;
  const control = CONTROLS[field.type](field);
  fields.push({ id: field.custom_id, ...control });
  const id = `field-${field.custom_id}`;
  (control.input ?? control.element).id = id;
  const needed = field.type !== 23 && field.required !== false;
  return h(
    "div",
    { class: "field" },
    h("label", { class: "field-label", for: id }, label, needed && h("span", { class: "required" }, " *")),
    top.description && h("small", {}, top.description),
    control.element,
  );
}

function textControl(field) {
  const attributes = {
    class: "text-input",
    name: field.custom_id,
    placeholder: field.placeholder,
    maxlength: field.max_length,
    rows: field.style === 2 ? 4 : null,
  };
  const element = h(field.style === 2 ? "textarea" : "input", attributes);
  element.value = field.value ?? "";
  return { element, value: () => element.value };
}

function menuControl(field) {
  let chosen = (field.options ?? []).filter((option) => option.default).map((option) => option.value);
  const onChosen = (values) => {
    chosen = values;
  };
  const element = menu({ ...field, options: menuOptions(field), onChosen });
  return { element, input: element.firstChild, value: () => chosen };
}

function fileControl(field) {
  const many = (field.max_values ?? 1) > 1;
  const element = h("input", { type: "file", multiple: many, accept: (field.file_types ?? []).join(",") });
  return { element, files: () => [...element.files] };
}

function groupControl(type) {
  return (field) => {
    const inputs = field.options.map((option) => {
      const input = h("input", { type, name: field.custom_id, value: option.value });
      input.checked = option.default === true;
      return {
        input,
        row: h(
          "label",
          { class: "tick" },
          input,
          h("span", {}, option.label, option.description && h("small", {}, ` ${option.description}`)),
        ),
      };
    });
    const ticked = () => inputs.filter(({ input }) => input.checked).map(({ input }) => input.value);
    const element = h(
      "div",
      { class: "field", role: "group" },
      inputs.map(({ row }) => row),
    );
    return { element, value: () => (type === "radio" ? (ticked()[0] ?? "") : ticked()) };
  };
}

function tickControl(field) {
  const input = h("input", { type: "checkbox", name: field.custom_id });
  input.checked = field.default === true;
  return { element: h("span", { class: "tick" }, input), input, value: () => input.checked };
}

/** By Discord's component types. */
const CONTROLS = {
  3: menuControl,
  4: textControl,
  5: menuControl,
  6: menuControl,
  7: menuControl,
  8: menuControl,
  19: fileControl,
  21: groupControl("radio"),
  22: groupControl("checkbox"),
  23: tickControl,
};
