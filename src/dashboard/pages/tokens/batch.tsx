import { Hono } from "hono";
import * as z from "zod/mini";
import { type TokenBatchDetail, tokenBatchDetail } from "../../../domain/tokens/batchDesk.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { tokenPageWords } from "../../../lib/words/dashboard/tokens.ts";
import { tokenListWords } from "../../../lib/words/tokenLists.ts";
import { Notice } from "../../parts/notice.tsx";
import { addressWith } from "../../parts/pager.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { asked, ID, maybe, wholePart } from "../../parts/sent.ts";
import { Tiles } from "../../parts/tile.tsx";
import type { In, Inside } from "../../room.ts";
import { show, showPart } from "../../show.tsx";
import { BatchFacts } from "./facts.tsx";
import { codesAnswer, sheetAnswer } from "./files.ts";
import { BATCHES, TOKENS, TokenState } from "./places.tsx";

const POLL_MS = 1_000;
const NUMBER_MAX = 1_000_000;
const pageSchema = z.object({ after: maybe(wholePart(0, NUMBER_MAX)) });

/** Tokens that were made together: their codes, their files, how many of them are used. */
export const oneBatch = new Hono<Inside>()
  .get(`/batches/${ID}`, async (context) => {
    const detail = await read(context, context.req.param("id"));
    const title = tokenPageWords[context.var.session.locale].batch;
    return show(context, { title, place: "tokens" }, <Content context={context} detail={detail} />);
  })
  .get(`/batches/${ID}/now`, async (context) => {
    const detail = await read(context, context.req.param("id"));
    return showPart(context, <Content context={context} detail={detail} />);
  })
  .get(`/batches/${ID}/codes.csv`, (context) => codesAnswer(context, context.req.param("id")))
  .get(`/batches/${ID}/sheet`, (context) => sheetAnswer(context, context.req.param("id")));

const read = (context: In, id: string) =>
  tokenBatchDetail(readerOf(context).deps, id, asked(context, pageSchema).after ?? 0);

type Props = { readonly context: In; readonly detail: TokenBatchDetail };

/** Fetched again until all are made. */
const Content = ({ context, detail }: Props) => {
  const reader = readerOf(context);
  const { batch, campaign } = detail;
  const isUnderWay = batch.finishedAtMs === null;
  return (
    <div data-again={isUnderWay ? `${BATCHES}/${batch.id}/now` : undefined} data-every-ms={POLL_MS}>
      {isUnderWay ? <Making reader={reader} detail={detail} /> : <Made reader={reader} detail={detail} />}
      <BatchFacts reader={reader} batch={batch} campaign={campaign} />
      <Codes reader={reader} detail={detail} />
    </div>
  );
};

type Shown = { readonly reader: Reader; readonly detail: TokenBatchDetail };

const Making = ({ reader: { locale, number }, detail: { batch, made } }: Shown) => {
  const words = tokenPageWords[locale];
  return (
    <>
      <Notice tone="info" title={words.making} />
      <label>
        {words.makingBody(number(made), number(batch.quantity))}
        <progress max={batch.quantity} value={made} />
      </label>
    </>
  );
};

const Made = ({ reader: { locale, number }, detail: { batch, made, counts } }: Shown) => {
  const words = tokenPageWords[locale];
  const { states } = tokenListWords[locale];
  return (
    <>
      {made < batch.quantity ? (
        <Notice tone="warning" title={words.cutShort(number(made), number(batch.quantity))} />
      ) : null}
      <Tiles
        tiles={(["available", "reserved", "used", "expired", "removed"] as const).map((state) => ({
          name: states[state],
          value: number(counts[state]),
        }))}
      />
      <p class="ways">
        <a class="button" href={`${BATCHES}/${batch.id}/sheet`} target="_blank" rel="noopener">
          {words.sheet}
        </a>
        <a class="button quiet" href={`${BATCHES}/${batch.id}/codes.csv`}>
          {words.csv}
        </a>
        <span class="hint">{words.sheetHint}</span>
      </p>
    </>
  );
};

const Codes = ({ reader: { locale, number }, detail: { batch, codes, next } }: Shown) => {
  const words = tokenPageWords[locale];
  const [first, last] = [codes.at(0), codes.at(-1)];
  if (!first || !last) return <p class="none">{listWords[locale].none}</p>;
  const address = `${BATCHES}/${batch.id}`;
  return (
    <>
      <h2>{words.codesFrom(number(first.number), number(last.number))}</h2>
      <ul class="codes">
        {codes.map(({ code, state }) => (
          <li>
            <a href={`${TOKENS}/${code}`}>
              <code>{code}</code>
            </a>
            {state === "available" ? null : <TokenState state={state} locale={locale} />}
          </li>
        ))}
      </ul>
      <p class="pager">
        {first.number > 1 ? <a href={address}>{words.first}</a> : null}
        {next === null ? null : <a href={addressWith(address, { after: String(next) })}>{words.further}</a>}
      </p>
    </>
  );
};
