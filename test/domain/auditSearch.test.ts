import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAudit } from "../../src/db/audit.ts";
import { AUDITS_PER_PAGE, exportAudits, listAudits } from "../../src/domain/desk/audits.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const ANYTHING = { actor: undefined, action: undefined, target: undefined };

type Act = { readonly actor: string; readonly action: string; readonly target: string };

/** Writes rows a second apart; returns their ids, the newest first. */
async function acted(acts: readonly Act[]): Promise<string[]> {
  const { db } = shop.deps();
  const rows = acts.map((act, at) => ({
    id: shop.newId(),
    ...act,
    createdAtMs: shop.clock.now() + at * 1_000,
  }));
  for (const row of rows) await db.batch([writeAudit(db, row)]);
  return rows.map(({ id }) => id).toReversed();
}

async function pagesOf(filter: Parameters<typeof listAudits>[1]) {
  const pages: string[][] = [];
  let page = await listAudits(shop.deps(), filter, null);
  for (;;) {
    pages.push(page.rows.map(({ row }) => row.id));
    if (!page.next) return pages;
    page = await listAudits(shop.deps(), filter, page.next);
  }
}

test("pages of the audit log follow each other without a gap, also where rows have one moment", async () => {
  const actor = shop.newId();
  const { db } = shop.deps();
  const ids = Array.from({ length: AUDITS_PER_PAGE * 2 + 3 }, () => shop.newId());
  const createdAtMs = shop.clock.now();
  for (const id of ids) await db.batch([writeAudit(db, { id, actor, action: "points.add", createdAtMs })]);
  const pages = await pagesOf({ ...ANYTHING, actor });
  expect(pages.map(({ length }) => length)).toEqual([AUDITS_PER_PAGE, AUDITS_PER_PAGE, 3]);
  expect(pages.flat()).toEqual(ids.toSorted().toReversed());
});

test("actor, action and target narrow the log, alone and together", async () => {
  const [ratna, bagus, member] = [shop.newId(), shop.newId(), `member:${shop.newId()}`];
  const [fourth, third, second, first] = await acted([
    { actor: ratna, action: "points.add", target: member },
    { actor: ratna, action: "points.remove", target: member },
    { actor: bagus, action: "points.add", target: member },
    { actor: ratna, action: "points.add", target: "member:1" },
  ]);
  const found = async (filter: Partial<Act>) => (await pagesOf({ ...ANYTHING, ...filter })).flat();
  expect(await found({ target: member })).toEqual([third, second, first]);
  expect(await found({ actor: ratna })).toEqual([fourth, second, first]);
  expect(await found({ actor: ratna, action: "points.add" })).toEqual([fourth, first]);
  expect(await found({ actor: ratna, action: "points.add", target: member })).toEqual([first]);
  expect(await found({ actor: bagus, action: "points.remove" })).toEqual([]);
  expect((await exportAudits(shop.deps(), { ...ANYTHING, target: member })).map(({ row }) => row.id)).toEqual(
    [third, second, first],
  );
});
