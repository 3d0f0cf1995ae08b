import { listWords } from "../../lib/words/dashboard/lists.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { Parted } from "./parted.tsx";
import { Called, Person } from "./people.tsx";

const isDiscordId = (id: string) => /^\d{1,20}$/.test(id);

/** A member, by whose number everything about them is found; who was forgotten has none. */
export const MemberLink = ({ id, locale }: { readonly id: string; readonly locale: Locale }) =>
  isDiscordId(id) ? (
    <a href={`/dashboard/members/${id}`}>
      <Person id={id} />
    </a>
  ) : (
    <span title={id}>{listWords[locale].forgotten}</span>
  );

/** Whoever did something; the shop itself, a program and who was forgotten have no page. */
export const ActorLink = ({ id }: { readonly id: string }) =>
  isDiscordId(id) ? (
    <a href={`/dashboard/members/${id}`}>
      <Person id={id} />
    </a>
  ) : (
    <bdi>{id}</bdi>
  );

/** Somebody whose name is known already. */
export const PersonLink = ({ id, name }: { readonly id: string; readonly name: string }) => (
  <a href={`/dashboard/members/${id}`}>
    <Called name={name} by={id} />
  </a>
);

/** What one cause moved in the books. */
export const CauseLink = ({ cause }: { readonly cause: string }) => (
  <a href={`/dashboard/ledger?cause=${encodeURIComponent(cause)}`}>
    <code>
      <Parted name={cause} />
    </code>
  </a>
);
