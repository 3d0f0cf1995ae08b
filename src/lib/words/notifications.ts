import type { Words } from "./locale.ts";

/** What `/notifications` says, and what its kinds are called there. */
export const notificationWords: Words<{
  title: string;
  body: string;
  on: (kind: string) => string;
  off: (kind: string) => string;
  turnOn: (kind: string) => string;
  turnOff: (kind: string) => string;
  kinds: Readonly<Record<string, string>>;
}> = {
  en: {
    title: "What I tell you by direct message",
    body: "Press to change it.",
    on: (kind) => `🔔 ${kind}`,
    off: (kind) => `🔕 ~~${kind}~~`,
    turnOn: (kind) => `Tell me: ${kind}`,
    turnOff: (kind) => `Do not tell me: ${kind}`,
    kinds: {
      points: "changes of my points",
      achievements: "achievements",
      wallet: "my wallet",
      referrals: "my referrals",
      orders: "my orders",
    },
  },
  id: {
    title: "Yang kusampaikan lewat pesan langsung",
    body: "Tekan untuk mengubahnya.",
    on: (kind) => `🔔 ${kind}`,
    off: (kind) => `🔕 ~~${kind}~~`,
    turnOn: (kind) => `Beri tahu aku: ${kind}`,
    turnOff: (kind) => `Jangan beri tahu: ${kind}`,
    kinds: {
      points: "perubahan poinku",
      achievements: "pencapaian",
      wallet: "dompetku",
      referrals: "referalku",
      orders: "pesananku",
    },
  },
};
