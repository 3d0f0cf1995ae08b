import { describe, expect, it } from "vitest";
import { differences } from "./compare.ts";

const ours = {
  type: 1,
  name: "claim",
  description: "Claim",
  options: [{ type: 3, name: "code", required: true }],
};

describe("the comparison with Discord's commands", () => {
  it("sees no difference in what Discord adds or leaves out", () => {
    const theirs = { ...ours, id: "1", version: "2", nsfw: false, name_localizations: null };
    expect(differences([{ ...ours, default_member_permissions: null }], [theirs])).toEqual([]);
    expect(differences([{ name: "a", type: 1, options: [] }], [{ name: "a", type: 1 }])).toEqual([]);
  });

  it("names what is new, changed and gone", () => {
    const changed = { ...ours, options: [{ type: 3, name: "code", required: false }] };
    expect(differences([ours], [])).toEqual([{ name: "claim", kind: "new" }]);
    expect(differences([ours], [changed])).toEqual([{ name: "claim", kind: "changed" }]);
    expect(differences([], [ours])).toEqual([{ name: "claim", kind: "gone" }]);
    const group = (name: string) => ({
      name: "admin",
      options: [{ type: 2, name: "apikey", options: [{ type: 1, name, options: [] }] }],
    });
    expect(differences([group("list")], [group("list")])).toEqual([]);
    expect(differences([group("list")], [group("revoke")])).toEqual([{ name: "admin", kind: "changed" }]);
    expect(differences([ours], [{ ...ours, options: [] }])).toEqual([{ name: "claim", kind: "changed" }]);
  });
});
