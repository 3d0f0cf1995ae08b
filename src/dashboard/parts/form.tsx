import type { Child } from "hono/jsx";
import { newId } from "../../lib/id.ts";
import { depsOf, type In } from "../room.ts";

/** What a form carries so that sending it twice does it once. */
export const REQUEST_FIELD = "request";
export const REQUEST_FORM = /^web-[0-9a-z]{25}$/;

type FormProps = {
  readonly context: In;
  readonly action: string;
  readonly class?: string;
  readonly children: Child;
};

/** A form that changes something: with the proof that it is ours, and an id of its own. */
export const Form = ({ context, action, children, class: name = "fields" }: FormProps) => {
  const { clock, random } = depsOf(context);
  return (
    <form method="post" action={action} class={name}>
      <input type="hidden" name="csrf" value={context.var.csrfToken} />
      <input type="hidden" name={REQUEST_FIELD} value={`web-${newId(clock(), random)}`} />
      {children}
    </form>
  );
};

/** The request that a sent form is, for the verb it calls; null when its id is none of ours. */
export async function requestOf(context: In) {
  const id = (await context.req.parseBody())[REQUEST_FIELD];
  if (typeof id !== "string" || !REQUEST_FORM.test(id)) return null;
  return { id, actor: context.var.session.actor };
}
