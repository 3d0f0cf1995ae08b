import * as z from "zod/mini";
import { mention } from "../../../clients/discord/card.ts";
import type { Invited } from "../../../domain/referrals/invites.ts";
import {
  BROUGHT_COUNTED_MAX,
  type Branch,
  type Network,
  networkOf,
} from "../../../domain/referrals/network.ts";
import { readKey, writtenKey } from "../../../lib/pageKey.ts";
import { listWords } from "../../../lib/words/dashboard/lists.ts";
import { referralPageWords } from "../../../lib/words/dashboard/referrals.ts";
import { DiscordText } from "../../discordText.tsx";
import { csvMoment, ExportLink } from "../../parts/exportLink.tsx";
import { Facts } from "../../parts/facts.tsx";
import { csvAnswer, EXPORT_ROWS_MAX } from "../../parts/file.ts";
import { MemberLink } from "../../parts/links.tsx";
import { Notice } from "../../parts/notice.tsx";
import { addressWith, Pager } from "../../parts/pager.tsx";
import { Person } from "../../parts/people.tsx";
import { type Reader, readerOf } from "../../parts/reader.tsx";
import { afterPart, asked, maybe, memberIdSchema } from "../../parts/sent.ts";
import { type Column, Table } from "../../parts/table.tsx";
import { Tiles } from "../../parts/tile.tsx";
import type { In } from "../../room.ts";
import { show } from "../../show.tsx";
import { BlacklistForm } from "./blacklist.tsx";
import { earnedMoney, MEMBERS, NetworkLink } from "./places.tsx";

const networkSchema = z.object({ after: afterPart, open: maybe(memberIdSchema) });

/** One member's network: who brought them, whom they brought, and what came of it. */
export async function memberNetwork(context: In, memberId: string) {
  const reader = readerOf(context);
  const { deps, locale, isAdmin } = reader;
  const { after, open } = asked(context, networkSchema);
  const network = await networkOf(deps, memberId, readKey(after), open ?? null);
  const words = referralPageWords[locale];
  const path = `${MEMBERS}/${memberId}`;
  return show(
    context,
    {
      title: words.title(memberId),
      heading: (
        <DiscordText text={words.title(mention(memberId))} locale={locale} timeZone={deps.shop.timeZone} />
      ),
      place: "referrals",
    },
    <>
      {network.isKnown ? null : <Notice tone="info" title={words.unknown} />}
      <Tiles tiles={tilesOf(network, reader)} />
      <About memberId={memberId} network={network} reader={reader} />
      <h2>{words.tree}</h2>
      <Tree memberId={memberId} network={network} reader={reader} />
      <h2>{words.brought}</h2>
      <Table
        caption={words.brought}
        none={words.nobody}
        rows={network.rows}
        columns={columnsOf(memberId, reader)}
      />
      <Pager
        locale={locale}
        path={path}
        parts={{}}
        after={after}
        next={network.next && writtenKey(network.next)}
      />
      <ExportLink locale={locale} path={path} />
      <p>
        <a href={`${path}/earnings`}>{words.unpaid}</a>
      </p>
      {isAdmin ? (
        <BlacklistForm context={context} memberId={memberId} isStopped={network.standing.stopped !== null} />
      ) : null}
    </>,
  );
}

/** Whom a member brought, as a file. */
export async function networkFile(context: In, memberId: string) {
  const { rows } = await networkOf(readerOf(context).deps, memberId, null, null, EXPORT_ROWS_MAX);
  return csvAnswer(context, `referrals-${memberId}.csv`, [
    ["member", "since", "spent", "earned", "active", "brought"],
    ...rows.map((row) => [
      row.memberId,
      csvMoment(row.sinceMs),
      String(row.spent),
      String(row.earned),
      row.isActive ? "yes" : "no",
      String(row.brought),
    ]),
  ]);
}

function tilesOf({ standing }: Network, reader: Reader) {
  const { locale, number, moment } = reader;
  const words = referralPageWords[locale];
  const { brought, payable, held, heldUntilMs, paid } = standing;
  const until =
    heldUntilMs === null ? null : (
      <>
        {words.heldUntil} {moment(heldUntilMs)}
      </>
    );
  return [
    { name: words.brought, value: number(brought) },
    { name: words.payable, value: earnedMoney(payable, reader) },
    { name: words.held, value: earnedMoney(held, reader), more: until },
    { name: words.paid, value: earnedMoney(paid, reader) },
  ];
}

type Shown = { readonly memberId: string; readonly network: Network; readonly reader: Reader };

const About = ({ memberId, network: { code, standing }, reader: { locale, moment } }: Shown) => {
  const words = referralPageWords[locale];
  const { stopped } = standing;
  return (
    <Facts
      facts={[
        [words.member, <MemberLink id={memberId} locale={locale} />],
        [words.code, code === null ? null : <code>{code}</code>],
        [
          words.standing,
          stopped ? (
            <span class="badge refused">{words.stopped}</span>
          ) : (
            <span class="badge done">{words.earning}</span>
          ),
        ],
        [
          words.stoppedBy,
          stopped && (
            <>
              <MemberLink id={stopped.blockedBy} locale={locale} /> · {moment(stopped.createdAtMs)}
            </>
          ),
        ],
        [listWords[locale].reason, stopped && <bdi>{stopped.reason}</bdi>],
      ]}
    />
  );
};

/** A list in lists says to everybody what a picture would say to some: who stands under whom. */
const Tree = ({ memberId, network, reader }: Shown) => {
  const { standing, aboveReferrer } = network;
  const own = <Own memberId={memberId} network={network} reader={reader} />;
  const { referrerId } = standing;
  if (referrerId === null) return <ul class="tree">{own}</ul>;
  const brought = (
    <li>
      <NetworkLink id={referrerId} />
      <ul>{own}</ul>
    </li>
  );
  if (aboveReferrer === null) return <ul class="tree">{brought}</ul>;
  return (
    <ul class="tree">
      <li>
        <NetworkLink id={aboveReferrer} />
        <ul>{brought}</ul>
      </li>
    </ul>
  );
};

const Own = ({ memberId, network: { rows, opened }, reader }: Shown) => (
  <li>
    <strong>
      <Person id={memberId} />
    </strong>
    <ul>
      {rows.map((row) => (
        <Twig memberId={memberId} row={row} opened={opened} reader={reader} />
      ))}
    </ul>
  </li>
);

type TwigProps = {
  readonly memberId: string;
  readonly row: Branch;
  readonly opened: Network["opened"];
  readonly reader: Reader;
};

/** Somebody who was brought; whom they brought themselves unfolds. */
const Twig = ({ memberId, row, opened, reader }: TwigProps) => {
  const { locale, upTo } = reader;
  const words = referralPageWords[locale];
  const isOpen = opened?.memberId === row.memberId;
  const path = `${MEMBERS}/${memberId}`;
  const toggle = isOpen ? path : addressWith(path, { open: row.memberId });
  return (
    <li>
      <NetworkLink id={row.memberId} />{" "}
      {row.brought > 0 ? (
        <a href={toggle} aria-label={isOpen ? words.fold : words.unfold(row.memberId)} aria-expanded={isOpen}>
          {isOpen ? words.fold : words.broughtCount(upTo(row.brought, BROUGHT_COUNTED_MAX))}
        </a>
      ) : null}
      {isOpen ? (
        <ul>
          {opened.rows.map((child) => (
            <li>
              <NetworkLink id={child.memberId} />{" "}
              {child.brought > 0 ? words.broughtCount(upTo(child.brought, BROUGHT_COUNTED_MAX)) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
};

function columnsOf(memberId: string, reader: Reader): Column<Invited & Branch>[] {
  const { locale, money, moment, upTo } = reader;
  const words = referralPageWords[locale];
  return [
    { title: words.member, cell: (row) => <NetworkLink id={row.memberId} /> },
    { title: words.since, cell: ({ sinceMs }) => moment(sinceMs) },
    { title: words.spent, isNumber: true, cell: ({ spent }) => money(spent) },
    {
      title: words.earned,
      isNumber: true,
      cell: (row) => (
        <a href={addressWith(`${MEMBERS}/${memberId}/earnings`, { of: row.memberId })}>
          {earnedMoney(row.earned, reader)}
        </a>
      ),
    },
    { title: words.activity, cell: ({ isActive }) => (isActive ? words.active : words.quiet) },
    { title: words.brought, isNumber: true, cell: ({ brought }) => upTo(brought, BROUGHT_COUNTED_MAX) },
  ];
}
