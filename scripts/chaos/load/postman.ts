import { setTimeout as pause } from "node:timers/promises";
import type { Mail } from "../../standins/sendgrid/mailbox.ts";
import type { Dice } from "../dice.ts";
import type { History, MailReport } from "../history.ts";
import type { ArrivedMail } from "../judge/evidence.ts";
import type { Scene } from "../scene.ts";

const MAIL_ID_ARG = "coffer_mail_id";
const LOOK_EVERY_MS = 150;
const REPORTS_PER_POST = 50;

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
  /** Looks for new mail and reports it, once. */
  round(): Promise<void>;
  /** Whether a report is still to be taken. */
  hasMore(): boolean;
};

export function createPostman(
  { sendgrid, history }: { sendgrid: Scene["sendgrid"]; history: History },
  dice: Dice,
  delivered: (mail: ArrivedMail) => void,
): Postman {
  const seen = new Set<string>();
  const weighted = FATES.flatMap((fate) => Array.from({ length: fate.weight }, () => fate));
  let waiting: { mail: Mail; fate: Fate; report: MailReport }[] = [];

  function collect(): void {
    for (const mail of sendgrid.mailbox.list()) {
      if (seen.has(mail.id)) continue;
      seen.add(mail.id);
      const arrived = readMail(mail);
      delivered(arrived);
      const fate = dice.any(weighted);
      if (!fate || dice.chance(0.05)) continue;
      const report = { mailId: arrived.mailId, proves: fate.proves, taken: false };
      history.reports.push(report);
      waiting.push({ mail, fate, report });
    }
  }

  return {
    async round() {
      collect();
      const now = dice.shuffled(waiting).slice(0, REPORTS_PER_POST);
      if (now.length === 0) return;
      const events = now.flatMap(({ mail, fate }) => fate.events.map((event) => ({ id: mail.id, event })));
      const taken = await sendgrid.report(dice.shuffled(events), { copies: dice.int(1, 2) }).then(
        () => true,
        () => false,
      );
      if (!taken) return;
      for (const { report } of now) report.taken = true;
      waiting = waiting.filter(({ report }) => !report.taken);
    },
    hasMore: () => waiting.length > 0,
  };
}

export async function deliverMail(postman: Postman, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    await postman.round();
    await pause(LOOK_EVERY_MS);
  }
}

/** A mail as its recipient reads it. */
export function readMail(mail: Mail): ArrivedMail {
  const points = /([\d,]+) Discord points/.exec(mail.text)?.[1] ?? "";
  return {
    mailId: mail.customArgs[MAIL_ID_ARG] ?? "",
    to: mail.to,
    orderId: /(KS-\d+)/.exec(mail.subject)?.[1] ?? "",
    points: Number(points.replaceAll(",", "")),
    code: /\/claim code:(\S+)/.exec(mail.text)?.[1] ?? "",
  };
}
