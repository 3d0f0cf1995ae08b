import { and, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { members } from "../../db/schema/members.ts";
import { personName } from "../../lib/personName.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";

/** People whose names one page can show; a page lists 50, some of them with two or three people a row. */
export const NAMES_MAX = 500;

/** What somebody is called according to whoever sent the request; null where it does not say. */
export const calledIn = (request: Request, memberId: string): string | null =>
  personName(request.names?.get(memberId));

/** In an upsert of members: the name that comes with it counts; where none comes, the known one stays. */
export const newerName: SQL = sql`coalesce(excluded.name, ${members.name})`;
export const hasNewName: SQL = sql`excluded.name is not null and ${members.name} is not excluded.name`;

/** What those of them are called whom the shop has met and heard the name of. */
export async function namesOf({ db }: Deps, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = JSON.stringify(ids.slice(0, NAMES_MAX));
  const rows = await db
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(and(inArray(members.id, sql`(select value from json_each(${asked}))`), isNotNull(members.name)));
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}

/** The statement that takes down what Discord says people are called; it makes nobody known, and not known again. */
export function learnNames(
  db: Database,
  people: readonly { readonly id: string; readonly name: string | null }[],
) {
  const heard = people.flatMap(({ id, name: text }) => {
    const name = personName(text);
    return name === null ? [] : [{ id, name }];
  });
  return db.run(sql`
    update ${members} set name = value ->> 'name' from json_each(${JSON.stringify(heard)})
    where ${members.id} = value ->> 'id' and ${members.name} is not value ->> 'name'`);
}
