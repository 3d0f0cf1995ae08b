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
  await post(`mails/${encodeURIComponent(id)}/${event}`);
}

/** Does something with a payment; resolves with the notifications that went out, and how the shop answered. */
export async function actOnPayment(id, what) {
  return (await post(`payments/${encodeURIComponent(id)}/${what}`)).sent;
}

/** Midtrans tells of a payment that is not the shop's. */
export async function tellOfUnknownOrder() {
  return (await post("midtrans/unknown-order")).sent;
}

export async function setMidtransMode(mode) {
  await post(`midtrans/mode/${encodeURIComponent(mode)}`);
}

async function post(path) {
  return await read(await fetch(path, { method: "POST" }));
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
