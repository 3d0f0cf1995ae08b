import { invitesOf } from "../../domain/referrals/invites.ts";
import { action, type Call, type Command, card } from "../command.ts";
import { invitesCard } from "../inviteCards.ts";
import { optional } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";

const description = {
  en: "See whom you brought and what you earned by it",
  id: "Lihat siapa yang kamu ajak dan hasilnya",
};

export const invitesCommand: Command = {
  name: "invites",
  description,
  level: "everyone",
  action: action({
    description,
    options: { page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }) },
    ephemeral: true,
    run: (call, { page }) => answerPage(call, page ?? 1),
  }),
  presses: {
    page: { level: "everyone", run: (call, [page]) => answerPage(call, pageNumber(page)) },
  },
};

async function answerPage({ deps, request }: Call, page: number) {
  const found = await invitesOf(deps, request.actor.id, page);
  return card(found.locale, invitesCard(deps, found));
}
