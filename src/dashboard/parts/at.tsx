import { depsOf, type In } from "../room.ts";
import { Moment } from "./moment.tsx";

/** A moment as the reader of this page writes it; nothing where there is none. */
export const At = ({ context, atMs }: { readonly context: In; readonly atMs: number | null }) =>
  atMs === null ? null : (
    <Moment atMs={atMs} locale={context.var.session.locale} timeZone={depsOf(context).shop.timeZone} />
  );
