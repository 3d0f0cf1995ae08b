import type { JsonObject } from "./api-objects.ts";
import type { Interaction, Outcome } from "./interaction.ts";

/** How to send an interaction otherwise than Discord would. */
export type Tamper = {
  readonly signature?: "bad" | "malformed" | "missing";
  /** Shifts the signed timestamp: -600 is ten minutes old. */
  readonly timestampOffsetS?: number;
  /** Another guild than the shop's. */
  readonly guildId?: string;
  /** Skips what Discord's client checks: unknown options, missing ones, disabled buttons, other people's messages. */
  readonly unchecked?: boolean;
};

/** An interaction and what came of it. `message` is how it was right after the answer. */
export type Exchange = Outcome & {
  readonly interaction: Interaction;
  readonly payload: JsonObject;
  readonly status: number | null;
  readonly body: unknown;
  readonly tookMs: number;
  /** What the person reads when it failed. */
  readonly failure: string | null;
  /** Why it failed, for developers. */
  readonly problem: string | null;
};

/** Something that Discord's own client does not let a person do. */
export class ClientRefusal extends Error {
  override name = "ClientRefusal";
}
