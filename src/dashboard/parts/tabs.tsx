/** The lists of one place, each with its address. */
export const Tabs = ({
  tabs,
  current,
}: {
  readonly tabs: readonly (readonly [address: string, name: string])[];
  readonly current: string;
}) => (
  <ul class="tabs">
    {tabs.map(([address, name]) => (
      <li>
        <a href={address} aria-current={address === current ? "page" : undefined}>
          {name}
        </a>
      </li>
    ))}
  </ul>
);
