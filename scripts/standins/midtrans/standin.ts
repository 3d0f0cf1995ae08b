import { createActs, type Differing } from "./acts.ts";
import { createApi } from "./api.ts";
import { createDoor } from "./door.ts";
import { createFaults } from "./faults.ts";
import { faultOf, type Mode } from "./modes.ts";
import { createNotifier } from "./notifier.ts";
import { createPayer } from "./payer.ts";
import type { Payment } from "./payment.ts";
import type { SavedPayments } from "./saved.ts";
import { createPaymentStore } from "./store.ts";
import type { Notification } from "./wire.ts";

const EXPIRY_LOOK_MS = 1_000;

export type MidtransStandInOptions = {
  readonly serverKey: string;
  /** Where `app` is mounted. */
  readonly baseUrl: () => string;
  /** Where notifications go when a charge does not say; null for nowhere. Asked each time, because the Worker starts later. */
  readonly notifyUrl: () => string | null;
  readonly clock?: () => number;
  /** Of the documented pauses between tries of a notification, which take 5.7 hours in all; 1 when left out. */
  readonly pauseScale?: number;
  /** What an earlier stand-in's `save` gave: the payments to begin with. */
  readonly saved?: SavedPayments | null;
};

export type MidtransStandIn = ReturnType<typeof createMidtransStandIn>;

/**
 * A Midtrans for one machine, as far as QRIS goes: mount `app` anywhere, the API is below it at `/v2`. Payments are named
 * by order id or transaction id. Notifications go to this machine alone, wherever a charge sends them.
 */
export function createMidtransStandIn(options: MidtransStandInOptions) {
  const { serverKey, baseUrl, notifyUrl, clock = Date.now, pauseScale = 1, saved = null } = options;
  const store = createPaymentStore(saved);
  const faults = createFaults();
  const notifier = createNotifier({ clock, pauseScale, onChange: store.changed });
  const acts = createActs({ store, notifier, serverKey, clock, notifyUrl });
  const api = createApi({ store, acts, serverKey, clock, baseUrl });
  const { app, calls } = createDoor({ serverKey, clock, faults, store, api, notifyUrl });
  const expiry = setInterval(acts.expireDue, EXPIRY_LOOK_MS).unref();
  let mode: Mode = "normal";

  return {
    app,
    faults,
    /** What the API was asked, the oldest first. */
    calls,
    /** Oldest first. */
    payments: store.list,
    payment: acts.current,
    /** Calls `fn` after each change of a payment, a notification or a call, until the returned function is called. */
    subscribe: store.subscribe,
    save: store.save,
    ...createPayer(acts, notifier),

    /** Changes a payment and tells nobody: what a question for its status finds. */
    set: (id: string, fields: Partial<Payment>): Payment => acts.change(acts.must(id), fields),
    /** Pays, whatever the status, and tells nobody. */
    settle: (id: string, fields: Partial<Payment> = {}): Payment => acts.settled(acts.must(id), fields),
    /** A signed notification that is not sent. */
    notification: (id: string, differing: Differing = {}): Notification =>
      acts.make(acts.must(id), differing),
    /** Sends these as the payment's, all at once. */
    send: (id: string, notifications: readonly Notification[]) =>
      notifier.send(
        notifications.flatMap((each) => acts.letters(acts.must(id), each)),
        { together: true },
      ),
    /** All that was sent, with how it was answered, the oldest first. */
    notifications: notifier.list,
    /** How notifications travel from now on: never, late, doubled, reversed; `{}` as ever. */
    deliver: notifier.deliver,
    expireDue: acts.expireDue,

    mode: (): Mode => mode,
    setMode(next: Mode): void {
      mode = next;
      faults.lasting(faultOf(next));
      store.changed();
    },
    /** Resolves when no notification is left to send or to repeat. */
    idle: notifier.idle,
    close(): void {
      clearInterval(expiry);
      notifier.close();
    },
  };
}
