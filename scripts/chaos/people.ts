import { EXAMPLE_WORLD } from "../standins/discord/example-world.ts";
import type { Person } from "../standins/discord/world.ts";

const MEMBERS = 60;
/** Members who try codes that they do not have, until they are made to wait. */
const GUESSERS = 6;
/** Members for whom staff make orders, and who bring each other. They claim nothing and fill no wallet. */
const PATRONS = 12;

const crowd = (count: number, first: bigint, name: string): readonly Person[] =>
  Array.from({ length: count }, (_, at) => ({
    id: (first + BigInt(at)).toString(),
    username: `${name.toLowerCase()}${at}`,
    displayName: `${name} ${at}`,
    title: "Customer",
    roleIds: [],
    locale: "en-US",
  }));
const members = crowd(MEMBERS, 1_190_000_000_000_000_000n, "Member");
const patrons = crowd(PATRONS, 1_190_000_000_000_001_000n, "Patron");

const [admin, staff] = EXAMPLE_WORLD.users;

/** The example shop with a crowd of customers; every text comes in English. */
export const CROWDED_WORLD = { ...EXAMPLE_WORLD, users: [admin, staff, ...members, ...patrons] };

export const STAFF_IDS: readonly string[] = [admin.id, staff.id];
export const ADMIN_ID: string = admin.id;
export const PATRON_IDS: readonly string[] = patrons.map(({ id }) => id);
export const CUSTOMER_IDS: readonly string[] = members.slice(GUESSERS).map(({ id }) => id);
export const GUESSER_IDS: readonly string[] = members.slice(0, GUESSERS).map(({ id }) => id);

const [general, shop, audit] = EXAMPLE_WORLD.channels;
export const CUSTOMER_CHANNEL_ID: string = general.id;
export const STAFF_CHANNEL_ID: string = shop.id;
export const AUDIT_CHANNEL_ID: string = audit.id;
