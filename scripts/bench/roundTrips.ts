import { interactionJson, newSnowflake } from "./interaction.ts";
import { postInteraction } from "./post.ts";
import type { SeededClaim, Shop } from "./shop.ts";
import type { Wire } from "./wire.ts";

export type RoundTrips = {
  readonly name: string;
  readonly requests: number;
  /** Calls of Midtrans besides. */
  readonly midtrans?: number;
};

/** How many requests the database gets for a command, counted on the wire. */
export async function countRoundTrips(
  shop: Shop,
  port: number,
  wire: Wire,
  claims: readonly SeededClaim[],
): Promise<RoundTrips[]> {
  const member = { id: newSnowflake(), staff: false };
  const staff = { id: newSnowflake(), staff: true };
  const text = (name: string, value: string) => ({ type: 3, name, value });
  const sub = (name: string, ...options: object[]) => [{ type: 1, name, options }];
  const [first, second, third] = claims;
  if (!first || !second || !third) throw new Error("three claims are needed");
  const cases: [string, typeof member, { name: string; options?: object[] }][] = [
    ["/balance", member, { name: "balance" }],
    ["/achievements", member, { name: "achievements" }],
    ["/language", member, { name: "language", options: [text("language", "en")] }],
    ["/claim, paid", member, { name: "claim", options: [text("code", first.code)] }],
    ["/claim, used already", member, { name: "claim", options: [text("code", first.code)] }],
    ["/claim, mistyped", member, { name: "claim", options: [text("code", "AAAA-AAAA-AAAA-AAA1")] }],
    ["/import status", staff, { name: "import", options: sub("status") }],
    ["/claims list", staff, { name: "claims", options: sub("list") }],
    ["/claims lookup", staff, { name: "claims", options: sub("lookup", text("email", "a@example.com")) }],
    ["/claims resend", staff, { name: "claims", options: sub("resend", text("claim", second.id)) }],
    [
      "/claims revoke",
      staff,
      { name: "claims", options: sub("revoke", text("claim", third.id), text("reason", "x")) },
    ],
    [
      "/claims revoke, refused",
      staff,
      { name: "claims", options: sub("revoke", text("claim", third.id), text("reason", "x")) },
    ],
    ["/jobs", staff, { name: "jobs" }],
  ];
  const counted: RoundTrips[] = [];
  for (const [name, asker, data] of cases) {
    const json = interactionJson("command", asker, { id: "9", type: 1, ...data });
    const requests = await wire.during(() => postInteraction(shop, port, json));
    counted.push({ name, requests: requests.length });
  }
  return counted;
}
