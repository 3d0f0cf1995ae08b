import type { Level } from "../../../src/domain/actor.ts";
import type { TestShop } from "../shop.ts";

/** What a browser sends to a route. */
export type Sending = {
  /** Of the address, below `/dashboard`. */
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  /** An upload: the form's fields stand in a line before it then. */
  readonly file?: string;
};

/** What a route of the dashboard does that is no page. */
export type Deed = {
  /** The words of the command that calls the same verb: who may use it, may do this. */
  readonly command?: string;
  /** Who may, where no command does it. */
  readonly level?: Level;
  /** What the audit log calls it, or why it has no row there. */
  readonly audit: string | { readonly none: string };
  /** It cannot be sent again: the session has ended. */
  readonly isLast?: true;
  /** Makes what it is done to. */
  make(shop: TestShop): Promise<Sending> | Sending;
};

/** By route, as the dashboard has it, without the forms of its parameters. */
export type Deeds = Readonly<Record<string, Deed>>;
