import { get } from "./api.js";
import { loadMails } from "./mailbox.js";
import { loadPayments } from "./payments.js";
import { channelById, emit, state } from "./state.js";
import { toast } from "./toast.js";

let source = null;

/** Reads everything as the chosen person, then follows what changes. */
export async function loadState() {
  const answer = await get("state");
  Object.assign(state, answer);
  state.as = answer.me.id;
  localStorage.setItem("as", state.as);
  if (!channelById(state.channelId)) state.channelId = state.channels[0].id;
  emit("state");
}

export async function loadMessages() {
  const { channelId } = state;
  const messages = await get("messages", { channel: channelId });
  if (channelId !== state.channelId) return;
  state.messages = new Map(messages.map((message) => [message.id, message]));
  state.unread.delete(channelId);
  emit("messages");
  emit("unread");
}

/** Opens the stream of changes, and then reads the lists, so that none is missed. After a break everything is read anew, as something may have been missed. */
export function follow() {
  source?.close();
  source = new EventSource(`events?${new URLSearchParams({ as: state.as })}`);
  const opened = source;
  let first = true;
  opened.addEventListener("ready", () => {
    const seen = first ? Promise.resolve() : loadState().then(loadMessages);
    first = false;
    seen.then(loadMails).then(loadPayments).catch(toast);
  });
  opened.addEventListener("message", ({ data }) => receive(JSON.parse(data)));
  opened.addEventListener("gone", ({ data }) => {
    const { messageId } = JSON.parse(data);
    if (state.messages.delete(messageId)) emit("gone");
  });
  opened.addEventListener("state", () => loadState().catch(toast));
  opened.addEventListener("mail", () => loadMails().catch(toast));
  opened.addEventListener("payment", () => loadPayments().catch(toast));
}

function receive(message) {
  const open = state.view === "channel" && message.channelId === state.channelId;
  if (message.channelId === state.channelId) {
    state.messages.set(message.id, message);
    emit("message", message);
  }
  if (open || message.editedAtMs) return;
  state.unread.set(message.channelId, (state.unread.get(message.channelId) ?? 0) + 1);
  emit("unread");
}
