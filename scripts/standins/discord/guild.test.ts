import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { EXAMPLE_ROLES, EXAMPLE_WORLD } from "./example-world.ts";
import { ADMIN, AYU, errorOf, SAY, type Started, startDiscord } from "./test-support.ts";

const { guildId, guildName, ownerId } = EXAMPLE_WORLD;
const guildSchema = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string().regex(/^\d+$/) })),
});

let started: Started;
beforeEach(async () => {
  started = await startDiscord();
});
afterEach(() => started.close());

const memberOf = async (userId: string) =>
  (await started.rest("GET", `/guilds/${guildId}/members/${userId}`)).json();

describe("the guild", () => {
  test("names its owner and its roles, everybody's among them, to the bot", async () => {
    const guild = guildSchema.parse(await (await started.rest("GET", `/guilds/${guildId}`)).json());
    expect([guild.id, guild.name, guild.owner_id]).toEqual([guildId, guildName, ownerId]);
    expect(guild.roles.map(({ id, name }) => [id, name])).toEqual([
      [guildId, "@everyone"],
      [EXAMPLE_ROLES.adminId, "Admin"],
      [EXAMPLE_ROLES.staffId, "Staff"],
    ]);
  });

  test("finds who is in it by how their names begin, one unless more are asked for", async () => {
    const found = async (query: string) => {
      const response = await started.rest("GET", `/guilds/${guildId}/members/search?${query}`);
      const people = z.array(z.object({ user: z.object({ id: z.string() }) })).parse(await response.json());
      return people.map(({ user }) => user.id);
    };
    expect(await found("query=AY&limit=25")).toEqual([AYU.id]);
    expect(await found("query=yu&limit=25")).toEqual([]);
    started.discord.leave(AYU.id);
    expect(await found("query=ayu&limit=25")).toEqual([]);
    for (const wrong of ["limit=25", "query=a&limit=0", "query=a&limit=1001"])
      expect(
        await errorOf(await started.rest("GET", `/guilds/${guildId}/members/search?${wrong}`)),
      ).toMatchObject({ status: 400, code: 50035 });
  });

  test("is another's secret", async () => {
    expect(await errorOf(await started.rest("GET", "/guilds/1"))).toMatchObject({ status: 404, code: 10004 });
    const stranger = { authorization: "Bot other" };
    expect((await started.rest("GET", `/guilds/${guildId}`, undefined, stranger)).status).toBe(401);
  });
});

describe("roles that change", () => {
  test("are in the next answer about the member, and in what the member does next", async () => {
    const { adminId, staffId } = EXAMPLE_ROLES;
    started.discord.setRoles(AYU.id, [staffId]);
    started.discord.setRoles(ADMIN.id, []);
    expect(await memberOf(AYU.id)).toMatchObject({ roles: [staffId] });
    expect(await memberOf(ADMIN.id)).toMatchObject({ roles: [] });
    started.answerWith(() => ({ type: 4, data: { content: "x" } }));
    await started.discord.command(AYU.id, { name: SAY.name, options: { text: "hi" } });
    expect(started.seen[0]).toMatchObject({ member: { roles: [staffId] } });
    started.discord.setRoles(AYU.id, [adminId, staffId]);
    expect(started.discord.person(AYU.id)?.roleIds).toEqual([adminId, staffId]);
  });

  test("are roles of the guild", () => {
    expect(() => started.discord.setRoles(AYU.id, ["1"])).toThrow("the guild has no role 1");
  });

  test("do not bring back somebody who left", async () => {
    started.discord.leave(AYU.id);
    started.discord.setRoles(AYU.id, [EXAMPLE_ROLES.adminId]);
    const response = await started.rest("GET", `/guilds/${guildId}/members/${AYU.id}`);
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 10007 });
  });
});

test("a guild's owner may do everything, without a role", async () => {
  await started.close();
  started = await startDiscord({ ownerId: AYU.id });
  expect(await memberOf(AYU.id)).toMatchObject({ roles: [], permissions: (2n ** 53n - 1n).toString() });
});
