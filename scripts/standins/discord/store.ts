import { MESSAGES_PER_CHANNEL_MAX, REVISIONS_PER_MESSAGE_MAX } from "./limits.ts";
import { type AnswerTo, type Message, NOTHING_SHOWN, type Shown } from "./message.ts";

export type StoreEvent =
  | { readonly type: "message"; readonly message: Message }
  | { readonly type: "gone"; readonly channelId: string; readonly messageId: string };

type NewMessage = {
  readonly channelId: string;
  readonly ephemeralTo?: string | null;
  readonly answerTo?: AnswerTo | null;
  readonly allowedMentions?: unknown;
  /** Absent for a deferred answer. */
  readonly shown?: Shown;
};

export type Store = ReturnType<typeof createStore>;

/** The messages of every channel. A message object never changes: an edit puts a new one in its place. */
export function createStore(clock: () => number, nextId: () => string, saved: readonly Message[] = []) {
  const channels = new Map<string, Map<string, Message>>();
  const listeners = new Set<(event: StoreEvent) => void>();

  const emit = (event: StoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  const channel = (id: string) => {
    const known = channels.get(id) ?? new Map<string, Message>();
    channels.set(id, known);
    return known;
  };
  for (const message of saved) channel(message.channelId).set(message.id, message);
  const put = (message: Message) => {
    const messages = channel(message.channelId);
    messages.set(message.id, message);
    const [oldest] = messages.keys();
    if (messages.size > MESSAGES_PER_CHANNEL_MAX && oldest) messages.delete(oldest);
    emit({ type: "message", message });
    return message;
  };
  const find = (id: string | null): Message | undefined => {
    if (id === null) return undefined;
    for (const messages of channels.values()) {
      const message = messages.get(id);
      if (message) return message;
    }
    return undefined;
  };

  return {
    find,
    add: (made: NewMessage): Message => put(newMessage(made, nextId(), clock())),
    /** Changes what a message shows. The first text of a deferred answer is no edit. */
    show(message: Message, shown: Shown, allowedMentions: unknown): Message {
      const atMs = clock();
      const revisions = [...message.revisions, { ...shown, atMs }].slice(-REVISIONS_PER_MESSAGE_MAX);
      const editedAtMs = message.thinking ? null : atMs;
      return put({ ...message, ...shown, allowedMentions, thinking: false, editedAtMs, revisions });
    },
    remove(message: Message): void {
      if (!channels.get(message.channelId)?.delete(message.id)) return;
      emit({ type: "gone", channelId: message.channelId, messageId: message.id });
    },
    dismiss(message: Message): void {
      channel(message.channelId).set(message.id, { ...message, dismissed: true });
      emit({ type: "gone", channelId: message.channelId, messageId: message.id });
    },
    /** Oldest first. */
    list: (channelId: string): Message[] => [...(channels.get(channelId)?.values() ?? [])],
    all: (): Message[] => [...channels.values()].flatMap((messages) => [...messages.values()]),
    subscribe(listener: (event: StoreEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function newMessage(made: NewMessage, id: string, atMs: number): Message {
  const { channelId, ephemeralTo = null, answerTo = null, allowedMentions, shown } = made;
  return {
    ...(shown ?? NOTHING_SHOWN),
    id,
    channelId,
    ephemeralTo,
    dismissed: false,
    answerTo,
    allowedMentions,
    createdAtMs: atMs,
    editedAtMs: null,
    thinking: !shown,
    revisions: shown ? [{ ...shown, atMs }] : [],
  };
}

/** Resolves with a message that is there or comes within the time. @throws Error naming the time when none did. */
export function waitForMessage(
  store: Store,
  wanted: (message: Message) => boolean,
  timeoutMs: number,
): Promise<Message> {
  const there = store.all().findLast(wanted);
  if (there) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`no such message within ${timeoutMs} ms`));
    }, timeoutMs);
    const stop = store.subscribe((event) => {
      if (event.type !== "message" || !wanted(event.message)) return;
      clearTimeout(timer);
      stop();
      resolve(event.message);
    });
  });
}
