import { mention, moment, plain, verbatim } from "../../clients/discord/card.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { TokenProblem } from "../tokenProblem.ts";
import { mentionOr, spanOf } from "./parts.ts";

type NotRemovable = Extract<TokenProblem, { kind: "token_not_removable" }>;

/** Each refusal about promo tokens and campaigns in English. */
export function englishOfTokens(facts: TokenProblem): string {
  switch (facts.kind) {
    case "token_malformed":
      return "That has not the form of a promo token: 5 to 12 of the digits 3 4 6 7 8 9 and the letters A to Z without I L O S U Z, such as `K7M4Q`. Ask the customer to read it again from the card, letter by letter.";
    case "token_unknown":
      return `There is no promo token ${verbatim(facts.code)}. Read it again letter by letter; if it is right, tell the customer that the shop has not given it out.`;
    case "token_not_removable":
      return `The token ${verbatim(facts.code)} cannot be removed: ${whyNotInEnglish(facts)} Nothing was changed.`;
    case "token_batch_unknown":
      return "There are no such promo tokens. The list of what was made shows those that there are.";
    case "campaign_name_taken":
      return `There is or was a campaign called ${plain(facts.name)}. Choose another name, so that lists tell them apart.`;
    case "campaign_closed_before":
      return `${mentionOr(facts.by || null, "Somebody")} closed ${plain(facts.name)} already, ${moment(facts.atMs, "R")}. \`/campaign list\` shows what it came to.`;
    case "campaign_unknown":
      return "There is no such campaign. Choose one from the list that the option offers, or make it with `/campaign create`.";
    case "campaign_closed":
      return `The campaign ${plain(facts.name)} is closed and takes no new tokens. Choose another, or make one with \`/campaign create\`.`;
    case "campaign_full":
      return `A campaign takes at most ${wholeNumber("en", facts.max)} tokens, and with these ${plain(facts.name)} would have more. Make another campaign with \`/campaign create\`.`;
    case "token_dates":
      return `With the dates of their campaign these tokens would be good ${spanOf("en", facts)}, which is no time at all or over already. Give other dates with \`starts\` and \`expires\`.`;
    case "token_space_full":
      return facts.length < facts.lengthMax
        ? `Too many codes with ${wholeNumber("en", facts.length)} symbols are in use: they could be guessed. Choose a longer \`code_length\`, up to ${wholeNumber("en", facts.lengthMax)}.`
        : `Too many codes with ${wholeNumber("en", facts.length)} symbols are in use, and there are no longer ones. Ask for fewer tokens.`;
  }
}

function whyNotInEnglish(facts: NotRemovable): string {
  const { state, order, atMs, by } = facts;
  if (state === "reserved")
    return `${order ?? "an order"} has it reserved. Cancel that order with \`/cancelorder\` first.`;
  if (state === "used") return `${order ?? "an order"} used it on ${moment(atMs)}.`;
  if (state === "removed") return `${mention(by)} removed it already, on ${moment(atMs)}.`;
  return state === "expired"
    ? `it expired on ${moment(atMs)}.`
    : "it was just changed; look at it with `/checktoken`.";
}

/** The same in Indonesian. */
export function indonesianOfTokens(facts: TokenProblem): string {
  switch (facts.kind) {
    case "token_malformed":
      return "Itu bukan bentuk token promo: 5 sampai 12 dari angka 3 4 6 7 8 9 dan huruf A sampai Z tanpa I L O S U Z, misalnya `K7M4Q`. Minta pelanggan membacanya lagi dari kartunya, huruf demi huruf.";
    case "token_unknown":
      return `Token promo ${verbatim(facts.code)} tidak ada. Baca lagi huruf demi huruf; jika sudah benar, katakan kepada pelanggan bahwa toko tidak pernah membagikannya.`;
    case "token_not_removable":
      return `Token ${verbatim(facts.code)} tidak bisa ditarik: ${whyNotInIndonesian(facts)} Tidak ada yang diubah.`;
    case "token_batch_unknown":
      return "Token promo itu tidak ada. Daftar yang pernah dibuat menampilkan yang ada.";
    case "campaign_name_taken":
      return `Sudah ada atau pernah ada kampanye bernama ${plain(facts.name)}. Pilih nama lain agar bisa dibedakan di daftar.`;
    case "campaign_closed_before":
      return `${mentionOr(facts.by || null, "Seseorang")} sudah menutup ${plain(facts.name)}, ${moment(facts.atMs, "R")}. \`/campaign list\` menampilkan hasilnya.`;
    case "campaign_unknown":
      return "Kampanye itu tidak ada. Pilih dari daftar yang ditawarkan opsinya, atau buat dengan `/campaign create`.";
    case "campaign_closed":
      return `Kampanye ${plain(facts.name)} sudah ditutup dan tidak menerima token baru. Pilih yang lain, atau buat dengan \`/campaign create\`.`;
    case "campaign_full":
      return `Satu kampanye paling banyak berisi ${wholeNumber("id", facts.max)} token, dan ${plain(facts.name)} akan melebihinya. Buat kampanye lain dengan \`/campaign create\`.`;
    case "token_dates":
      return `Dengan tanggal kampanyenya, token ini akan berlaku ${spanOf("id", facts)}, padahal itu tidak ada waktunya atau sudah lewat. Isi tanggal lain pada \`starts\` dan \`expires\`.`;
    case "token_space_full":
      return facts.length < facts.lengthMax
        ? `Terlalu banyak kode ${wholeNumber("id", facts.length)} simbol yang sudah dipakai, jadi bisa ditebak. Pilih \`code_length\` yang lebih panjang, sampai ${wholeNumber("id", facts.lengthMax)}.`
        : `Terlalu banyak kode ${wholeNumber("id", facts.length)} simbol yang sudah dipakai, dan tidak ada yang lebih panjang. Minta lebih sedikit token.`;
  }
}

function whyNotInIndonesian(facts: NotRemovable): string {
  const { state, order, atMs, by } = facts;
  if (state === "reserved")
    return `sedang dipesan untuk ${order ?? "sebuah pesanan"}. Batalkan dulu pesanan itu dengan \`/cancelorder\`.`;
  if (state === "used") return `sudah dipakai ${order ?? "sebuah pesanan"} pada ${moment(atMs)}.`;
  if (state === "removed") return `sudah ditarik ${mention(by)} pada ${moment(atMs)}.`;
  return state === "expired"
    ? `sudah kedaluwarsa pada ${moment(atMs)}.`
    : "baru saja berubah; lihat dengan `/checktoken`.";
}
