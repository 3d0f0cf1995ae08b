import { Hono } from "hono";
import type { Inside } from "../../room.ts";
import { movements } from "./movements.tsx";
import { proof } from "./proof.tsx";

/** The books. */
export const ledger = new Hono<Inside>().route("/", movements).route("/proof", proof);
