export type { OutboxRow } from "../../db/outbox.ts";
