import { askBalances } from "../../domain/balances/ask.ts";
import { REASON_CHARS_MAX } from "../../domain/points/change.ts";
import { type PointsAction, pointsActions } from "../../domain/points/limits.ts";
import type { Words } from "../../lib/words/locale.ts";
import { action } from "../command.ts";
import { OptionMalformed, required } from "../options.ts";

const actionNames: Readonly<Record<PointsAction, Words<string>>> = {
  add: { en: "Add to what members have", id: "Tambahkan ke poin anggota" },
  remove: { en: "Take from what members have", id: "Kurangi dari poin anggota" },
  set: { en: "Set what members have", id: "Tetapkan poin anggota" },
};

/** `/import balances`: many members' points from a file. */
export const balances = action({
  description: { en: "Change many members' points by a file", id: "Ubah poin banyak anggota dengan berkas" },
  options: {
    file: required("file", {
      en: "A CSV with the columns user_id,points",
      id: "CSV dengan kolom user_id,points",
    }),
    action: required(
      "text",
      { en: "What to do with the points", id: "Apa yang dilakukan dengan poinnya" },
      { choices: pointsActions.map((value) => ({ name: actionNames[value], value })) },
    ),
    reason: required(
      "text",
      { en: "Why; members read it in their history", id: "Alasannya; dibaca anggota di riwayatnya" },
      { max: REASON_CHARS_MAX },
    ),
  },
  level: "admin",
  ephemeral: true,
  async run({ deps, request, interactionToken }, { file, action: chosen, reason }) {
    const change = pointsActions.find((name) => name === chosen);
    if (!change) throw new OptionMalformed("action");
    const { filename: name, url, size: bytes } = file;
    await askBalances(deps, request, {
      file: { name, url, bytes },
      action: change,
      reason,
      interactionToken,
    });
    return { kind: "later" };
  },
});
