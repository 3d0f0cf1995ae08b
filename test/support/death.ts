import type { Fault } from "./proxy.ts";
import type { DepsChange, TestShop } from "./shop.ts";

/** Stands for SIGKILL: whoever works gets no further. */
class Died extends Error {
  override name = "Died";
}

/** What the last exchange before a death may have come to. */
export const LAST_EXCHANGES: readonly Fault[] = [{ kind: "request_lost" }, { kind: "reply_lost" }];

/**
 * Does a job by somebody who dies at their `at`-th exchange with the database. Returns whether they died; a
 * job that needs fewer exchanges ends well.
 */
export async function jobThatDies(shop: TestShop, id: string, at: number, last: Fault): Promise<boolean> {
  return await diesAt(shop, at, last, (change) => shop.job(id, change));
}

/** The same for any work with the shop. */
export async function diesAt(
  shop: TestShop,
  at: number,
  last: Fault,
  work: (change: DepsChange) => Promise<unknown>,
): Promise<boolean> {
  shop.proxy.reset();
  shop.proxy.plan((exchange) => {
    if (exchange < at) return undefined;
    return exchange === at ? last : { kind: "request_lost" };
  });
  const beforeAgain = () => {
    throw new Died();
  };
  await work({ beforeAgain }).catch(() => null);
  const died = shop.proxy.exchanges >= at;
  shop.proxy.reset();
  return died;
}
