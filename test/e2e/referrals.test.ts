import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonLabelled, shown, textOf } from "./support/orders.ts";
import { answerOf, EPHEMERAL } from "./support/raw.ts";
import {
  ADMIN,
  AUDIT_CHANNEL,
  AYU,
  DIMAS,
  type OpenShop,
  openShop,
  PATIENCE,
  STAFF,
} from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

const command = (as: string, name: string, options: Record<string, string | number> = {}) =>
  shop.discord.command(as, { name, options });
const directTo = (userId: string, text: string) =>
  shop.discord.waitFor(
    (message) => message.channelId === shop.discord.dmChannelId(userId) && textOf(message).includes(text),
    PATIENCE,
  );
const blacklist = (action: string, options: Record<string, string> = {}) =>
  command(ADMIN.id, "referral-blacklist", { member: AYU.id, action, ...options });

describe("a member brings another", () => {
  test("by the code in a text that can be pasted anywhere; both are told, and both see it", async () => {
    const invited = await command(AYU.id, "invite");
    expect(answerOf(invited).flags).toBe(EPHEMERAL);
    const [, code = ""] = /\/setref code:([A-Z0-9]{8})\n```/.exec(shown(invited.message).body ?? "") ?? [];
    expect(shown(invited.message).fields).toEqual({ "Your code": `\`${code}\`` });
    expect(shown((await command(AYU.id, "setref", { code })).message).body).toContain("your own code");

    const named = await command(DIMAS.id, "setref", {
      code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`,
    });
    expect(shown(named.message)).toMatchObject({ title: "Thank you, noted" });
    expect(shown(named.message).body).toContain(`<@${AYU.id}> brought you`);
    expect(textOf(await directTo(AYU.id, "you brought somebody"))).toContain(`<@${DIMAS.id}>`);
    const again = await command(DIMAS.id, "setref", { code });
    expect(shown(again.message).body).toContain(`that <@${AYU.id}> brought you`);

    const mine = shown((await command(AYU.id, "invites")).message);
    expect(mine.body).toMatch(
      new RegExp(`^• <@${DIMAS.id}> · since <t:\\d+:D> · spent Rp.0 · earned you Rp.0 · ⚪`),
    );
    expect(Object.keys(mine.fields)).toEqual(["To be paid", "Paid so far", "Next payment"]);
    expect(shown((await command(DIMAS.id, "invites")).message).body).toContain("brought nobody yet");
  });

  test("in Indonesian the text is Indonesian, and its command the same", async () => {
    await command(DIMAS.id, "language", { language: "id" });
    const invited = shown((await command(DIMAS.id, "invite")).message);
    expect(invited.title).toBe("Ajak temanmu");
    expect(invited.body).toMatch(/Yuk gabung ke .*\n\/setref code:[A-Z0-9]{8}\n```/s);
    await command(DIMAS.id, "language", { language: "en" });
  });

  test("those whom somebody brought are turned over ten at a time", async () => {
    await shop.rows(
      `insert into referrals select '70' || value, ?, 'x', value from (
        with recursive n(value) as (select 1 union all select value + 1 from n where value < 20) select value from n)`,
      STAFF.id,
    );
    const { message } = await command(STAFF.id, "invites");
    expect(shown(message).footer).toBe("Brought: 20 · page 1 of 2");
    const next = await shop.discord.press(STAFF.id, message?.id ?? "", buttonLabelled(message, "▶"));
    expect(shown(next.message).body).toContain("<@701>");
    expect(shown(next.message).body).not.toContain("<@7020>");
  });
});

describe("/referral-blacklist", () => {
  test("is for admins", async () => {
    const asked = await command(STAFF.id, "referral-blacklist", { member: AYU.id, action: "status" });
    expect(shown(asked.message).body).toContain("admin");
  });

  test("stops a member's referrals and lets them go on: told, audited, and seen by the member and by staff", async () => {
    expect(shown((await blacklist("add")).message).body).toContain("`reason`");
    const stopped = shown((await blacklist("add", { reason: "one *person* twice" })).message);
    expect(stopped).toMatchObject({ title: "Referrals stopped", fields: { Brought: "1" } });
    expect(stopped.body).toContain("one \\*person\\* twice");
    expect(shown(await directTo(AYU.id, "your referrals are stopped")).body).toContain(
      "one \\*person\\* twice",
    );
    expect(shown((await command(AYU.id, "invites")).message).body).toContain(
      "The staff stopped your referrals",
    );
    expect(shown((await command(AYU.id, "invite")).message).body).toContain("have stopped your referrals");
    expect(shown((await blacklist("status")).message).fields.Referrals).toContain(`by <@${ADMIN.id}>`);
    const checked = await shop.discord.command(STAFF.id, {
      name: "admin",
      subcommand: "checkuser",
      options: { member: DIMAS.id },
    });
    expect(shown(checked.message).fields).toMatchObject({ "Brought by": `<@${AYU.id}>`, Brought: "0" });

    expect(shown((await blacklist("add", { reason: "again" })).message).body).toContain("already");
    expect(shown((await blacklist("remove", { reason: "a mistake" })).message).title).toBe("Referrals go on");
    await directTo(AYU.id, "your referrals go on");
    await shop.idle();
    const posted = shop.discord.messages(AUDIT_CHANNEL).map((message) => textOf(message));
    expect(posted.filter((text) => text.includes("A member's referrals"))).toHaveLength(2);
  });
});
