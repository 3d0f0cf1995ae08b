import { suggestCampaigns, suggestImports } from "../domain/imports/status.ts";
import type { Call, Suggestion } from "./command.ts";
import type { GivenOption } from "./interaction.ts";

/** Campaigns that were used before; another one may be typed. */
export async function campaignSuggestions({ deps }: Call, focused: GivenOption): Promise<Suggestion[]> {
  const campaigns = await suggestCampaigns(deps, String(focused.value ?? ""));
  return campaigns.map((campaign) => ({ name: campaign, value: campaign }));
}

/** Imports by file name and day, for every option that names one. */
export async function importSuggestions({ deps }: Call, focused: GivenOption): Promise<Suggestion[]> {
  const day = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: deps.shop.timeZone,
  });
  const rows = await suggestImports(deps, String(focused.value ?? ""));
  return rows.map(({ id, fileName, createdAtMs }) => ({
    name: `${day.format(createdAtMs)} · ${fileName}`,
    value: id,
  }));
}
