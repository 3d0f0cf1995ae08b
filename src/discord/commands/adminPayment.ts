import { type Button, type Card, mention, moment, verbatim } from "../../clients/discord/card.ts";
import { mayActAs } from "../../domain/actor.ts";
import { creditPayment, dismissPayment, type PaymentCredited } from "../../domain/wallet/unmatchedDecide.ts";
import { type PaymentView, unmatchedPayment } from "../../domain/wallet/unmatchedList.ts";
import { formatMoney } from "../../lib/money.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { unmatchedWords } from "../../lib/words/unmatched.ts";
import { nameIn, unmatchedReasonNames, unmatchedStateNames } from "../../lib/words/walletStates.ts";
import { card, type Press, pressId } from "../command.ts";
import { chosenMember } from "../options.ts";
import { demand } from "../router.ts";
import { walletLines } from "./adminMoney.ts";
import { amountIn } from "./adminUnmatched.ts";

/** An order id may have a colon in it. */
const orderIdOf = (parts: readonly string[]): string => parts.join(":");

/** Opens a payment that fits no top-up; admins find there what can be done about it. */
export const paymentPress: Press = {
  level: "staff",
  async run({ deps, request }, parts) {
    const view = await unmatchedPayment(deps, request.actor.id, orderIdOf(parts));
    return card(view.locale, paymentCard(view, deps.shop.currency, mayActAs(request.actor, "admin")));
  },
};

/** Asks whether the member who was chosen is to have the money. */
export const creditPress: Press = {
  level: "admin",
  async run({ deps, request }, parts, interaction) {
    const memberId = chosenMember(interaction);
    const view = await unmatchedPayment(deps, request.actor.id, orderIdOf(parts));
    return card(view.locale, confirmCard(view, memberId, deps.shop.currency));
  },
};

/** Credits it. */
export const bookPress: Press = {
  level: "admin",
  async run({ deps, request }, [member = "", ...parts]) {
    const memberId = demand(/^\d{1,20}$/.exec(member)?.[0], { kind: "button_stale" });
    const done = await creditPayment(deps, request, { orderId: orderIdOf(parts), memberId });
    return card(done.locale, creditedCard(done, deps.shop.currency));
  },
};

/** Sets it aside. */
export const dismissPress: Press = {
  level: "admin",
  async run({ deps, request }, parts) {
    const { payment, locale } = await dismissPayment(deps, request, orderIdOf(parts));
    const words = unmatchedWords[locale];
    return card(locale, {
      tone: "done",
      title: words.dismissed,
      body: words.dismissedBody(verbatim(payment.orderId)),
      buttons: [listButton(words.list)],
    });
  },
};

const listButton = (label: string): Button => ({
  id: pressId("admin", "unmatched", "open", 1),
  label,
  style: "plain",
});

function paymentCard(view: PaymentView, currency: string, isAdmin: boolean): Card {
  const { payment, locale } = view;
  const words = unmatchedWords[locale];
  const isCredited = payment.state === "credited";
  const dismiss: Button = {
    id: pressId("admin", "dismiss", payment.orderId),
    label: words.dismiss,
    style: "danger",
  };
  return {
    tone: payment.state === "open" ? "warning" : "info",
    title: words.payment,
    body: verbatim(payment.orderId),
    fields: paymentFields(view, currency),
    footer: isAdmin || isCredited ? undefined : words.forAdmins,
    memberSelect:
      isAdmin && !isCredited
        ? { id: pressId("admin", "credit", payment.orderId), placeholder: words.choose }
        : undefined,
    buttons: [...(isAdmin && payment.state === "open" ? [dismiss] : []), listButton(words.list)],
  };
}

function paymentFields({ payment, expected, locale }: PaymentView, currency: string) {
  const words = unmatchedWords[locale];
  const { firstAtMs, lastAtMs, deliveries } = payment;
  const times = wholeNumber(locale, deliveries);
  return [
    { name: words.amount, value: amountIn(payment, currency, locale) },
    { name: words.status, value: payment.status === null ? words.unknown : verbatim(payment.status) },
    { name: words.why, value: nameIn(unmatchedReasonNames, payment.why, locale) },
    ...(expected === null
      ? []
      : [
          {
            name: words.expected,
            value: words.expectedOf(
              mention(expected.memberId),
              formatMoney(expected.amount, currency, locale),
            ),
          },
        ]),
    { name: words.state, value: stateText({ payment, expected, locale }) },
    { name: words.told, value: words.toldOf(moment(firstAtMs), moment(lastAtMs, "R"), times), wide: true },
  ];
}

function stateText({ payment, locale }: PaymentView): string {
  const words = unmatchedWords[locale];
  const { state, decidedBy, decidedAtMs, memberId } = payment;
  const name = nameIn(unmatchedStateNames, state, locale);
  if (!decidedBy || !decidedAtMs) return name;
  const decided = words.decided(name, mention(decidedBy), moment(decidedAtMs, "R"));
  return memberId ? `${decided} ${words.to(mention(memberId))}` : decided;
}

function confirmCard({ payment, locale }: PaymentView, memberId: string, currency: string): Card {
  const words = unmatchedWords[locale];
  return {
    tone: "warning",
    title: words.confirm,
    body: [
      verbatim(payment.orderId),
      words.confirmBody(mention(memberId), amountIn(payment, currency, locale)),
    ].join("\n"),
    footer: words.confirmHint,
    buttons: [
      { id: pressId("admin", "book", memberId, payment.orderId), label: words.go, style: "go" },
      { id: pressId("admin", "payment", payment.orderId), label: words.cancel, style: "plain" },
    ],
  };
}

function creditedCard(done: PaymentCredited, currency: string): Card {
  const { orderId, memberId, change, locale } = done;
  const words = unmatchedWords[locale];
  return {
    tone: "done",
    title: words.credited,
    body: [
      words.gets(mention(memberId), formatMoney(change, currency, locale)),
      ...walletLines(done, currency, locale),
    ].join("\n"),
    footer: orderId,
    buttons: [listButton(words.list)],
  };
}
