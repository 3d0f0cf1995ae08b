import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { handleDashboard } from "../../src/dashboard/door.tsx";
import { currentBoard, leaderboard } from "../../src/domain/boards/leaderboard.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import type { Deps } from "../../src/domain/deps.ts";
import { findPeople, nameOf, PEOPLE_FOUND_MAX, suggestPeople } from "../../src/domain/desk/people.ts";
import { chooseHidden } from "../../src/domain/members/choices.ts";
import { chooseLocale, meetMember } from "../../src/domain/members/locale.ts";
import { NAMES_MAX, namesOf } from "../../src/domain/members/names.ts";
import { rememberPresence } from "../../src/domain/members/presence.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { eraseMember } from "../../src/domain/privacy/erase.ts";
import { exportMember } from "../../src/domain/privacy/export.ts";
import { referralCode } from "../../src/domain/referrals/code.ts";
import { NAME_CHARS_MAX } from "../../src/lib/personName.ts";
import { openClaim, unknownCode } from "../support/claims.ts";
import { logInAs } from "../support/dashboard.ts";
import { plansOf } from "../support/plans.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
let cookie: string;
beforeAll(async () => {
  shop = await startShop();
  cookie = await logInAs(shop);
});
afterAll(() => shop.stop());

/** An asking by somebody who is called so, and that says what others are called. */
const by = (memberId: string, name: string, others: Readonly<Record<string, string>> = {}) => ({
  ...shop.request(memberId),
  names: new Map([[memberId, name], ...Object.entries(others)]),
});
const nameOfMember = async (memberId: string) => (await namesOf(shop.deps(), [memberId])).get(memberId);

/** A member whom the shop has met by this name. */
async function met(name: string): Promise<string> {
  const memberId = shop.newId();
  await shop.deps().db.batch([meetMember(shop.deps().db, memberId, shop.clock.now(), by(memberId, name))]);
  return memberId;
}

const found = async (beginning: string) =>
  (await findPeople(shop.deps(), beginning)).people.map(({ id }) => id);

/** The page that lists members. */
async function pageOf(deps: Deps): Promise<string> {
  const room = { deps, requestId: "test", settings: { given: () => "", forget: () => undefined } };
  const asking = new Request(`${deps.shop.publicUrl}/dashboard/members`, { headers: { cookie } });
  const response = await handleDashboard(room, asking);
  expect(response.status).toBe(200);
  return await response.text();
}

describe("a name is learnt", () => {
  it("with a claim, also one that is refused, and with every press and command that writes", async () => {
    const memberId = shop.newId();
    const { code } = await openClaim(shop);
    await claim(shop.deps(), by(memberId, "Ayu"), code);
    expect(await nameOfMember(memberId)).toBe("Ayu");
    await claim(shop.deps(), by(memberId, "Ayu 2"), unknownCode(shop)).catch(() => null);
    expect(await nameOfMember(memberId)).toBe("Ayu 2");
    const writing: readonly [string, () => Promise<unknown>][] = [
      ["hidden", () => chooseHidden(shop.deps(), by(memberId, "hidden"), true)],
      ["locale", () => chooseLocale(shop.deps(), by(memberId, "locale"), "id")],
      ["board", () => leaderboard(shop.deps(), by(memberId, "board"), currentBoard(shop.deps(), "all"))],
      ["code", () => referralCode(shop.deps(), by(memberId, "code"))],
    ];
    for (const [name, write] of writing) {
      await write();
      expect(await nameOfMember(memberId)).toBe(name);
    }
  });

  it("of whom staff choose and of the staff, and is kept where the next asking says none", async () => {
    const [memberId, staffId] = [shop.newId(), shop.newId()];
    const change = { action: "add", memberId, amount: 5, reason: "x", silent: true } as const;
    await changePoints(shop.deps(), by(staffId, "Ratna", { [memberId]: "Dimas" }), change);
    expect(await namesOf(shop.deps(), [memberId, staffId])).toEqual(
      new Map([
        [memberId, "Dimas"],
        [staffId, "Ratna"],
      ]),
    );
    await changePoints(shop.deps(), shop.request(staffId, "admin"), change);
    const { code } = await openClaim(shop);
    await claim(shop.deps(), shop.request(memberId), code);
    expect(await nameOfMember(memberId)).toBe("Dimas");
  });

  it("as one line of at most so many characters", async () => {
    expect(await nameOfMember(await met(`a\n\u0000b${"💥".repeat(300)}`))).toBe(
      `ab${"💥".repeat(NAME_CHARS_MAX - 2)}`,
    );
    expect(await nameOfMember(await met("\u0000"))).toBeUndefined();
  });

  it("of Discord's answers for whom the shop has met, and makes nobody known", async () => {
    const [memberId, stranger] = [await met("Sari"), shop.newId()];
    shop.desk.guild.names.set(memberId, "Sarinah").set(stranger, "Sarinto");
    expect((await findPeople(shop.deps(), "Sarin")).people).toMatchObject([
      { id: memberId, name: "Sarinah", username: `user${memberId}`, knownSinceMs: expect.any(Number) },
      { id: stranger, name: "Sarinto", username: `user${stranger}`, knownSinceMs: null },
    ]);
    expect(await nameOfMember(memberId)).toBe("Sarinah");
    shop.desk.guild.names.set(memberId, "Sari again");
    expect(await nameOf(shop.deps(), memberId)).toMatchObject({ name: "Sari again" });
    await nameOf(shop.deps(), stranger);
    expect(await namesOf(shop.deps(), [memberId, stranger])).toEqual(new Map([[memberId, "Sari again"]]));
  });

  it("of Discord's answer whether somebody of a leaderboard is still there", async () => {
    const memberId = await met("Gede");
    await changePoints(shop.deps(), shop.request(shop.newId(), "admin"), {
      action: "add",
      memberId,
      amount: 5_000,
      reason: "x",
      silent: true,
    });
    shop.desk.guild.names.set(memberId, "Gede 2");
    await leaderboard(shop.deps(), shop.request(), currentBoard(shop.deps(), "all"));
    expect(await nameOfMember(memberId)).toBe("Gede 2");
  });

  it("and forgotten with its member: what Discord says later brings nothing back", async () => {
    const memberId = await met("Wulan");
    const askedAtMs = shop.clock.now();
    expect((await exportMember(shop.deps(), memberId)).text).toContain('"name": "Wulan"');
    const asked = { id: shop.newId(), askedAtMs: shop.clock.now() };
    await eraseMember(shop.deps(), by(memberId, "Wulan"), asked);
    shop.desk.guild.names.set(memberId, "Wulan");
    await nameOf(shop.deps(), memberId);
    const presence = { here: [{ id: memberId, name: "Wulan" }], left: [], complete: true };
    await shop.deps().db.batch(rememberPresence(shop.deps(), presence, askedAtMs));
    await shop.database.run({ sql: "delete from members where id = ? and name is null", args: [memberId] });
    expect((await findPeople(shop.deps(), "Wulan")).people).toMatchObject([{ knownSinceMs: null }]);
    const [row] = await shop.database.rows(
      z.object({ kept: z.number() }),
      "select count(*) as kept from members where name like '%wulan%'",
    );
    expect(row?.kept).toBe(0);
    expect(shop.logs.join("\n")).not.toMatch(/wulan/i);
  });
});

describe("a search by name", () => {
  it("finds by the beginning, in capitals or not, and takes % and _ as they are", async () => {
    const [putri, percent, line] = [await met("Putri Q"), await met("50% off"), await met("a_b")];
    const [, other] = [await met("50 off"), await met("axb")];
    for (const typed of ["putri q", "PUTRI Q", "Putri Q", "puTRI"])
      expect(await found(typed)).toContain(putri);
    expect(await found("utri Q")).toEqual([]);
    expect(await found("50%")).toEqual([percent]);
    expect(await found("a_")).toEqual([line]);
    expect(await found("%")).toEqual([]);
    expect(await found("ax")).toEqual([other]);
  });

  it("finds names of any writing", async () => {
    for (const name of [
      "Nyoman Wiyanaşa",
      "ليلى أحمد",
      "\u202Enow",
      "愛子",
      "💥boom",
      "'; drop table members; --",
    ]) {
      const memberId = await met(name);
      expect([name, await found([...name].slice(0, 3).join(""))]).toEqual([name, [memberId]]);
      expect([name, await found(name)]).toEqual([name, [memberId]]);
    }
  });

  it("has those whom the shop knows also while Discord does not answer, and says that it does not", async () => {
    const known = await met("Tirta");
    shop.desk.guild.names.set(shop.newId(), "Tirtayasa");
    shop.desk.guild.failing = 503;
    const away = await findPeople(shop.deps(), "tirta");
    shop.desk.guild.failing = null;
    expect(away).toMatchObject({ people: [{ id: known, name: "Tirta" }], more: false, complete: false });
    expect(await findPeople(shop.deps(), "Tirta")).toMatchObject({
      people: [{ name: "Tirta" }, { name: "Tirtayasa" }],
      complete: true,
    });
  });

  it("has each person once, so many and no more, and says that there are others", async () => {
    const ids: string[] = [];
    for (let at = 0; at <= PEOPLE_FOUND_MAX; at++) ids.push(await met(`Many ${String(at).padStart(2, "0")}`));
    shop.desk.guild.names.set(ids[0] ?? "", "Many 00");
    expect(await findPeople(shop.deps(), "Many")).toMatchObject({
      people: ids.slice(0, PEOPLE_FOUND_MAX).map((id) => ({ id })),
      more: true,
    });
    expect(await findPeople(shop.deps(), "Many 00")).toMatchObject({ people: [{ id: ids[0] }], more: false });
  });

  it("suggests whom the shop knows, and asks Discord only where that is nobody", async () => {
    const [known, stranger] = [await met("Gading"), shop.newId()];
    shop.desk.guild.names.set(shop.newId(), "Gading of the server");
    shop.desk.guild.names.set(stranger, "Surya");
    const suggested = async (typed: string) =>
      (await suggestPeople(shop.deps(), typed)).map(({ id, name }) => [id, name]);
    expect(await suggested("gad")).toEqual([[known, "Gading"]]);
    expect(await suggested("Sur")).toEqual([[stranger, "Surya"]]);
    shop.desk.guild.failing = 503;
    expect([await suggested("gad"), await suggested("Sur")]).toEqual([[[known, "Gading"]], []]);
    shop.desk.guild.failing = null;
  });

  it("reads the index of names from the beginning that is looked for", async () => {
    const plan = await plansOf(shop, (deps) => findPeople(deps, "Many"));
    expect(plan.filter((line) => line.includes("member_name"))).toEqual([
      "SEARCH m USING INDEX member_name (name>? AND name<?)",
    ]);
    expect(plan.filter((line) => /^SCAN (?!json_each)|TEMP B-TREE/.test(line))).toEqual([]);
  });
});

describe("the names of a page", () => {
  it("are one question, however many people stand on it", async () => {
    const known = [await met("<b>One</b>"), await met("Two")];
    shop.proxy.reset();
    const page = await pageOf(shop.deps());
    expect(shop.proxy.exchanges).toBe(3);
    for (const id of known) expect(page).toContain(`/dashboard/members/${id}"`);
    expect(page).toContain("<bdi>&lt;b&gt;One&lt;/b&gt;</bdi>");
    expect(page).toContain("<bdi>Two</bdi>");
  });

  it("are numbers while they cannot be read, and the page is there all the same", async () => {
    const known = await met("Three");
    shop.proxy.reset();
    shop.proxy.plan((at) => (at > 2 ? { kind: "status", status: 500 } : undefined));
    const page = await pageOf(shop.deps({ patienceMs: 50 }));
    shop.proxy.reset();
    expect(page).toContain(`/dashboard/members/${known}"><span>${known}<wbr/></span></a>`);
    expect(page).not.toContain("Three");
  });

  it("are asked for at once, by number, as many as a page can have", async () => {
    const known = await met("Last");
    const ids = Array.from({ length: NAMES_MAX }, () => shop.newId());
    expect(await namesOf(shop.deps(), [known, ...ids])).toEqual(new Map([[known, "Last"]]));
    expect(await namesOf(shop.deps(), [...ids, known])).toEqual(new Map());
    expect(await namesOf(shop.deps(), [])).toEqual(new Map());
    const plan = await plansOf(shop, (deps) => namesOf(deps, [known]));
    expect(plan.filter((line) => line.includes("members"))).toEqual([
      "SEARCH members USING INDEX sqlite_autoindex_members_1 (id=?)",
    ]);
  });
});
