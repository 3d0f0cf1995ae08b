import { expect, it } from "vitest";
import { type Typed, withTyped } from "./typedAgain.ts";

const typed = (values: Record<string, readonly string[]>, more: Partial<Typed> = {}): Typed => ({
  action: "/dashboard/x?a=1&b=2",
  values: new Map(Object.entries(values)),
  wrong: new Set(),
  told: "<p>why</p>",
  ...more,
});
const form = (inner: string) =>
  `<form method="post" action="/dashboard/x?a=1&amp;b=2" class="fields">${inner}</form>`;

it("puts what was typed into every kind of field, as text, behind the reason", () => {
  const page = form(
    '<input type="hidden" name="csrf" value="fresh"/><input name="reason" value="old" required=""/>' +
      '<textarea name="notes" rows="3">old</textarea>' +
      '<select name="kind"><option value="a" selected="">A</option><option value="b&quot;">B</option></select>' +
      '<input type="checkbox" name="ids" value="1" checked=""/><input type="checkbox" name="ids" value="2"/>' +
      '<input type="file" name="file"/>',
  );
  const values = {
    csrf: ["stale"],
    reason: [`"><script>`],
    notes: ["</textarea>$&"],
    kind: [`b"`],
    ids: ["2"],
  };
  expect(withTyped(`<h1>${page}</h1>`, typed(values))).toBe(
    `<h1>${form(
      '<p>why</p><input type="hidden" name="csrf" value="fresh"/>' +
        '<input value="&quot;&gt;&lt;script&gt;" name="reason" required=""/>' +
        '<textarea name="notes" rows="3">\n&lt;/textarea&gt;$&amp;</textarea>' +
        '<select name="kind"><option value="a">A</option><option selected="" value="b&quot;">B</option></select>' +
        '<input type="checkbox" name="ids" value="1"/><input checked="" type="checkbox" name="ids" value="2"/>' +
        '<input type="file" name="file"/>',
    )}</h1>`,
  );
});

it("marks the fields that cannot be taken, filled in or not", () => {
  const page = form('<input name="amount"/><input name="due"/>');
  const shown = withTyped(page, typed({ due: ["soon"] }, { wrong: new Set(["due"]) }));
  expect(shown).toContain('<input name="amount"/><input value="soon" aria-invalid="true" name="due"/>');
});

it("finds the form among those to the same place by its fields and by what is hidden in it", () => {
  const rows = ["1", "2"].map((id) =>
    form(`<input type="hidden" name="id" value="${id}"/><input name="why"/>`),
  );
  const shown = withTyped(rows.join("|"), typed({ id: ["2"], why: ["late"] }));
  expect(shown?.split("|").map((row) => row.includes("late"))).toEqual([false, true]);
  const groups = [form('<input name="one"/>'), form('<input name="two"/>')];
  expect(withTyped(groups.join("|"), typed({ two: ["2"] }))?.split("|")[1]).toContain('value="2"');
});

it("opens what folds the form away, and nothing else", () => {
  const page = `<details>a</details><details class="panel"><summary>b</summary><details>${form("")}</details></details>`;
  const shown = withTyped(page, typed({}));
  expect(shown).toContain('<details>a</details><details open="" class="panel">');
  expect(shown).toContain('<details open=""><form');
});

it("knows a form whatever its attributes' order", () => {
  const page =
    '<form class="upload" method="post" action="/dashboard/x?a=1&amp;b=2"><input name="a"/></form>';
  expect(withTyped(page, typed({ a: ["1"] }))).toContain('value="1"');
});

it("says that a page has no such form", () => {
  expect(withTyped(form(""), typed({}, { action: "/dashboard/y" }))).toBeNull();
});
