import { state } from "./state.js";

/** Gives `take` each file that is dropped anywhere on an open channel. */
export function acceptDrops(take) {
  const main = document.getElementById("main");
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files") && state.view === "channel";
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    main.classList.add("dragging");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) main.classList.remove("dragging");
  });
  addEventListener("drop", (event) => {
    main.classList.remove("dragging");
    const [file] = event.dataTransfer?.files ?? [];
    if (!hasFiles(event) || !file) return;
    event.preventDefault();
    take(file);
  });
}
