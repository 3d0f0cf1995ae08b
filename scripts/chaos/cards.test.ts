import { describe, expect, it } from "vitest";
import { renderCard } from "../../src/clients/discord/card.ts";
import type { ImportRow } from "../../src/domain/imports/ask.ts";
import { summaryCard } from "../../src/domain/imports/cards.ts";
import { problemSentence } from "../../src/domain/sentence.ts";
import {
  auditPostOf,
  balanceAnswer,
  type Card,
  cardSchema,
  claimAnswer,
  decisionAnswer,
  refusalOf,
  summaryOf,
} from "./cards.ts";

const card = (title: string, description = "", footer?: string): Card =>
  cardSchema.parse({ title, description, ...(footer ? { footer: { text: footer } } : {}) });
const refused = (sentence: string) => card("That did not work", sentence);

describe("what a person reads in a card", () => {
  it("reads an acknowledged claim", () => {
    expect(claimAnswer(card("+1,250 points", "You have **3,000** points now.", "Order KS-1"))).toEqual({
      kind: "acknowledged",
      points: 1_250,
      balance: 3_000,
      orderId: "KS-1",
    });
  });

  it.each([
    { kind: "code_unknown" },
    { kind: "code_used_by_you", atMs: 1_800_000_000_000 },
    { kind: "too_many_wrong_codes", untilMs: 1_800_000_000_000 },
    { kind: "import_decided", state: "mailing" },
    { kind: "claim_not_open", state: "revoked" },
  ] as const)("tells the refusal $kind from its sentence", (facts) => {
    expect(refusalOf(refused(problemSentence(facts, "en")))).toEqual({ kind: "refused", why: facts.kind });
  });

  it("does not take a database that is away for a refusal, and makes no sense of what it does not know", () => {
    expect(claimAnswer(refused("Something went wrong on our side. Try again."))).toBeNull();
    expect(claimAnswer(refused("The shop's database does not answer just now."))?.kind).toBe("unknown");
    expect(claimAnswer(card("+many points"))).toBeNull();
  });

  it("reads a balance", () => {
    expect(balanceAnswer(card("Your balance", "**1,000** points"))).toEqual({ kind: "told", points: 1_000 });
    const statistics = { name: "Earned in all", value: "900" };
    const other = { ...card("Your balance", "**1,000** points"), fields: [statistics] };
    expect(balanceAnswer(other)).toBeNull();
  });

  it("takes what the other button did for no answer", () => {
    expect(decisionAnswer("confirm", card("Import started"))).toEqual({ kind: "acknowledged" });
    expect(decisionAnswer("cancel", card("Import started"))?.kind).toBe("unknown");
    expect(decisionAnswer("cancel", card("Import cancelled"))).toEqual({ kind: "acknowledged" });
  });

  it("reads the summary that the shop writes", () => {
    const progress = {
      created: 1_200,
      mailed: 1_100,
      open: 0,
      uncertain: 60,
      failed: 1,
      held: 39,
      locale: null,
    };
    const row: ImportRow = {
      id: "10",
      state: "done",
      askedBy: "101",
      interactionToken: null,
      answerUntilMs: 0,
      decidedRequest: null,
      fileName: "orders-7.csv",
      fileUrl: null,
      fileBytes: 0,
      options: "{}",
      campaign: "",
      message: null,
      expiryDays: 90,
      findings: null,
      confirmUntilMs: null,
      progressAtMs: 0,
      createdAtMs: 0,
      finishedAtMs: 0,
    };
    const [embed] = renderCard(summaryCard(row, progress, "en")).embeds;
    expect(summaryOf(cardSchema.parse(embed))).toEqual({
      fileName: "orders-7.csv",
      created: 1_200,
      mailed: 1_100,
      uncertain: 60,
      failed: 1,
      held: 39,
    });
  });

  it("reads what an audit post is about", () => {
    const post = card("Import started", "**By:** <@1>\n**File:** `a.csv`\n**Mails:** 3", "import:10");
    expect(auditPostOf(post)).toEqual({ title: "Import started", target: "import:10" });
    const failed = card("A job was given up", "**By:** the shop itself\n**What:** `job:10.read`");
    expect(auditPostOf(failed).target).toBe("job:10.read");
    const back = card("⚠️ A bank drew a top-up back", "**By:** the shop itself\n**Top-up:** `tu-71`");
    expect(auditPostOf(back).target).toBe("topup:tu-71");
  });
});
