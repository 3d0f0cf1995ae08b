import type { Context } from "hono";
import type { Deps } from "../domain/deps.ts";
import type { Session } from "../domain/sessions/session.ts";
import type { Changeable } from "../lib/changeable.ts";

/** What a request to the dashboard finds, handed in from the root of the Worker. */
export type Room = {
  readonly deps: Deps;
  readonly requestId: string;
  /** The Worker's own settings, where owners have changed nothing. */
  readonly settings: {
    given(name: Changeable): string;
    /** Has what owners changed read again. */
    forget(): void;
  };
};

/** What is known of a request once somebody is in. */
export type Inside = {
  Bindings: Room;
  Variables: {
    session: Session;
    /** The session's secret proves each form. */
    csrfToken: string;
    /** What a page lets in itself, where that is not what all pages do. */
    policy?: string;
    /** Takes what an upload's reader has left of its file. */
    dropRest?: () => Promise<void>;
  };
};

export type In = Context<Inside>;

export const depsOf = ({ env: room }: { readonly env: Room }): Deps => room.deps;
export const requestIdOf = ({ env: room }: { readonly env: Room }): string => room.requestId;
export const settingsOf = ({ env: room }: { readonly env: Room }): Room["settings"] => room.settings;
