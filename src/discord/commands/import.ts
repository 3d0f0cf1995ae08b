import { askAgain, mailAgain } from "../../domain/imports/again.ts";
import { askImport } from "../../domain/imports/ask.ts";
import { cancelImport, confirmImport } from "../../domain/imports/decide.ts";
import {
  CAMPAIGN_CHARS_MAX,
  EXPIRY_DAYS_MAX,
  FILTER_CHARS_MAX,
  MESSAGE_CHARS_MAX,
} from "../../domain/imports/options.ts";
import { MULTIPLIER_MAX, POINTS_PER_ROW_MAX } from "../../domain/imports/points.ts";
import { importStatus, listImports } from "../../domain/imports/status.ts";
import { importWords } from "../../lib/words/imports.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { bookPress, dropPress } from "../balancePresses.ts";
import { action, type Command, card } from "../command.ts";
import {
  againAgreed,
  askAgainCard,
  importLine,
  mailedAgainCard,
  statusCard,
  unmailedKind,
} from "../importStatus.ts";
import { optional, required } from "../options.ts";
import { campaignSuggestions, importSuggestions } from "../suggestions.ts";
import { balances } from "./importBalances.ts";

const ID_CHARS_MAX = 60;
const DAY_CHARS_MAX = 10;
const COLUMN_CHARS_MAX = 100;

const orders = action({
  description: {
    en: "Upload orders: every customer gets a claim code by e-mail",
    id: "Unggah pesanan: tiap pelanggan mendapat kode klaim lewat e-mail",
  },
  options: {
    file: required("file", {
      en: "The orders as CSV, at most 10 MiB",
      id: "Pesanan sebagai CSV, paling besar 10 MiB",
    }),
    points: optional(
      "integer",
      { en: "The same points for every order", id: "Poin yang sama untuk tiap pesanan" },
      { min: 1, max: POINTS_PER_ROW_MAX },
    ),
    multiplier: optional(
      "number",
      {
        en: "Points for each unit of the amount, such as 1.5",
        id: "Poin untuk tiap satuan nilai, misalnya 1.5",
      },
      { min: 0, max: MULTIPLIER_MAX },
    ),
    campaign: optional(
      "text",
      { en: "Name of the campaign", id: "Nama kampanye" },
      { max: CAMPAIGN_CHARS_MAX, autocomplete: true },
    ),
    message: optional(
      "text",
      { en: "A message for the e-mail", id: "Pesan untuk e-mail" },
      { max: MESSAGE_CHARS_MAX },
    ),
    product: optional(
      "text",
      { en: "Only orders of this product", id: "Hanya pesanan produk ini" },
      { max: FILTER_CHARS_MAX },
    ),
    from: optional(
      "text",
      { en: "Only orders from this day on: 2026-01-31", id: "Hanya pesanan mulai hari ini: 2026-01-31" },
      { max: DAY_CHARS_MAX },
    ),
    to: optional(
      "text",
      { en: "Only orders up to this day: 2026-01-31", id: "Hanya pesanan sampai hari ini: 2026-01-31" },
      { max: DAY_CHARS_MAX },
    ),
    expires_days: optional(
      "integer",
      { en: "Days until the codes expire", id: "Hari sampai kode kedaluwarsa" },
      { min: 1, max: EXPIRY_DAYS_MAX },
    ),
    email_column: optional(
      "text",
      { en: "Header of the e-mail column", id: "Judul kolom e-mail" },
      { max: COLUMN_CHARS_MAX },
    ),
    amount_column: optional(
      "text",
      { en: "Header of the amount column", id: "Judul kolom nilai" },
      { max: COLUMN_CHARS_MAX },
    ),
    order_column: optional(
      "text",
      { en: "Header of the order id column", id: "Judul kolom nomor pesanan" },
      { max: COLUMN_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request, interactionToken }, given) {
    await askImport(deps, request, {
      file: { name: given.file.filename, url: given.file.url, bytes: given.file.size },
      interactionToken,
      options: {
        points: given.points,
        multiplier: given.multiplier?.toString(),
        product: given.product,
        from: given.from,
        to: given.to,
        emailColumn: given.email_column,
        amountColumn: given.amount_column,
        orderColumn: given.order_column,
      },
      campaign: given.campaign?.trim() ?? "",
      message: given.message,
      expiryDays: given.expires_days,
    });
    return { kind: "later" };
  },
  suggest: campaignSuggestions,
});

const status = action({
  description: {
    en: "See how an import went, or the newest ones",
    id: "Lihat hasil sebuah impor, atau yang terbaru",
  },
  options: {
    import: optional(
      "text",
      { en: "Which import", id: "Impor yang mana" },
      { max: ID_CHARS_MAX, autocomplete: true },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { import: importId }) {
    if (importId) {
      const found = await importStatus(deps, request.actor.id, importId);
      return card(found.locale, statusCard(found));
    }
    const { rows, locale } = await listImports(deps, request.actor.id);
    const lines = rows.map((row) => importLine(row, locale));
    return card(locale, {
      tone: "info",
      title: importWords[locale].list,
      body: lines.join("\n") || importWords[locale].listEmpty,
    });
  },
  suggest: importSuggestions,
});

export const importCommand: Command = {
  name: "import",
  description: { en: "Import orders and mail claim codes", id: "Impor pesanan dan kirim kode klaim" },
  level: "staff",
  subcommands: { orders, balances, status },
  presses: {
    book: bookPress,
    drop: dropPress,
    confirm: {
      level: "staff",
      async run({ deps, request, interactionToken }, [importId = ""]) {
        const { toBeMailed, locale } = await confirmImport(deps, request, importId, interactionToken);
        const words = importWords[locale];
        const total = wholeNumber(locale, toBeMailed);
        return card(locale, {
          tone: "info",
          title: words.started,
          body: words.progressBody(wholeNumber(locale, 0), total),
        });
      },
    },
    cancel: {
      level: "staff",
      async run({ deps, request }, [importId = ""]) {
        const { locale } = await cancelImport(deps, request, importId);
        return card(locale, {
          tone: "warning",
          title: importWords[locale].cancelled,
          body: importWords[locale].cancelledBody,
        });
      },
    },
    status: {
      level: "staff",
      async run({ deps, request }, [importId = ""]) {
        const found = await importStatus(deps, request.actor.id, importId);
        return card(found.locale, statusCard(found));
      },
    },
    ask: {
      level: "staff",
      async run({ deps, request }, [importId = "", given]) {
        const kind = unmailedKind(given);
        const asked = await askAgain(deps, request.actor.id, importId, kind);
        return card(asked.locale, askAgainCard({ ...asked, kind }));
      },
    },
    again: {
      level: "staff",
      async run({ deps, request }, ids) {
        const told = await mailAgain(deps, request, againAgreed(ids));
        return card(told.locale, mailedAgainCard(told));
      },
    },
  },
};
