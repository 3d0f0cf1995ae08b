import { claimStates } from "../../db/schema/claims.ts";

export { claimStates };
export type ClaimState = (typeof claimStates)[number];
