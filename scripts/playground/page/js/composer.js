import { attachmentOption, commandEntries } from "./command-entries.js";
import { createCommandForm } from "./command-form.js";
import { fill, h } from "./dom.js";
import { acceptDrops } from "./drops.js";
import { icon } from "./icons.js";
import { canonicalName } from "./match.js";
import { botAvatar } from "./people.js";
import { channelById, on, state } from "./state.js";
import { createSuggest } from "./suggest.js";
import { toast } from "./toast.js";

/** The bar in which commands are typed: a line to find one, then the command with its options. */
export function createComposer() {
  const suggest = createSuggest();
  const bar = h("div", { class: "composer-bar" });
  const line = commandLine(suggest, choose);
  let form = null;

  function choose(command, values = {}) {
    const option = attachmentOption(command);
    const given = line.file && option ? { [option.name]: line.file, ...values } : values;
    form = createCommandForm(command, { suggest, close });
    fill(bar, form.element);
    for (const [name, value] of Object.entries(given)) form.set(name, value);
    form.focus();
  }

  function close() {
    form = null;
    line.clear();
    fill(bar, line.elements);
  }

  on("messages", () => {
    if (!form) close();
  });
  acceptDrops((file) => {
    if (form?.drop(file)) return;
    close();
    line.offer(file);
  });
  close();

  return {
    element: h("div", { class: "composer" }, suggest.element, bar),
    close,
    /** Puts a command into the bar, named in English, ready to be sent. */
    prepare(name, values) {
      const command = state.commands.find((known) => canonicalName(known) === name);
      if (command) choose(command, values);
      else toast(`${state.me.displayName} has no command /${name}.`);
    },
  };
}

/** The line in which a command is looked for. `file` is one that was dropped before a command was chosen. */
function commandLine(suggest, choose) {
  const input = h("input", {
    class: "composer-input",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": "suggest",
    "aria-label": "Command",
    "data-testid": "composer",
    oninput: list,
    onfocus: list,
    onblur: () => suggest.hide(),
    onkeydown: (event) => {
      if (event.key === "Escape") suggest.hide();
      else if (suggest.key(event)) event.preventDefault();
      else if (event.key === "Enter" && input.value.trim()) toast(hint(input.value.trim()));
    },
  });
  const slash = h(
    "button",
    {
      class: "round",
      type: "button",
      title: "Commands",
      "aria-label": "Show the commands",
      onclick: () => begin("/"),
    },
    icon("slash"),
  );
  const line = {
    file: null,
    elements: [slash, input],
    clear() {
      line.file = null;
      suggest.hide();
      input.value = "";
      input.placeholder = placeholder();
    },
    offer(file) {
      line.file = file;
      begin("");
    },
  };

  function begin(text) {
    input.value = text;
    input.focus();
    list();
  }

  function list() {
    const typed = input.value.trimStart();
    if (!typed.startsWith("/") && !line.file) return suggest.hide();
    const entries = commandEntries(typed.replace(/^\//, ""), { withFile: line.file !== null, pick: choose });
    suggest.show(input, {
      head: h("div", { class: "suggest-title" }, botAvatar(18), heading(line.file, entries)),
      entries,
    });
  }

  return line;
}

function heading(file, entries) {
  if (entries.length === 0) return `No command of ${state.bot.name} for ${state.me.displayName} here`;
  return file ? `Use ${file.name} with` : state.bot.name;
}

function hint(typed) {
  if (!typed.startsWith("/")) return "Type / to see what this shop can do.";
  return `There is no command ${typed} for ${state.me.displayName}.`;
}

function placeholder() {
  const channel = channelById(state.channelId);
  return channel ? `Message ${channel.kind === "dm" ? "@" : "#"}${channel.name} — type / for commands` : "";
}
