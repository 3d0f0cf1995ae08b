import type { Words } from "./locale.ts";

/** What members read in direct messages. Numbers come formatted. */
export const noticeWords: Words<{
  pointsAdded: (shop: string) => string;
  pointsTaken: (shop: string) => string;
  achievementEarned: (shop: string) => string;
  change: (points: string) => string;
  balance: (points: string) => string;
  reason: (reason: string) => string;
  topupPaid: (shop: string) => string;
  topupReturned: (shop: string) => string;
  moneyAdded: (shop: string) => string;
  moneyTaken: (shop: string) => string;
  arrived: (money: string) => string;
  returned: (money: string) => string;
  moneyChange: (money: string) => string;
  purchaseRefunded: (shop: string) => string;
  refunded: (product: string, count: string, money: string) => string;
  memberReferred: (shop: string) => string;
  referred: (member: string) => string;
  referredEarns: (percent: string) => string;
  referralsStopped: (shop: string) => string;
  stopped: string;
  kept: (money: string) => string;
  referralsResumed: (shop: string) => string;
  resumed: string;
  freed: (money: string) => string;
  cashbackPaid: (shop: string) => string;
  cashback: (money: string, referrals: string) => string;
  cashbackBatch: (batch: string) => string;
  wallet: (money: string) => string;
  debt: (money: string) => string;
  choose: string;
}> = {
  en: {
    pointsAdded: (shop) => `${shop}: points for you`,
    pointsTaken: (shop) => `${shop}: points taken back`,
    achievementEarned: (shop) => `${shop}: an achievement for you`,
    change: (points) => `**${points}** points`,
    balance: (points) => `You have **${points}** points now.`,
    reason: (reason) => `Reason: ${reason}`,
    topupPaid: (shop) => `${shop}: your top-up has arrived`,
    topupReturned: (shop) => `${shop}: a top-up was given back`,
    moneyAdded: (shop) => `${shop}: money for you`,
    moneyTaken: (shop) => `${shop}: money taken`,
    arrived: (money) => `**${money}** arrived.`,
    returned: (money) => `Your payment of **${money}** was given back to you, so it left the wallet.`,
    moneyChange: (money) => `**${money}**`,
    purchaseRefunded: (shop) => `${shop}: a purchase was refunded`,
    refunded: (product, count, money) =>
      `Your purchase ${product} × ${count} was taken back, and you got **${money}** for it.`,
    memberReferred: (shop) => `${shop}: you brought somebody`,
    referred: (member) => `${member} has named your code.`,
    referredEarns: (percent) =>
      `You get ${percent} of what they spend from now on; see \`/invites\` in the server.`,
    referralsStopped: (shop) => `${shop}: your referrals are stopped`,
    stopped:
      "The staff have stopped your referrals: from now on they earn you nothing, and your code is not taken.",
    kept: (money) =>
      `The **${money}** that you earned and were not paid yet is kept; it is not paid for now.`,
    referralsResumed: (shop) => `${shop}: your referrals go on`,
    resumed: "The staff let your referrals earn again, and your code is taken again.",
    freed: (money) => `The **${money}** that was kept can be paid again.`,
    cashbackPaid: (shop) => `${shop}: cashback for your referrals`,
    cashback: (money, referrals) => `You got **${money}**. Active referrals: **${referrals}**.`,
    cashbackBatch: (batch) => `Cashback batch: \`${batch}\``,
    wallet: (money) => `There is **${money}** in your wallet now.`,
    debt: (money) => `You owe the shop **${money}**; the next money that arrives pays it first.`,
    choose: "Choose with /notifications what you are told.",
  },
  id: {
    pointsAdded: (shop) => `${shop}: poin untukmu`,
    pointsTaken: (shop) => `${shop}: poin ditarik kembali`,
    achievementEarned: (shop) => `${shop}: pencapaian untukmu`,
    change: (points) => `**${points}** poin`,
    balance: (points) => `Sekarang poinmu **${points}**.`,
    reason: (reason) => `Alasan: ${reason}`,
    topupPaid: (shop) => `${shop}: isi saldomu sudah masuk`,
    topupReturned: (shop) => `${shop}: isi saldo dikembalikan`,
    moneyAdded: (shop) => `${shop}: uang untukmu`,
    moneyTaken: (shop) => `${shop}: uang dikurangi`,
    arrived: (money) => `**${money}** sudah masuk.`,
    returned: (money) => `Pembayaranmu **${money}** dikembalikan kepadamu, jadi keluar dari dompet.`,
    moneyChange: (money) => `**${money}**`,
    purchaseRefunded: (shop) => `${shop}: pembelian dikembalikan`,
    refunded: (product, count, money) =>
      `Pembelianmu ${product} × ${count} ditarik kembali, dan kamu mendapat **${money}**.`,
    memberReferred: (shop) => `${shop}: kamu mengajak seseorang`,
    referred: (member) => `${member} sudah menyebut kodemu.`,
    referredEarns: (percent) =>
      `Mulai sekarang kamu mendapat ${percent} dari belanjanya; lihat \`/invites\` di server.`,
    referralsStopped: (shop) => `${shop}: referalmu dihentikan`,
    stopped:
      "Staf menghentikan referalmu: mulai sekarang tidak menghasilkan apa pun, dan kodemu tidak diterima.",
    kept: (money) =>
      `**${money}** yang sudah kamu hasilkan dan belum dibayar disimpan; untuk sementara tidak dibayar.`,
    referralsResumed: (shop) => `${shop}: referalmu berjalan lagi`,
    resumed: "Staf mengizinkan referalmu menghasilkan lagi, dan kodemu diterima lagi.",
    freed: (money) => `**${money}** yang disimpan bisa dibayar lagi.`,
    cashbackPaid: (shop) => `${shop}: cashback dari referalmu`,
    cashback: (money, referrals) => `Kamu mendapat **${money}**. Referal aktif: **${referrals}**.`,
    cashbackBatch: (batch) => `Batch cashback: \`${batch}\``,
    wallet: (money) => `Sekarang isi dompetmu **${money}**.`,
    debt: (money) => `Utangmu kepada toko **${money}**; uang yang masuk berikutnya membayarnya lebih dulu.`,
    choose: "Pilih dengan /notifications apa yang kamu terima.",
  },
};
