import { state } from "./state.js";

/** Asks the playground as the chosen person. Throws an Error with a sentence when it refuses. */
export async function get(path, query = {}) {
  return await read(await fetch(`${path}?${new URLSearchParams({ as: state.as, ...query })}`));
}

/**
 * Does something as the chosen person: a command, a press, a modal.
 * @param {Record<string, unknown>} what
 * @param {Record<string, File[]>} files by option or field
 */
export async function act(what, files = {}) {
  const form = new FormData();
  form.set("act", JSON.stringify(what));
  for (const [name, list] of Object.entries(files))
    for (const file of list) form.append(`file:${name}`, file);
  return await read(
    await fetch(`act?${new URLSearchParams({ as: state.as })}`, { method: "POST", body: form }),
  );
}

export async function reportMail(id, event) {
  await read(await fetch(`mails/${encodeURIComponent(id)}/${event}`, { method: "POST" }));
}

/** A sample file as if it had been picked from the disk. */
export async function fetchSample(name) {
  const response = await fetch(`samples/${encodeURIComponent(name)}`);
  return new File([await response.blob()], name, { type: "text/csv" });
}

async function read(response) {
  const body = await response.json().catch(() => ({ error: `The playground answered ${response.status}.` }));
  if (!response.ok) throw new Error(body.error ?? `The playground answered ${response.status}.`);
  return body;
}
