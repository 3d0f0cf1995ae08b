import type { Command } from "../command.ts";
import { apiKeyGroup, apiKeyPresses } from "./apiKeys.ts";

export const adminCommand: Command = {
  name: "admin",
  description: { en: "What staff do about money and keys", id: "Urusan uang dan kunci untuk staf" },
  level: "admin",
  subcommands: { apikey: apiKeyGroup },
  presses: { ...apiKeyPresses },
};
