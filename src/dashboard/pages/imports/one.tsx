import { type ImportDetail, importDetail } from "../../../domain/imports/detail.ts";
import { toBeClaimed, toBeMailed } from "../../../domain/imports/findings.ts";
import { importOptionsSchema } from "../../../domain/imports/options.ts";
import { importPageWords } from "../../../lib/words/dashboard/imports.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { importWords } from "../../../lib/words/imports.ts";
import type { Locale } from "../../../lib/words/locale.ts";
import { wholeNumber } from "../../../lib/words/number.ts";
import { Facts } from "../../parts/facts.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Moment } from "../../parts/moment.tsx";
import { StateBadge } from "../../parts/state.tsx";
import { depsOf, type In } from "../../room.ts";
import { show, showPart } from "../../show.tsx";
import { ADDRESS } from "./list.tsx";
import { Outcome } from "./outcome.tsx";
import { Previewed } from "./previewed.tsx";
import type { Told } from "./told.ts";

const FOLLOWED: readonly string[] = ["reading", "running", "mailing"];
const FOLLOWED_EVERY_MS = 2_000;

/** One import: its preview, how it runs, or what came of it. */
export async function oneImport(context: In, importId: string) {
  const found = await importDetail(depsOf(context), importId);
  return show(
    context,
    { title: found.row.fileName, place: "imports" },
    <Now context={context} found={found} />,
  );
}

/** The part of the page that changes while the import runs. */
export async function importNow(context: In, importId: string) {
  return showPart(context, <Now context={context} found={await importDetail(depsOf(context), importId)} />);
}

const Now = ({ context, found }: Told) => {
  const { row } = found;
  const isFollowed = FOLLOWED.includes(row.state) || found.isBeingRevoked;
  return (
    <div
      data-again={isFollowed ? `${ADDRESS}/${row.id}/now` : undefined}
      data-every-ms={isFollowed ? FOLLOWED_EVERY_MS : undefined}
    >
      <Upload context={context} found={found} />
      <Stage context={context} found={found} />
    </div>
  );
};

const Stage = ({ context, found }: Told) => {
  const words = importPageWords[context.var.session.locale];
  switch (found.row.state) {
    case "reading":
      return <p role="status">{words.reading}</p>;
    case "refused":
      return <p>{words.refusedState}</p>;
    case "lapsed":
      return <p>{words.lapsed}</p>;
    case "cancelled":
      return <p>{importWords[context.var.session.locale].cancelledBody}</p>;
    case "previewed":
    case "empty":
      return <Previewed context={context} found={found} />;
    default:
      return (
        <>
          <Progress found={found} locale={context.var.session.locale} />
          <Outcome context={context} found={found} />
        </>
      );
  }
};

const Progress = ({ found, locale }: { readonly found: ImportDetail; readonly locale: Locale }) => {
  const { row, findings, mails, rowsWaiting } = found;
  if (!findings || row.state === "done") return null;
  const { queued = 0, sending = 0 } = mails;
  const all = toBeMailed(findings);
  // Before a row is a claim nobody has counted whether it is mailed; all but a few are.
  const share = toBeClaimed(findings) === 0 ? 1 : all / toBeClaimed(findings);
  const done = Math.max(0, all - queued - sending - Math.round(rowsWaiting * share));
  const told = importWords[locale].progressBody(wholeNumber(locale, done), wholeNumber(locale, all));
  return (
    <p>
      <label for="progress">{told}</label>
      <progress id="progress" max={Math.max(1, all)} value={done} />
    </p>
  );
};

/** What was uploaded, and what was chosen with it. */
const Upload = ({ context, found: { row, findings } }: Told) => {
  const { locale } = context.var.session;
  const { timeZone } = depsOf(context).shop;
  const words = importPageWords[locale];
  const options = importOptionsSchema.parse(JSON.parse(row.options));
  const number = (value: number) => wholeNumber(locale, value);
  const given = (value: string | undefined) => (value ? <bdi>{value}</bdi> : null);
  return (
    <Facts
      facts={[
        [words.state, <StateBadge state={row.state} locale={locale} />],
        [words.by, <MemberLink id={row.askedBy} locale={locale} />],
        [listWords[locale].when, <Moment atMs={row.createdAtMs} locale={locale} timeZone={timeZone} />],
        [words.size, row.fileBytes > 0 ? `${number(Math.ceil(row.fileBytes / 1_024))} KiB` : null],
        [words.rows, findings ? number(findings.rows) : null],
        [words.points, options.points === undefined ? null : number(options.points)],
        [words.multiplier, given(options.multiplier)],
        [words.campaign, given(row.campaign)],
        [words.message, given(row.message ?? undefined)],
        [words.product, given(options.product)],
        [words.from, given(options.from)],
        [words.to, given(options.to)],
        [words.expiresDays, number(row.expiryDays)],
      ]}
    />
  );
};
