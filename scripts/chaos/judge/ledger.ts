import { type Case, groupBy, type Violation } from "./evidence.ts";

/** I1 to I3 and I14: balances sum to zero and to their transfers, no member owes, and each balance follows from the one before. */
export function judgeLedger({ books }: Case): Violation[] {
  const { accounts, transfers } = books;
  const running = new Map(accounts.map(({ id }) => [id, 0]));
  const violations: Violation[] = [];
  const move = (seq: number, account: string, change: number, told: number) => {
    const balance = (running.get(account) ?? 0) + change;
    running.set(account, balance);
    if (told !== balance)
      violations.push({ rule: "balance_chain_broken", about: `${account} at transfer ${seq}` });
  };
  for (const { seq, debit, credit, amount, debit_balance, credit_balance } of transfers) {
    move(seq, debit, -amount, debit_balance);
    move(seq, credit, amount, credit_balance);
  }
  for (const { id, owner, balance } of accounts) {
    if (balance !== running.get(id)) violations.push({ rule: "balance_not_its_transfers", about: id });
    if (balance < 0 && !owner.startsWith("system:")) violations.push({ rule: "balance_negative", about: id });
  }
  for (const [asset, held] of groupBy(accounts, (account) => account.asset)) {
    const total = held.reduce((sum, { balance }) => sum + balance, 0);
    if (total !== 0) violations.push({ rule: "books_not_zero", about: `${total} ${asset}` });
  }
  return violations;
}
