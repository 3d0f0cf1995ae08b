import type { StockFindings } from "../../../domain/stock/findings.ts";
import type { UploadDetail } from "../../../domain/stock/upload.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { shopDeskWords } from "../../../lib/words/dashboard/shop.ts";
import { stockUploadWords } from "../../../lib/words/dashboard/stockUploads.ts";
import { stockReasons } from "../../../lib/words/stock.ts";
import { Facts } from "../../parts/facts.tsx";
import { Form } from "../../parts/form.tsx";
import { MemberLink } from "../../parts/links.tsx";
import { Notice, type NoticeTone } from "../../parts/notice.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { Table } from "../../parts/table.tsx";
import type { In } from "../../room.ts";
import { SHOP } from "./tabs.tsx";

type Props = { readonly context: In; readonly detail: UploadDetail };

const POLL_MS = 1_000;

const tones: Readonly<Record<UploadDetail["upload"]["state"], NoticeTone>> = {
  reading: "info",
  previewed: "info",
  adding: "info",
  done: "done",
  refused: "refused",
  cancelled: "warning",
  lapsed: "warning",
};

/** An upload: what was sent, what is refused of it, and what can be decided. */
export const UploadContent = ({ context, detail }: Props) => {
  const reader = readerOf(context);
  const { upload, product, findings, free } = detail;
  const words = stockUploadWords[reader.locale];
  const shop = shopDeskWords[reader.locale];
  return (
    <>
      <UploadPart context={context} detail={detail} />
      <Facts
        facts={[
          [
            shop.product,
            <a href={`${SHOP}/products/${product.id}`}>
              <bdi>{product.name}</bdi>
            </a>,
          ],
          [shop.file, <bdi>{upload.fileName || shop.typed}</bdi>],
          [shop.byWhom, <MemberLink id={upload.askedBy} locale={reader.locale} />],
          [listWords[reader.locale].when, reader.moment(upload.createdAtMs)],
          [words.inFile, findings && reader.number(findings.codes)],
          [words.fresh, findings && reader.number(upload.total)],
          [words.readAs, findings && readAs(findings, reader)],
          [words.free, upload.state === "previewed" ? reader.number(free) : null],
        ]}
      />
      <Decision context={context} detail={detail} />
      {findings && findings.refused.length > 0 ? <Refused context={context} detail={detail} /> : null}
    </>
  );
};

/** How far it has come; fetched again until it is done. */
export const UploadPart = ({ context, detail }: Props) => {
  const { locale, number } = readerOf(context);
  const { upload, waiting } = detail;
  const words = stockUploadWords[locale];
  const added = upload.state === "done" ? upload.added : upload.total - waiting;
  const isUnderWay = upload.state === "adding" || upload.state === "reading";
  const missing = upload.total - upload.added;
  return (
    <div data-again={isUnderWay ? `${SHOP}/uploads/${upload.id}/part` : undefined} data-every-ms={POLL_MS}>
      <Notice tone={tones[upload.state]} title={words.states[upload.state]}>
        {words.bodies[upload.state]}
      </Notice>
      {upload.state === "adding" || upload.state === "done" ? (
        <label>
          {words.added}: {words.progress(number(added), number(upload.total))}
          <progress max={Math.max(1, upload.total)} value={added} />
        </label>
      ) : null}
      {upload.state === "done" && missing > 0 ? (
        <p>
          {words.missing}: {number(missing)}
        </p>
      ) : null}
    </div>
  );
};

function readAs({ hasHeader, charsLeast, charsMost }: StockFindings, { locale, number }: Reader): string {
  const words = stockUploadWords[locale];
  const lengths = [...new Set([charsLeast, charsMost])].map(number).join("–");
  const how = hasHeader ? words.readColumn : words.readLines;
  return charsMost > 0 ? `${how} · ${words.chars(lengths)}` : how;
}

const Decision = ({ context, detail: { upload } }: Props) => {
  const { locale, number, actor, isAdmin } = readerOf(context);
  const words = stockUploadWords[locale];
  if (upload.state !== "previewed" || !isAdmin) return null;
  if (upload.askedBy !== actor.id) return <p class="hint">{words.notYours}</p>;
  if (upload.total === 0) return <Notice tone="warning" title={words.nothing} />;
  return (
    <div class="ways">
      <Form context={context} action={`${SHOP}/uploads/${upload.id}/confirm`} class="inline">
        <button type="submit">{words.add(number(upload.total))}</button>
      </Form>
      <Form context={context} action={`${SHOP}/uploads/${upload.id}/cancel`} class="inline">
        <button class="quiet" type="submit">
          {listWords[locale].cancel}
        </button>
      </Form>
    </div>
  );
};

const Refused = ({ context, detail: { upload, findings } }: Props) => {
  const { locale, number } = readerOf(context);
  const words = stockUploadWords[locale];
  return (
    <>
      <h2>{words.refused}</h2>
      <Table
        caption={words.refused}
        none=""
        rows={findings?.refused ?? []}
        columns={[
          { title: words.reason, cell: ({ reason }) => stockReasons[locale][reason] ?? reason },
          { title: words.count, isNumber: true, cell: ({ count }) => number(count) },
          {
            title: words.lines,
            cell: ({ lines, count }) => `${lines.map(number).join(", ")}${count > lines.length ? " …" : ""}`,
          },
        ]}
      />
      {findings?.lines ? <a href={`${SHOP}/uploads/${upload.id}/refused.csv`}>{words.refusedCsv}</a> : null}
    </>
  );
};
