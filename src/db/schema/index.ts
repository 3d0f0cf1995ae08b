export * from "./audit.ts";
export * from "./claims.ts";
export * from "./imports.ts";
export * from "./ledger.ts";
export * from "./mail.ts";
export * from "./members.ts";
export * from "./outbox.ts";
