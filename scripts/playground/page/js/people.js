import { act } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { on, state } from "./state.js";
import { toast } from "./toast.js";

const AVATAR_COLORS = ["#5865f2", "#3ba55c", "#d6567a", "#2f8f9d", "#9b59b6"];

export function avatar(person, size = 40, online = false) {
  const index = state.people.findIndex(({ id }) => id === person.id);
  const color = AVATAR_COLORS[index % AVATAR_COLORS.length];
  return h(
    "span",
    { class: "avatar", style: { "--size": `${size}px`, background: color }, "aria-hidden": "true" },
    person.displayName[0],
    online && h("i", { class: "online" }),
  );
}

export function botAvatar(size = 40) {
  const picture = h("img", { src: "icon.svg", alt: "", width: size, height: size });
  picture.style.setProperty("border-radius", "50%");
  return h("span", { class: "avatar bot", style: { "--size": `${size}px` }, "aria-hidden": "true" }, picture);
}

export const hexColor = (color) => `#${color.toString(16).padStart(6, "0")}`;

/** The panel at the bottom left: who one is, and the menu to be somebody else. */
export function startPeople(become) {
  const menu = h("div", {
    class: "person-menu",
    id: "person-menu",
    popover: "auto",
    "data-testid": "person-menu",
  });
  document.body.append(menu);
  const draw = () => {
    fill(byId("user-panel"), userButton());
    fill(
      menu,
      h("h2", {}, "Be somebody else"),
      peopleList(menu, become),
      h("h2", {}, "Language of their Discord"),
      languages(become),
      h("h2", {}, "Are they in the server?"),
      membership(become),
    );
  };
  on("state", draw);
  draw();
}

function userButton() {
  const { me } = state;
  return h(
    "button",
    {
      class: "user-button",
      type: "button",
      popovertarget: "person-menu",
      "data-testid": "user-button",
      title: "Be somebody else",
    },
    avatar(me, 36, true),
    h(
      "span",
      { class: "who" },
      h("strong", { "data-testid": "me" }, me.displayName),
      h("small", {}, `${me.title} · ${me.username}`),
    ),
    icon("down", 18),
  );
}

function peopleList(menu, become) {
  const choices = state.people.map((person) =>
    h(
      "button",
      {
        class: "person-choice",
        type: "button",
        role: "radio",
        "aria-checked": String(person.id === state.as),
        "data-testid": `person-${person.username}`,
        onclick: () => {
          menu.hidePopover();
          become(person.id);
        },
      },
      avatar(person, 36),
      h("span", { class: "who" }, person.displayName),
      h(
        "span",
        { class: "role", style: { "--role": person.color === null ? "#8b8c93" : hexColor(person.color) } },
        person.title,
      ),
    ),
  );
  return h("div", { role: "radiogroup", "aria-label": "Person" }, choices);
}

function languages(become) {
  const choice = (locale, words) =>
    h(
      "button",
      {
        type: "button",
        role: "radio",
        "aria-checked": String(state.me.locale === locale),
        "data-testid": `locale-${locale}`,
        onclick: () => act({ act: "locale", locale }).then(() => become(state.as), toast),
      },
      words,
    );
  return h(
    "div",
    { class: "segments", role: "radiogroup", "aria-label": "Language" },
    choice("en-US", "English"),
    choice("id", "Bahasa Indonesia"),
  );
}

function membership(become) {
  const choice = (inGuild, words) =>
    h(
      "button",
      {
        type: "button",
        role: "radio",
        "aria-checked": String(state.me.inGuild === inGuild),
        "data-testid": inGuild ? "join" : "leave",
        onclick: () => act({ act: "membership", inGuild }).then(() => become(state.as), toast),
      },
      words,
    );
  return h(
    "div",
    { class: "segments", role: "radiogroup", "aria-label": "In the server" },
    choice(true, "In the server"),
    choice(false, "Has left"),
  );
}
