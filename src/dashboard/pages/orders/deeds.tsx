import { NOTE_CHARS_MAX, type Order, openStates, REASON_CHARS_MAX } from "../../../domain/orders/order.ts";
import { MOMENT_CHARS_MAX } from "../../../lib/localMoment.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { orderPageWords } from "../../../lib/words/dashboard/orders.ts";
import { Hint, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import type { In } from "../../room.ts";
import { PriorityField } from "./make.tsx";
import { orderAddress, orderStateName } from "./parts.tsx";

export const EMAIL_CHARS_MAX = 254;

type Props = { readonly context: In; readonly order: Order };

/** What staff can do with an order that waits to be done. */
export const OpenDeeds = ({ context, order }: Props) => {
  const words = orderPageWords[context.var.session.locale];
  const hasToken = order.tokenCode !== null;
  return (
    <>
      <section class="panel">
        <Form context={context} action={`${orderAddress(order.number)}/complete`}>
          <p class="hint">
            {hasToken ? `${words.tokenUsed} ` : null}
            {words.completeOneHint}
          </p>
          <div>
            <button type="submit">{words.complete}</button>
          </div>
        </Form>
      </section>
      <Status context={context} order={order} />
      <details class="panel">
        <summary>{words.cancelTitle}</summary>
        <Form context={context} action={`${orderAddress(order.number)}/cancel`}>
          <p class="hint">
            {hasToken ? `${words.tokenFree} ` : null}
            {words.cancelHint}
          </p>
          <TextField
            label={listWords[context.var.session.locale].reason}
            name="reason"
            max={REASON_CHARS_MAX}
          />
          <div>
            <button type="submit" class="danger">
              {words.cancel}
            </button>
          </div>
        </Form>
      </details>
    </>
  );
};

const Status = ({ context, order }: Props) => {
  const { locale } = context.var.session;
  const words = orderPageWords[locale];
  return (
    <details class="panel">
      <summary>{words.status}</summary>
      <Form context={context} action={`${orderAddress(order.number)}/status`}>
        <label>
          {words.statusTitle}
          <select name="state">
            {openStates.map((state) => (
              <option value={state} selected={state === order.state}>
                {orderStateName(state, locale)}
              </option>
            ))}
          </select>
        </label>
        <PriorityField locale={locale} chosen={order.priority} />
        <TextField
          label={words.due}
          name="due"
          hint={`${words.dueHint} (${words.keep})`}
          max={MOMENT_CHARS_MAX}
          required={false}
        />
        <TextField
          label={words.note}
          name="note"
          hint={words.noteHint}
          max={NOTE_CHARS_MAX}
          required={false}
        />
        <div>
          <button type="submit">{listWords[locale].save}</button>
        </div>
      </Form>
    </details>
  );
};

/** What staff can do with one that is done. */
export const CompletedDeeds = ({ context, order }: Props) => {
  const words = orderPageWords[context.var.session.locale];
  return (
    <section class="panel">
      <Form context={context} action={`${orderAddress(order.number)}/receipt`}>
        <label>
          {words.email}
          <input type="email" name="email" maxlength={EMAIL_CHARS_MAX} autocomplete="off" />
          <Hint text={words.emailHint} />
        </label>
        <div>
          <button type="submit">{words.sendReceipt}</button>
        </div>
      </Form>
    </section>
  );
};
