import type { Child } from "hono/jsx";

/** What is known of one thing: a name and what it is, line by line. What is null is left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: Child])[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== null)
      .map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
