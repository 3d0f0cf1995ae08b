/** What one member may have open at once. More than a shop has, so that the load goes on. */
export const TOPUPS_OPEN_MAX = 10;

/** The shop's limits on money, as far as they differ from those of any shop. */
export const MONEY_SETTINGS = {
  TOPUPS_OPEN_MAX: String(TOPUPS_OPEN_MAX),
  WALLET_PER_MEMBER_MAX: String(10 ** 12),
  WALLET_FLOAT_ALARM: String(10 ** 12),
};
