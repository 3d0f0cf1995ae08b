import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { channelById, state } from "./state.js";

const STYLE_CLASSES = { 1: "primary", 2: "", 3: "success", 4: "danger", 5: "" };

/**
 * The rows under a message.
 * @param {(what: Record<string, unknown>) => Promise<void>} send does a press or a selection
 */
export function componentRows(message, send) {
  if (message.components.length === 0) return null;
  return h(
    "div",
    { class: "rows" },
    message.components.map((row) =>
      h(
        "div",
        { class: "row" },
        row.components.map((component) =>
          component.type === 2 ? button(component, message, send) : select(component, message, send),
        ),
      ),
    ),
  );
}

function button(component, message, send) {
  const words = [withEmoji(component.emoji?.name ?? ""), h("span", {}, withEmoji(component.label ?? ""))];
  if (component.style === 5) {
    return h(
      "a",
      { class: "button", href: component.url, target: "_blank", rel: "noreferrer noopener" },
      words,
      icon("link", 16),
    );
  }
  const element = h(
    "button",
    {
      class: `button ${STYLE_CLASSES[component.style]}`,
      type: "button",
      disabled: component.disabled === true,
      "data-custom-id": component.custom_id,
      onclick: () =>
        whileBusy(element, () =>
          send({ act: "press", messageId: message.id, customId: component.custom_id }),
        ),
    },
    words,
  );
  return element;
}

async function whileBusy(element, work) {
  if (element.getAttribute("aria-busy") === "true") return;
  const dots = h("span", { class: "dots" }, h("i"), h("i"), h("i"));
  element.setAttribute("aria-busy", "true");
  element.append(dots);
  await work();
  element.removeAttribute("aria-busy");
  dots.remove();
}

function select(component, message, send) {
  return menu({
    ...component,
    options: menuOptions(component),
    onChosen: (values) =>
      send({ act: "select", messageId: message.id, customId: component.custom_id, values }),
  });
}

/** Options of a menu; those of users, roles and channels come from the server itself. */
export function menuOptions(component) {
  const members = state.people.filter(({ inGuild }) => inGuild);
  const people = [
    ...members.map(({ id, displayName, username }) => ({
      value: id,
      label: displayName,
      description: username,
    })),
    { value: state.bot.id, label: state.bot.name, description: "APP" },
  ];
  const roles = state.roles.map((role) => ({ value: role.id, label: `@${role.name}` }));
  const channels = state.channels
    .filter(({ kind }) => kind !== "dm")
    .map(({ id }) => ({ value: id, label: `#${channelById(id).name}` }));
  const byType = { 5: people, 6: roles, 7: [...people, ...roles], 8: channels };
  return byType[component.type] ?? component.options;
}
