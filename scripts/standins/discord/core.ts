import type { CommandTables } from "./commands.ts";
import type { Directory } from "./directory.ts";
import type { Faults } from "./faults.ts";
import type { Files } from "./files.ts";
import type { Interactions } from "./interaction.ts";
import type { Grants } from "./oauth/grants.ts";
import type { RequestLog } from "./request-log.ts";
import type { KeyPair } from "./signing.ts";
import type { Store } from "./store.ts";

/** By what the application proves itself, and where it lets people be sent back after they logged in. */
export type Login = { readonly clientSecret: string; readonly redirectUris: () => readonly string[] };

/** What the parts of the stand-in share. Times are milliseconds. */
export type Core = {
  readonly applicationId: string;
  readonly botToken: string | null;
  readonly login: Login | null;
  readonly keyPair: KeyPair;
  readonly clock: () => number;
  readonly nextId: () => string;
  readonly workerUrl: () => string;
  readonly answerWithinMs: number;
  readonly rateLimited: boolean;
  readonly directory: Directory;
  readonly store: Store;
  readonly files: Files;
  readonly interactions: Interactions;
  readonly commands: CommandTables;
  readonly grants: Grants;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly nonces: Map<string, { messageId: string; atMs: number }>;
};
