const NOTICES_MAX = 50;

/** All that the page knows. Parts listen for the events below and draw themselves anew. */
export const state = {
  as: localStorage.getItem("as") ?? "",
  /** "channel", "mailbox", "payments" or "samples". */
  view: "channel",
  channelId: "",
  me: null,
  people: [],
  roles: [],
  bot: { id: "", name: "" },
  guild: { id: "", name: "" },
  /** Opens the Worker's dashboard as the chosen person. */
  dashboardUrl: "",
  channels: [],
  commands: [],
  /** Names of the commands that also work in a DM. */
  dmCommands: [],
  samples: [],
  /** Of the open channel, by id, oldest first. */
  messages: new Map(),
  /** Unread counts by channel. */
  unread: new Map(),
  /** The newest that fit the search, without their texts. */
  mails: [],
  mailSearch: sessionStorage.getItem("mailSearch") ?? "",
  /** How many mails fit the search, how far the list goes back, and how many the next step would show. */
  mailsFound: 0,
  mailPages: 1,
  mailsMore: 0,
  unreadMails: 0,
  /** The newest at Midtrans, each with the notifications of it, the newest first. */
  payments: [],
  paymentsTotal: 0,
  unreadPayments: 0,
  /** How Midtrans is: "normal", "slow", "down" or "error inside". */
  midtransMode: "normal",
  /** What failed, and is seen by the person alone: { id, channelId, messageId, failure, problem }. */
  notices: [],
  /** Command lines under way in a channel: { id, channelId, line }. */
  pending: [],
};

const target = new EventTarget();

export function on(event, listener) {
  target.addEventListener(event, ({ detail }) => listener(detail));
}

export function emit(event, detail = null) {
  target.dispatchEvent(new CustomEvent(event, { detail }));
}

/** Shows another view, or another channel. */
export function show(view, channelId = state.channelId) {
  state.view = view;
  state.channelId = channelId;
  state.unread.delete(channelId);
  if (view === "mailbox") state.unreadMails = 0;
  if (view === "payments") state.unreadPayments = 0;
  document.body.classList.remove("drawer-open");
  emit("view");
}

export function addNotice(notice) {
  state.notices = [...state.notices, { id: crypto.randomUUID(), ...notice }].slice(-NOTICES_MAX);
  emit("notices");
}

export function dropNotice(id) {
  dropNotices((notice) => notice.id === id);
}

/** What failed on a message is forgotten once something succeeds on it. */
export function dropNoticesOf(messageId) {
  dropNotices((notice) => notice.messageId === messageId);
}

function dropNotices(unwanted) {
  const kept = state.notices.filter((notice) => !unwanted(notice));
  if (kept.length === state.notices.length) return;
  state.notices = kept;
  emit("notices");
}

export const personById = (id) => state.people.find((person) => person.id === id);
export const channelById = (id) => state.channels.find((channel) => channel.id === id);
