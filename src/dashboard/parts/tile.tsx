import type { Child } from "hono/jsx";

export type TileFacts = {
  readonly name: string;
  readonly value: string;
  readonly more?: Child;
  readonly to?: string;
};

/** Numbers that are read at a glance. */
export const Tiles = ({ tiles }: { readonly tiles: readonly TileFacts[] }) => (
  <dl class="tiles">
    {tiles.map(({ name, value, more, to }) => (
      <div class="tile">
        <dt>{to ? <a href={to}>{name}</a> : name}</dt>
        <dd>
          {value}
          {more ? <span class="more">{more}</span> : null}
        </dd>
      </div>
    ))}
  </dl>
);
