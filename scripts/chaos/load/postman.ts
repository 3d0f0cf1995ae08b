import { setTimeout as pause } from "node:timers/promises";
import type { Mail } from "../../standins/sendgrid/mailbox.ts";
import type { Dice } from "../dice.ts";
import type { History, MailReport } from "../history.ts";
import type { ArrivedMail } from "../judge/evidence.ts";
import type { Scene } from "../scene.ts";

const MAIL_ID_ARG = "coffer_mail_id";
const LOOK_EVERY_MS = 150;
const REPORTS_PER_POST = 50;
/** Of so many mails nothing is ever reported. */
const UNREPORTED = 0.2;
/** Both at times take longer than the first pause before a mail that did not go through is tried again. */
const READ_MEAN_MS = 2_000;
const REPORT_MEAN_MS = 4_000;
/** So many are reported at once: some before the shop has written down what SendGrid answered. */
const AT_ONCE = 0.5;

type Event = Parameters<Scene["sendgrid"]["report"]>[0][number]["event"];
/** What may become of a mail: what SendGrid reports, in any order and number, and the state that proves. */
const FATES: readonly [Fate, ...Fate[]] = [
  { events: ["processed", "delivered"], proves: "delivered", weight: 12 },
  { events: ["deferred", "processed", "delivered"], proves: "delivered", weight: 3 },
  { events: ["processed"], proves: "sent", weight: 2 },
  { events: ["processed", "bounce"], proves: "bounced", weight: 1 },
  { events: ["delivered", "bounce"], proves: "bounced", weight: 1 },
  { events: ["dropped"], proves: "dropped", weight: 1 },
  { events: ["delivered", "spamreport"], proves: "complaint", weight: 1 },
];
type Fate = { readonly events: readonly Event[]; readonly proves: string; readonly weight: number };

/** Brings the mail that SendGrid took to the customers, and reports what became of it until the Worker takes the report. */
export type Postman = {
  /** Looks for new mail, and once brings and reports what it is time for. */
  round(): Promise<void>;
  /** From now on it is time for everything. */
  hurry(): void;
  /** Whether a report is still to be taken. */
  hasMore(): boolean;
  /** All the mail that ever arrived; SendGrid's stand-in forgets the oldest. */
  readonly arrived: ArrivedMail[];
};

export function createPostman(
  { sendgrid, history }: { sendgrid: Scene["sendgrid"]; history: History },
  dice: Dice,
  delivered: (mail: ArrivedMail) => void,
): Postman {
  const seen = new Set<string>();
  const mailbox: ArrivedMail[] = [];
  const weighted = FATES.flatMap((fate) => Array.from({ length: fate.weight }, () => fate));
  let unread: { mail: ArrivedMail; dueMs: number }[] = [];
  let waiting: { mailId: string; event: Event; report: MailReport; dueMs: number }[] = [];
  let inHurry = false;
  const isDue = ({ dueMs }: { dueMs: number }) => inHurry || dueMs <= Date.now();

  const reportAtMs = () => Date.now() + (dice.chance(AT_ONCE) ? 0 : dice.pauseMs(REPORT_MEAN_MS));

  function collect(): void {
    for (const mail of sendgrid.mailbox.list()) {
      if (seen.has(mail.id)) continue;
      seen.add(mail.id);
      const arrived = readMail(mail);
      mailbox.push(arrived);
      unread.push({ mail: arrived, dueMs: Date.now() + dice.pauseMs(READ_MEAN_MS) });
      const fate = dice.any(weighted);
      if (!fate || dice.chance(UNREPORTED)) continue;
      const report = { mailId: arrived.mailId, proves: fate.proves, taken: false };
      history.reports.push(report);
      waiting.push(...fate.events.map((event) => ({ mailId: mail.id, event, report, dueMs: reportAtMs() })));
    }
  }

  function bring(): void {
    const due = unread.filter(isDue);
    unread = unread.filter((one) => !due.includes(one));
    for (const { mail } of due) delivered(mail);
  }

  return {
    async round() {
      collect();
      bring();
      const now = dice.shuffled(waiting.filter(isDue)).slice(0, REPORTS_PER_POST);
      if (now.length === 0) return;
      const events = now.map(({ mailId, event }) => ({ id: mailId, event }));
      const taken = await sendgrid.report(events, { copies: dice.int(1, 2) }).then(
        () => true,
        () => false,
      );
      if (!taken) return;
      waiting = waiting.filter((event) => !now.includes(event));
      const open = new Set(waiting.map(({ report }) => report));
      for (const { report } of now) report.taken = !open.has(report);
    },
    hurry: () => {
      inHurry = true;
    },
    hasMore: () => waiting.length > 0,
    arrived: mailbox,
  };
}

export async function deliverMail(postman: Postman, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    await postman.round();
    await pause(LOOK_EVERY_MS);
  }
}

/** A mail as its recipient reads it. */
function readMail(mail: Mail): ArrivedMail {
  const points = /([\d,]+) Discord points/.exec(mail.text)?.[1] ?? "";
  return {
    mailId: mail.customArgs[MAIL_ID_ARG] ?? "",
    to: mail.to,
    orderId: /(KS-\d+)/.exec(mail.subject)?.[1] ?? "",
    points: Number(points.replaceAll(",", "")),
    code: /\/claim code:(\S+)/.exec(mail.text)?.[1] ?? "",
  };
}
