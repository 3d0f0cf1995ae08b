import { type Child, createContext, useContext } from "hono/jsx";
import { namesOf } from "../../domain/members/names.ts";
import { errorFields, logEvent } from "../../lib/log.ts";
import { depsOf, type In } from "../room.ts";
import { Parted } from "./parted.tsx";

type NameOf = (id: string) => Promise<string | undefined>;

/** Asks for the names of all whom one turn of the page's rendering meets, with one question. */
function createNames(context: In): NameOf {
  let asked: Set<string> | null = null;
  let answer: Promise<ReadonlyMap<string, string>> = Promise.resolve(new Map());
  return async (id) => {
    if (!asked) {
      const ids = new Set<string>();
      asked = ids;
      answer = Promise.resolve().then(async () => {
        asked = null;
        // A page without names is better than none, and a failure's page would ask for them again.
        return await namesOf(depsOf(context), [...ids]).catch(noNames);
      });
    }
    asked.add(id);
    return (await answer).get(id);
  };
}

function noNames(error: unknown): ReadonlyMap<string, string> {
  logEvent("warn", "names_not_read", errorFields(error));
  return new Map();
}

const Names = createContext<NameOf>(async () => undefined);

/** Has people stand by their names on what is in it. */
export const WithNames = ({ context, children }: { readonly context: In; readonly children?: Child }) => (
  <Names.Provider value={createNames(context)}>{children}</Names.Provider>
);

type PersonProps = {
  readonly id: string;
  /** What tells namesakes apart, where it is not Discord's number alone. */
  readonly by?: string;
};

/** Somebody by their name, as far as the shop has heard it, and by Discord's number. */
export const Person = async ({ id, by = id }: PersonProps) => {
  const name = await useContext(Names)(id);
  return name === undefined ? (
    <span>
      <Parted name={by} />
    </span>
  ) : (
    <Called name={name} by={by} />
  );
};

/** The name first; the number small, and whole also where there is no room for it. */
export const Called = ({ name, by }: { readonly name: string; readonly by: string }) => (
  <span class="person" title={by}>
    <bdi>{name}</bdi> <small>{by}</small>
  </span>
);
