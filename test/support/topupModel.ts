import type { Status } from "../../scripts/standins/midtrans/payment.ts";

/** Of each top-up that a model is of. */
export const AMOUNT = 50_000;

const RANKS: Readonly<Record<string, number>> = {
  creating: 0,
  pending: 1,
  denied: 2,
  cancelled: 2,
  expired: 2,
  failed: 2,
  paid: 3,
  partly_refunded: 4,
  refunded: 5,
  charged_back: 5,
};
/** How far a state is; of an unknown one nothing can be said. */
export const rankOf = (state: string) => RANKS[state] ?? Number.NaN;

/** What the books should say of one top-up, told by rules that share nothing with the shop's own. */
export class TopupModel {
  credited = false;
  spent = 0;
  others = 0;
  returned = 0;
  #rank = 1;
  #refunded = 0;
  /** Midtrans' own view. */
  status: Status = "pending";
  fraud: string | null = "accept";
  takenBack = 0;

  /** Midtrans was asked, and answered of the right amount. */
  confirm(): void {
    const [rank, refunded] = this.#meaning();
    if (rank <= this.#rank && refunded <= this.#refunded) return;
    if (rank === 3 || rank === 4) this.credited = true;
    const back = Math.max(0, refunded - this.#refunded);
    if (this.credited) this.returned += back;
    this.#rank = Math.max(rank, this.#rank);
    this.#refunded += back;
  }

  /** How far the status is, and what it says was given back. */
  #meaning(): readonly [rank: number, refunded: number] {
    switch (this.status) {
      case "pending":
        return [1, 0];
      case "settlement":
      case "capture":
        if (this.fraud === "deny") return [2, 0];
        return [this.fraud === "challenge" ? 1 : 3, 0];
      case "partial_refund":
      case "partial_chargeback":
        return [4, this.takenBack];
      case "refund":
      case "chargeback":
        return [5, AMOUNT];
      default:
        return [2, 0];
    }
  }

  get worth(): number {
    return (this.credited ? AMOUNT : 0) + this.others - this.returned - this.spent;
  }
}
