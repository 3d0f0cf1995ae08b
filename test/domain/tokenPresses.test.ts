import { afterAll, beforeAll, expect, it } from "vitest";
import { commands } from "../../src/discord/commands/index.ts";
import { interactionSchema } from "../../src/discord/interaction.ts";
import { runPress } from "../../src/discord/router.ts";
import type { Level } from "../../src/domain/actor.ts";
import { createCampaign } from "../../src/domain/tokens/campaigns.ts";
import { askClose } from "../../src/domain/tokens/close.ts";
import { askRemoval } from "../../src/domain/tokens/remove.ts";
import { admin } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { makeTokens, tokenOf } from "../support/tokens.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

async function press(customId: string, level: Level) {
  const request = shop.request(level === "admin" ? admin(shop).actor.id : shop.newId(), level);
  const interaction = interactionSchema.parse({
    id: request.id,
    token: "t",
    type: 3,
    data: { custom_id: customId },
  });
  if (interaction.type !== 3) throw new Error("a press is of type 3");
  const answer = await runPress(commands, { deps: shop.deps(), request, interactionToken: "t" }, interaction);
  return answer.kind === "later" ? null : answer.card;
}

it("no customer can press a button of tokens and campaigns, and no staff one that is an admin's", async () => {
  const { campaign } = await createCampaign(shop.deps(), admin(shop), { name: "Spring" });
  const { codes } = await makeTokens(shop, { quantity: 11, campaign: campaign.id });
  const code = codes[0] ?? "";
  const removal = await askRemoval(shop.deps(), admin(shop), code, "printed twice");
  const closing = await askClose(shop.deps(), admin(shop), campaign.id);
  const admins = [
    `removetoken:go:${removal.questionId}`,
    `removetoken:keep:${removal.questionId}`,
    `campaign:close:${closing.questionId}`,
    `campaign:keep:${closing.questionId}`,
  ];
  const staffs = [`listtokens:page:available:${campaign.id}:2`, "campaign:list:1"];
  const known = commands
    .filter(({ name }) => /token|^campaign$/.test(name))
    .flatMap(({ name, presses = {} }) => Object.keys(presses).map((each) => `${name}:${each}`));
  expect([...admins, ...staffs].map((id) => id.split(":").slice(0, 2).join(":")).sort()).toEqual(
    known.sort(),
  );
  for (const id of [...admins, ...staffs])
    expect(await press(id, "everyone"), id).toMatchObject({ tone: "refused", title: "Not for you" });
  for (const id of admins) expect(await press(id, "staff"), id).toMatchObject({ tone: "refused" });
  expect(await tokenOf(shop, code)).toMatchObject({ state: "available", events: 0 });
  for (const id of staffs) expect(await press(id, "staff"), id).toMatchObject({ tone: "info" });
  expect(await press(staffs[0] ?? "", "staff")).toMatchObject({ title: "Promo tokens of Spring" });
  expect(await press(`removetoken:go:${removal.questionId}`, "admin")).toMatchObject({ tone: "done" });
  expect(await press(`campaign:close:${closing.questionId}`, "admin")).toMatchObject({
    title: "Spring is closed",
    body: expect.stringContaining("10 unused and removed"),
  });
});
