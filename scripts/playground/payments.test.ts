import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { readQr } from "../../test/support/png.ts";
import { type Started, startMidtrans } from "../standins/midtrans/test-support.ts";
import { paymentRoutes } from "./payment-routes.ts";

let started: Started;
let page: ReturnType<typeof paymentRoutes>;
beforeEach(async () => {
  started = await startMidtrans();
  page = paymentRoutes(started.midtrans);
});
afterEach(() => started.close());

const sentSchema = z.array(z.object({ what: z.string(), answers: z.array(z.number().nullable()) }));
const listSchema = z.object({
  total: z.number(),
  mode: z.string(),
  payments: z.array(
    z.object({
      id: z.string(),
      orderId: z.string(),
      amount: z.number(),
      takenBack: z.number(),
      status: z.string(),
      sent: sentSchema,
    }),
  ),
});
const list = async () => listSchema.parse(await (await page.request("/payments")).json());
const post = (path: string) => page.request(path, { method: "POST" });
const act = async (id: string, what: string) =>
  z.object({ sent: sentSchema }).parse(await (await post(`/payments/${id}/${what}`)).json()).sent;

test("payments are listed the newest first, each with what the shop was told and answered", async () => {
  await started.pending("tu-1");
  await started.pending("tu-2", 20_000);
  started.answer(503);
  await started.midtrans.pay("tu-1");
  await started.midtrans.idle();
  expect(await list()).toMatchObject({
    total: 2,
    mode: "normal",
    payments: [
      { orderId: "tu-2", amount: 20_000, status: "pending", sent: [{ what: "pending", answers: [200] }] },
      {
        orderId: "tu-1",
        status: "settlement",
        sent: [
          { what: "settlement", answers: [503, 200] },
          { what: "pending", answers: [200] },
        ],
      },
    ],
  });
});

test("of many payments the newest are listed", async () => {
  for (let index = 0; index <= 200; index++) await started.charge(`tu-${index}`);
  const { total, payments } = await list();
  expect([total, payments.length, payments[0]?.orderId]).toEqual([201, 200, "tu-200"]);
});

test.each([
  ["pay", ["settlement"], "settlement"],
  ["payLate", ["expire", "settlement"], "settlement"],
  ["payTwice", ["settlement", "settlement"], "settlement"],
  ["outOfOrder", ["settlement", "pending"], "settlement"],
  ["wrongAmount", ["settlement"], "settlement"],
  ["expire", ["expire"], "expire"],
  ["deny", ["deny"], "deny"],
  ["forgedSignature", ["forged signature"], "pending"],
  ["forgedStatus", ["forged status"], "pending"],
])("%s is done, and the shop's answers come back", async (what, tells, ends) => {
  await started.pending("tu-1");
  started.answer(...tells.map(() => 401));
  const sent = await act("tu-1", what);
  expect(sent.map((each) => [each.what, each.answers[0]])).toEqual(tells.map((told) => [told, 401]));
  expect((await list()).payments[0]?.status).toBe(ends);
});

test("half is refunded, then half of the rest, then all", async () => {
  await started.pending("tu-1", 10_001);
  started.midtrans.settle("tu-1");
  await act("tu-1", "refundHalf");
  expect((await list()).payments[0]).toMatchObject({ status: "partial_refund", takenBack: 5_001 });
  await act("tu-1", "refundHalf");
  expect((await list()).payments[0]).toMatchObject({ status: "partial_refund", takenBack: 7_501 });
  await act("tu-1", "refund");
  expect((await list()).payments[0]).toMatchObject({ status: "refund", takenBack: 10_001 });
});

test("what the status does not allow is refused with a sentence, and what is unknown is not found", async () => {
  await started.pending("tu-1");
  const refused = await post("/payments/tu-1/refund");
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { error: "This payment holds no money: pending." },
  ]);
  expect((await post("/payments/tu-1/idle")).status).toBe(404);
  expect((await post("/payments/tu-2/pay")).status).toBe(400);
  expect((await post("/midtrans/mode/asleep")).status).toBe(404);
});

test("an unknown order is told of and listed", async () => {
  await post("/midtrans/unknown-order");
  expect((await list()).payments).toMatchObject([
    { orderId: expect.stringMatching(/^other-/), sent: [{ answers: [200] }] },
  ]);
});

test("Midtrans is down until it is set right again", async () => {
  await post("/midtrans/mode/error%20inside");
  expect((await list()).mode).toBe("error inside");
  expect(await started.charge("tu-1")).toMatchObject({ http: 200, status_code: "500" });
  await post("/midtrans/mode/normal");
  expect(await started.charge("tu-1")).toMatchObject({ status_code: "201" });
});

test("the picture is that of the payment's code", async () => {
  const { qr_string } = await started.charge("tu-1");
  const picture = await page.request("/payments/tu-1/qr");
  expect(readQr(new Uint8Array(await picture.arrayBuffer()))).toBe(qr_string);
  expect((await page.request("/payments/tu-2/qr")).status).toBe(404);
});
