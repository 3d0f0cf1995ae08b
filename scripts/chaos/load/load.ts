import { createCrowd } from "../crowd.ts";
import { STAFF_IDS } from "../people.ts";
import type { Scene } from "../scene.ts";
import { watchShop } from "../watch.ts";
import { type Codes, createCodes } from "./codes.ts";
import { lookAtBalance, serveCustomers } from "./customers.ts";
import { bringPatrons, confirmAll, openOrderDesk, serveOrders } from "./orderDesk.ts";
import { badAddresses, openOrderBook } from "./orders.ts";
import { type Payers, sendPayers } from "./payers.ts";
import { createPostman, deliverMail, type Postman } from "./postman.ts";
import { watchPreviews } from "./previews.ts";
import { runProgram } from "./program.ts";
import { runOffice } from "./staff.ts";
import { serveWallets, watchTopupCards } from "./topups.ts";

const TILLS = 6;
const COUNTERS = 6;
const ORDER_DESKS = 4;

export type Load = {
  readonly codes: Codes;
  readonly postman: Postman;
  readonly payers: Payers;
  /** Confirms all cashback that is previewed. False when there was none. */
  confirmCashback(): Promise<boolean>;
  /** Resolves when everybody has stopped after closing; some may still wait for a late answer. */
  readonly ended: Promise<unknown>;
  /** Everybody who came to the till looks at the balance once more. */
  lookAtBalances(): Promise<void>;
  /** From now on nobody waits for an answer. */
  goHome(): void;
};

/** Customers, payers, staff, another program and the postman, until the shop closes. */
export function openDoors(scene: Scene, closed: AbortSignal): Load {
  const { discord, sendgrid, midtrans, history, dice } = scene;
  for (const address of badAddresses) sendgrid.rejectAddress(address);
  history.badAddresses.push(...badAddresses);
  watchShop(discord, history);
  const crowd = createCrowd(discord);
  const codes = createCodes();
  const mailed = new Set<string>();
  const postman = createPostman({ sendgrid, history }, dice.for("postman"), ({ code, orderId }) => {
    codes.add(code);
    mailed.add(orderId);
  });
  const office = {
    crowd,
    discord,
    history,
    previews: watchPreviews(discord),
    orderBook: openOrderBook(),
    mailed,
  };
  const payers = sendPayers(midtrans, dice.for("payers"), closed);
  const counter = { discord, crowd, history, payers, cards: watchTopupCards(discord) };
  const orderDesk = openOrderDesk({ discord, crowd, history });
  const brought = bringPatrons(orderDesk);
  const ended = Promise.all([
    ...Array.from({ length: ORDER_DESKS }, async (_, at) => {
      await brought;
      await serveOrders(orderDesk, dice.for(`order desk ${at}`), closed);
    }),
    payers.ended,
    runProgram({ crowd, history, apiUrl: scene.apiUrl }, dice.for("program"), closed),
    ...Array.from({ length: COUNTERS }, (_, at) => serveWallets(counter, dice.for(`counter ${at}`), closed)),
    deliverMail(postman, closed),
    ...[...STAFF_IDS, ...STAFF_IDS, ...STAFF_IDS].map((staffId, at) =>
      runOffice(office, dice.for(`desk ${at}`), staffId, closed),
    ),
    ...Array.from({ length: TILLS }, (_, at) =>
      serveCustomers({ crowd, history, codes }, dice.for(`till ${at}`), closed),
    ),
  ]);
  const lookAtBalances = async () => {
    for (const memberId of new Set(history.claims.map((request) => request.memberId))) {
      const points = await lookAtBalance({ crowd, history, codes }, memberId);
      if (points !== undefined) history.finalBalances.push({ memberId, points });
    }
  };
  const confirmCashback = () => confirmAll(orderDesk);
  return { codes, postman, payers, confirmCashback, ended, lookAtBalances, goHome: crowd.goHome };
}
