import { FILE_BYTES_MAX } from "../../../domain/imports/decode.ts";
import {
  CAMPAIGN_CHARS_MAX,
  EXPIRY_DAYS_MAX,
  FILTER_CHARS_MAX,
  MESSAGE_CHARS_MAX,
} from "../../../domain/imports/options.ts";
import { POINTS_PER_ROW_MAX } from "../../../domain/imports/points.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { depsOf, type In } from "../../room.ts";
import { show } from "../../show.tsx";
import { UploadForm } from "../../upload.tsx";
import { ADDRESS } from "./list.tsx";

/** Where a file of orders is sent from, with what is to be done with it: the options of the command. */
export function newImport(context: In) {
  const { locale } = context.var.session;
  const words = importPageWords[locale];
  const { claimExpiryDays } = depsOf(context).shop;
  return show(
    context,
    { title: words.upload, place: "imports" },
    <>
      <p>{words.readNote}</p>
      <UploadForm
        context={context}
        action={`${ADDRESS}/upload`}
        look={`${ADDRESS}/columns`}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        bytesMax={FILE_BYTES_MAX}
        submit={words.read}
      >
        <label>
          {words.points}
          <input name="points" type="number" min={1} max={POINTS_PER_ROW_MAX} step={1} />
          <span class="hint">{words.pointsHint}</span>
        </label>
        <label>
          {words.multiplier}
          <input name="multiplier" inputmode="decimal" pattern="[0-9]{1,4}([.][0-9]{1,4})?" />
          <span class="hint">{words.multiplierHint}</span>
        </label>
        <label>
          {words.campaign}
          <input name="campaign" maxlength={CAMPAIGN_CHARS_MAX} />
        </label>
        <label>
          {words.message}
          <textarea name="message" maxlength={MESSAGE_CHARS_MAX} rows={3} />
          <span class="hint">{words.messageHint}</span>
        </label>
        <label>
          {words.expiresDays}
          <input name="expires_days" type="number" min={1} max={EXPIRY_DAYS_MAX} step={1} />
          <span class="hint">{words.expiresDaysHint(wholeNumber(locale, claimExpiryDays))}</span>
        </label>
        <details>
          <summary>{words.filters}</summary>
          <div class="fields">
            <label>
              {words.product}
              <input name="product" maxlength={FILTER_CHARS_MAX} />
            </label>
            <label>
              {words.from}
              <input name="from" type="date" />
            </label>
            <label>
              {words.to}
              <input name="to" type="date" />
            </label>
          </div>
        </details>
      </UploadForm>
    </>,
  );
}
