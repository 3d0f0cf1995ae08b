import type { Achievement } from "../../../domain/achievements/define.ts";
import {
  BONUS_MAX,
  DESCRIPTION_CHARS_MAX,
  EMOJI_CHARS_MAX,
  NAME_CHARS_MAX,
  THRESHOLD_MAX,
} from "../../../domain/achievements/form.ts";
import { achievementPageWords } from "../../../lib/words/dashboard/achievements.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { NumberField, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import type { In } from "../../room.ts";

type Props = {
  readonly context: In;
  readonly action: string;
  /** The one to be changed; left out, one is made. */
  readonly achievement?: Achievement;
};

const hasThreshold = (achievement: Achievement | undefined): achievement is Achievement =>
  achievement !== undefined && ["earned_total", "balance", "early_adopter"].includes(achievement.rule);

/** All that can be said of an achievement. */
export const AchievementForm = ({ context, action, achievement }: Props) => {
  const { locale } = context.var.session;
  const words = achievementPageWords[locale];
  return (
    <Form context={context} action={action}>
      <TextField label={words.name} name="name" value={achievement?.name} max={NAME_CHARS_MAX} />
      <TextField
        label={words.description}
        name="description"
        value={achievement?.description}
        max={DESCRIPTION_CHARS_MAX}
      />
      <TextField
        label={words.emoji}
        name="emoji"
        hint={words.emojiHint}
        value={achievement?.emoji}
        max={EMOJI_CHARS_MAX}
      />
      <NumberField
        label={words.bonus}
        name="bonus"
        hint={words.bonusHint}
        value={achievement?.bonus ?? 0}
        min={0}
        max={BONUS_MAX}
      />
      {hasThreshold(achievement) ? (
        <NumberField
          label={words.threshold}
          name="threshold"
          hint={words.thresholdHint}
          value={achievement.threshold}
          min={1}
          max={THRESHOLD_MAX}
        />
      ) : null}
      <TextField
        label={words.nameId}
        name="nameId"
        value={achievement?.nameId ?? undefined}
        max={NAME_CHARS_MAX}
        required={false}
      />
      <TextField
        label={words.descriptionId}
        name="descriptionId"
        value={achievement?.descriptionId ?? undefined}
        max={DESCRIPTION_CHARS_MAX}
        required={false}
      />
      {achievement ? (
        <label>
          {words.given}
          <select name="retired">
            <option value="no">{words.isActive}</option>
            <option value="yes" selected={achievement.retiredAtMs !== null}>
              {words.isRetired}
            </option>
          </select>
        </label>
      ) : null}
      <button type="submit">{listWords[locale].save}</button>
    </Form>
  );
};
