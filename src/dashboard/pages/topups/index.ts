import { Hono } from "hono";
import type { Inside } from "../../room.ts";
import { topupList } from "./list.tsx";
import { oneTopup } from "./one.tsx";
import { onePayment } from "./payment.tsx";
import { unmatchedList } from "./unmatched.tsx";

/** Money that comes in through Midtrans. */
export const topups = new Hono<Inside>()
  .route("/", topupList)
  .route("/", unmatchedList)
  .route("/", onePayment)
  .route("/", oneTopup);
