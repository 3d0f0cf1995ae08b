import { moment, plain } from "../../clients/discord/card.ts";
import { listJobs, retryFailedJobs } from "../../domain/jobs/list.ts";
import type { Locale, Words } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card, pressId } from "../command.ts";

const words: Words<{
  title: string;
  none: string;
  open: (count: string) => string;
  dead: (count: string) => string;
  retry: string;
  again: string;
  againBody: (count: string) => string;
  tries: (count: string) => string;
}> = {
  en: {
    title: "Failed jobs",
    none: "Nothing was given up.",
    open: (count) => `${count} under way`,
    dead: (count) => `${count} messages lost by the queue (their jobs go on by themselves)`,
    retry: "Try these again",
    again: "Trying again",
    againBody: (count) => `${count} jobs are on their way again.`,
    tries: (count) => `${count} tries`,
  },
  id: {
    title: "Pekerjaan gagal",
    none: "Tidak ada yang dihentikan.",
    open: (count) => `${count} sedang berjalan`,
    dead: (count) => `${count} pesan hilang di antrean (pekerjaannya tetap berlanjut)`,
    retry: "Coba lagi semua ini",
    again: "Mencoba lagi",
    againBody: (count) => `${count} pekerjaan berjalan lagi.`,
    tries: (count) => `${count} kali dicoba`,
  },
};

const description = {
  en: "See what could not be sent or done, and try it again",
  id: "Lihat yang gagal dikirim atau dikerjakan, dan coba lagi",
};

export const jobsCommand: Command = {
  name: "jobs",
  description,
  level: "staff",
  action: action({
    description,
    options: {},
    ephemeral: true,
    async run({ deps, request }) {
      const { failed, open, dead, locale } = await listJobs(deps, request.actor.id);
      const text = words[locale];
      const lines = failed.map((row) => failedLine(row, locale));
      return card(locale, {
        tone: failed.length > 0 ? "warning" : "done",
        title: text.title,
        body: lines.join("\n") || text.none,
        footer: [
          text.open(wholeNumber(locale, open)),
          ...(dead > 0 ? [text.dead(wholeNumber(locale, dead))] : []),
        ].join(" · "),
        buttons: failed.length > 0 ? [{ id: pressId("jobs", "retry"), label: text.retry, style: "go" }] : [],
      });
    },
  }),
  presses: {
    retry: {
      level: "staff",
      async run({ deps, request }) {
        const { count, locale } = await retryFailedJobs(deps, request);
        const text = words[locale];
        return card(locale, {
          tone: "done",
          title: text.again,
          body: text.againBody(wholeNumber(locale, count)),
        });
      },
    },
  },
};

type FailedRow = Awaited<ReturnType<typeof listJobs>>["failed"][number];

function failedLine(row: FailedRow, locale: Locale): string {
  const tries = words[locale].tries(wholeNumber(locale, row.tries));
  return `• \`${row.kind}\` ${moment(row.finishedAtMs ?? row.createdAtMs, "R")} · ${tries} · ${plain(row.lastError ?? "?")}`;
}
