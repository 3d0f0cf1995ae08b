import { createComposer } from "./composer.js";
import { byId, fill } from "./dom.js";
import { createFeed } from "./feed.js";
import { icon } from "./icons.js";
import { follow, loadMessages, loadState } from "./live.js";
import { createMailbox } from "./mailbox.js";
import { refreshStamps } from "./markup.js";
import { createPayments } from "./payments.js";
import { botAvatar, startPeople } from "./people.js";
import { createSamples } from "./samples.js";
import { startSidebar, viewHeader } from "./sidebar.js";
import { channelById, on, show, state } from "./state.js";
import { toast } from "./toast.js";

const STAMPS_EVERY_MS = 10_000;

async function start() {
  await loadState();
  const composer = createComposer();
  const feed = createFeed();
  const typeInDiscord = (label, values) => {
    show("channel");
    composer.prepare(label, values);
  };
  const views = {
    mailbox: createMailbox(typeInDiscord),
    payments: createPayments(),
    samples: createSamples(typeInDiscord),
  };
  startSidebar();
  startPeople((id) => become(id, composer).catch(toast));

  let shownChannel = "";
  on("view", () => {
    const { view, channelId } = state;
    if (view !== "channel") return fill(byId("main"), views[view]);
    fill(byId("main"), channelHeader(), feed, composer.element);
    if (shownChannel !== channelId) loadMessages().catch(toast);
    shownChannel = channelId;
  });
  follow();
  show("channel");
  setInterval(refreshStamps, STAMPS_EVERY_MS);
}

/** From now on the page is another person's. */
async function become(id, composer) {
  state.as = id;
  state.notices = [];
  state.unread.clear();
  composer.close();
  await loadState();
  follow();
  show(state.view);
  await loadMessages();
}

function channelHeader() {
  const channel = channelById(state.channelId);
  const picture = channel.kind === "dm" ? botAvatar(24) : icon(channel.locked ? "lock" : "hash");
  return viewHeader(channel.name, picture, channel.topic);
}

start().catch(toast);
