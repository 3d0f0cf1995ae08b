import { fetchSample } from "./api.js";
import { attachmentOption } from "./command-entries.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { canonicalName } from "./match.js";
import { viewHeader } from "./sidebar.js";
import { sizeOf } from "./size.js";
import { on, state } from "./state.js";
import { toast } from "./toast.js";

/**
 * The sample files, to download or to put into a command that takes a file.
 * @param {(label: string, values: Record<string, File>) => void} typeInDiscord
 */
export function createSamples(typeInDiscord) {
  const element = h("div", { class: "main-view" });

  function draw() {
    fill(
      element,
      viewHeader("Sample files", icon("file"), "Made-up files to try an import with"),
      h(
        "div",
        { class: "samples" },
        h("p", {}, "Every address ends in example.com, and no mail leaves this machine."),
        state.samples.map(card),
      ),
    );
  }

  function card(sample) {
    const href = `samples/${encodeURIComponent(sample.name)}`;
    return h(
      "article",
      { class: "sample" },
      icon("file", 32),
      h(
        "div",
        { class: "about" },
        h("h2", {}, sample.title),
        h("p", {}, sample.about),
        h("small", {}, `${sample.name}, ${sizeOf(sample.size)}`),
      ),
      takersOf(sample).map(({ command, option }) => {
        const use = () =>
          fetchSample(sample.name).then(
            (file) => typeInDiscord(canonicalName(command), { [option.name]: file }),
            toast,
          );
        return h(
          "button",
          { class: "button primary", type: "button", onclick: use },
          `Use with /${command.label}`,
        );
      }),
      h("a", { class: "button", href, download: sample.name }, icon("download", 16), "Download"),
    );
  }

  on("state", draw);
  draw();
  return element;
}

/** The commands of the chosen person that a sample is for. */
function takersOf(sample) {
  return state.commands.flatMap((command) => {
    const option = attachmentOption(command);
    return option && canonicalName(command) === sample.command ? [{ command, option }] : [];
  });
}
