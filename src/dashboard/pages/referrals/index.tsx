import { Hono } from "hono";
import * as z from "zod/mini";
import { paidBatches } from "../../../domain/cashback/newest.ts";
import { cashbackPageWords } from "../../../lib/words/dashboard/cashback.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { shellWords } from "../../../lib/words/dashboard/shell.ts";
import { adminsOnly } from "../../guard.ts";
import { Bars } from "../../parts/chart/bars.tsx";
import { MemberField } from "../../parts/filters.tsx";
import { readerOf } from "../../parts/reader.tsx";
import { asked, maybe, memberIdSchema } from "../../parts/sent.ts";
import type { In, Inside } from "../../room.ts";
import { goOn, show } from "../../show.tsx";
import { oneCashback } from "./batch.tsx";
import { batchesFile, batchesPage, beginBatch } from "./batches.tsx";
import { blacklistFile, blacklistPage, changeStopped } from "./blacklist.tsx";
import { earningsFile, memberEarnings } from "./earnings.tsx";
import { memberNetwork, networkFile } from "./member.tsx";
import { CASHBACK, MEMBERS, REFERRALS, ReferralTabs } from "./places.tsx";

const MEMBER = ":id{[0-9]{1,20}}";

/** Who brought whom, and the cashback for it. */
export const referrals = new Hono<Inside>()
  .get("/", findMember)
  .get(`/members/${MEMBER}`, (context) => memberNetwork(context, context.req.param("id")))
  .get(`/members/${MEMBER}/export.csv`, (context) => networkFile(context, context.req.param("id")))
  .get(`/members/${MEMBER}/earnings`, (context) => memberEarnings(context, context.req.param("id")))
  .get(`/members/${MEMBER}/earnings/export.csv`, (context) => earningsFile(context, context.req.param("id")))
  .get("/blacklist", adminsOnly, blacklistPage)
  .get("/blacklist/export.csv", adminsOnly, blacklistFile)
  .post("/blacklist", adminsOnly, changeStopped)
  .get("/batches", adminsOnly, batchesPage)
  .post("/batches", adminsOnly, beginBatch)
  .use("/batches/*", adminsOnly)
  .get("/batches/export.csv", batchesFile)
  .route("/batches", oneCashback);

/** Cashback batches that have a bar. */
const BARS_MAX = 12;

/** Leads to a member's network, and shows what referrals cost of late. */
async function findMember(context: In) {
  const { member } = asked(context, z.object({ member: maybe(memberIdSchema) }));
  if (member !== undefined) return goOn(context, `${MEMBERS}/${member}`);
  const reader = readerOf(context);
  const { deps, locale, isAdmin, number, money } = reader;
  const words = referralPageWords[locale];
  const paid = cashbackPageWords[locale];
  const batches = await paidBatches(deps, BARS_MAX);
  return show(
    context,
    { title: shellWords[locale].places.referrals, place: "referrals" },
    <>
      <ReferralTabs reader={reader} current={REFERRALS} />
      <p>{words.findHint}</p>
      <form method="get" action={REFERRALS} class="filters">
        <MemberField locale={locale} required />
        <button type="submit">{words.find}</button>
      </form>
      <Bars
        caption={paid.paidByBatch}
        names={words.batch}
        values={listWords[locale].amount}
        none={paid.none}
        bars={batches.toReversed().map(({ id, amount, members }) => ({
          name: isAdmin ? <a href={`${CASHBACK}/${id}`}>{id}</a> : id,
          value: amount,
          written: paid.paidOf(money(amount), number(members)),
        }))}
      />
    </>,
  );
}
