import { REASON_CHARS_MAX } from "../../../domain/points/change.ts";
import { type PointsAction, pointsActions } from "../../../domain/points/limits.ts";
import { type MoneyAction, moneyActions } from "../../../domain/wallet/change.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { memberPageWords } from "../../../lib/words/dashboard/member.ts";
import { AmountField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import type { In } from "../../room.ts";

type Props = { readonly context: In; readonly memberId: string };

/** Gives or takes points, or sets them, as `/points` does. */
export const PointsForm = (props: Props) => {
  const words = memberPageWords[props.context.var.session.locale];
  return (
    <ChangeForm
      {...props}
      what="points"
      title={words.changePoints}
      actions={pointsActions}
      amount={words.howMany}
      isWhole
    />
  );
};

/** Gives or takes money, as `/admin addbalance` and `/admin deductbalance` do. */
export const MoneyForm = (props: Props) => {
  const words = memberPageWords[props.context.var.session.locale];
  return (
    <ChangeForm
      {...props}
      what="money"
      title={words.changeMoney}
      actions={moneyActions}
      amount={words.howMuch}
    />
  );
};

type ChangeProps = Props & {
  readonly what: "points" | "money";
  readonly title: string;
  readonly actions: readonly (PointsAction | MoneyAction)[];
  readonly amount: string;
  readonly isWhole?: boolean;
};

const ChangeForm = ({ context, memberId, what, title, actions, amount, isWhole = false }: ChangeProps) => {
  const { locale } = context.var.session;
  const words = memberPageWords[locale];
  return (
    <section class="panel" aria-labelledby={`change-${what}`}>
      <h3 id={`change-${what}`}>{title}</h3>
      <Form context={context} action={`/dashboard/members/${memberId}/${what}`}>
        <label>
          {words.what}
          <select name="action">
            {actions.map((action) => (
              <option value={action}>{words.actions[action]}</option>
            ))}
          </select>
        </label>
        <AmountField label={amount} name="amount" isWhole={isWhole} />
        <label>
          {listWords[locale].reason}
          <input name="reason" maxlength={REASON_CHARS_MAX} required />
          <span class="hint">{words.reasonRead}</span>
        </label>
        <label class="check">
          <input type="checkbox" name="silent" value="1" /> {words.silent}
        </label>
        <button type="submit">{words.book}</button>
      </Form>
    </section>
  );
};
