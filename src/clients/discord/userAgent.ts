const VERSION = "0.1";

/** What Discord wants of every caller, and Workers do not send by themselves: whom to ask about a bot. */
export const userAgent = ({ publicUrl }: { readonly publicUrl: string }) => ({
  "user-agent": `DiscordBot (${publicUrl}, ${VERSION})`,
});
