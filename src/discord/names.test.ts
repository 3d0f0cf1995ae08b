import { expect, test } from "vitest";
import { interactionSchema } from "./interaction.ts";
import { namesFrom } from "./names.ts";

const base = { id: "1", token: "t", guild_id: "9" };
const user = (id: string, more: object = {}) => ({ id, username: `u${id}`, ...more });
const member = (of: object, nick: unknown = null) => ({ user: of, nick, roles: [], permissions: "0" });
const named = (payload: object) => Object.fromEntries(namesFrom(interactionSchema.parse(payload)));

test("a name is the nickname, else the shown name, else the username", () => {
  const asking = (of: object, nick?: string) => ({
    ...base,
    type: 2,
    member: member(of, nick),
    data: { name: "claim" },
  });
  expect(named(asking(user("5", { global_name: "Ayu L." }), "Ayu"))).toEqual({ 5: "Ayu" });
  expect(named(asking(user("5", { global_name: "Ayu L." })))).toEqual({ 5: "Ayu L." });
  expect(named(asking(user("5", { global_name: null })))).toEqual({ 5: "u5" });
  const direct = { ...base, type: 3, user: user("5"), data: { custom_id: "orders:reveal:1" } };
  expect(named(direct)).toEqual({ 5: "u5" });
});

test("those who were chosen have names too, and bots have none", () => {
  const users = { 6: user("6"), 7: user("7", { global_name: "Dimas" }), 8: user("8", { bot: true }) };
  const resolved = { users, members: { 6: { nick: "Budi" } } };
  const command = { ...base, type: 2, member: member(user("5")), data: { name: "points", resolved } };
  expect(named(command)).toEqual({ 5: "u5", 6: "Budi", 7: "Dimas" });
  const press = { ...base, type: 3, member: member(user("5")), data: { custom_id: "a:b", resolved } };
  expect(named(press)).toEqual({ 5: "u5", 6: "Budi", 7: "Dimas" });
});

test("a name that is none does not keep anybody from what they ask", () => {
  const odd = {
    ...base,
    type: 2,
    member: member({ id: "5", username: 7 }, { a: 1 }),
    data: { name: "claim" },
  };
  expect(named(odd)).toEqual({});
});
