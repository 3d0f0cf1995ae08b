import { get, setMidtransMode, tellOfUnknownOrder } from "./api.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { answersOf, paymentHead, paymentItem, paymentLog } from "./payment-view.js";
import { viewHeader } from "./sidebar.js";
import { emit, on, state } from "./state.js";
import { toast } from "./toast.js";

const MODES = [
  ["normal", "Normal", "Every call is answered at once"],
  ["slow", "Slow", "Every call takes six seconds"],
  ["down", "Down", "Every call is answered with HTTP 503"],
  ["error inside", "200 + error", "Every call is answered with HTTP 200 and an error inside"],
];

let knownTotal = null;
let asked = 0;

/** Fetches the newest payments, and counts those that came while another view was open. A later question makes an earlier answer void. */
export async function loadPayments() {
  const mine = ++asked;
  const { mode, total, payments } = await get("payments");
  if (mine !== asked) return;
  Object.assign(state, { payments, paymentsTotal: total, midtransMode: mode });
  if (knownTotal !== null && state.view !== "payments")
    state.unreadPayments += Math.max(0, total - knownTotal);
  knownTotal = total;
  emit("payments");
  emit("unread");
}

/** The QRIS payments at Midtrans, and all that can happen to them. */
export function createPayments() {
  let openId = null;
  let picture = null;
  const list = h("ol", { class: "entries", "aria-label": "Payments", "data-testid": "payments" });
  const switches = h("div", { class: "midtrans-switches" });
  const open = h("section", { class: "pane-open", "aria-label": "Payment" });
  const panes = h("div", { class: "panes" }, h("div", { class: "pane-side" }, switches, list), open);
  const header = h("div", { class: "main-view" });

  function choose(id) {
    openId = id;
    picture = id && qrPicture(id);
    draw();
  }

  function draw() {
    if (!state.me) return;
    fill(header, viewHeader("Payments", icon("qr"), "What waits at Midtrans"));
    fill(switches, modeSwitch(), strangerButton());
    fill(list, state.payments.length > 0 ? [state.payments.map(item), listEnd()] : noPayment());
    const payment = state.payments.find(({ id }) => id === openId);
    panes.classList.toggle("opened", payment !== undefined);
    keepFocus(open, () =>
      fill(open, payment ? openPayment(payment) : empty("Choose a payment", "Pay it, end it, or cheat.")),
    );
  }

  const item = (payment) =>
    h("li", {}, paymentItem(payment, { open: payment.id === openId, onclick: () => choose(payment.id) }));
  const openPayment = (payment) => [
    paymentHead(payment, { picture, back: () => choose(null) }),
    paymentLog(payment),
  ];

  for (const event of ["payments", "state"]) on(event, draw);
  draw();
  return h("div", { class: "main-view" }, header, panes);
}

/** Draws anew while somebody may be on their way through the buttons. */
function keepFocus(element, redraw) {
  const { activeElement } = document;
  const focused = element.contains(activeElement) ? activeElement.dataset.testid : undefined;
  redraw();
  if (focused) element.querySelector(`[data-testid="${focused}"]`)?.focus();
}

/** Made once for each payment that is opened: a new one would flicker at every change. */
function qrPicture(id) {
  return h("img", {
    class: "payment-qr",
    src: `payments/${encodeURIComponent(id)}/qr`,
    alt: "The payment's QR code",
    "data-testid": "payment-qr",
  });
}

function modeSwitch() {
  const choice = ([mode, words, title]) =>
    h(
      "button",
      {
        type: "button",
        role: "radio",
        title,
        "aria-checked": String(state.midtransMode === mode),
        "data-testid": `midtrans-${mode.replace(" ", "-")}`,
        onclick: () => setMidtransMode(mode).catch(toast),
      },
      words,
    );
  return [
    h("h2", {}, "Midtrans answers"),
    h("div", { class: "segments", role: "radiogroup", "aria-label": "Midtrans answers" }, MODES.map(choice)),
  ];
}

function strangerButton() {
  const onclick = () =>
    tellOfUnknownOrder().then((sent) => toast(`Unknown order: ${answersOf(sent)}`), toast);
  return h(
    "button",
    { class: "button", type: "button", "data-testid": "payment-unknownOrder", onclick },
    "Tell of an unknown order",
  );
}

/** Under the list when it does not hold all. */
function listEnd() {
  const { payments, paymentsTotal } = state;
  if (payments.length === paymentsTotal) return null;
  return h("li", { class: "entries-end" }, `The newest ${payments.length} of ${paymentsTotal} payments.`);
}

function noPayment() {
  return empty("No payment", "A top-up in Discord makes one: its QR code is paid here.");
}

function empty(title, words) {
  return h("div", { class: "empty" }, icon("qr", 56), h("h2", {}, title), h("p", {}, words));
}
