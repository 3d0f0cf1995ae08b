import type { Day } from "../../../domain/desk/days.ts";
import { ledgerWords } from "../../../lib/words/dashboard/ledger.ts";
import { overviewWords } from "../../../lib/words/dashboard/overview.ts";
import { DayLines } from "../../parts/chart/dayLines.tsx";
import type { Reader } from "../../parts/reader.tsx";

/** What members got and gave, day by day. */
export const Moved = ({ reader, days }: { readonly reader: Reader; readonly days: readonly Day[] }) => {
  const words = ledgerWords[reader.locale];
  const { pointsByDay, issued, spent } = overviewWords[reader.locale];
  return (
    <div class="charts">
      <DayLines
        reader={reader}
        caption={pointsByDay}
        days={days}
        series={[
          [issued, "issued"],
          [spent, "spent"],
        ]}
      />
      <DayLines
        reader={reader}
        caption={words.moneyByDay}
        days={days}
        series={[
          [words.moneyIn, "moneyIn"],
          [words.moneyOut, "moneyOut"],
        ]}
        isMoney
      />
    </div>
  );
};
