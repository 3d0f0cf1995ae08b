import type * as z from "zod/mini";
import { BodyTooLarge, readRequest } from "../clients/http.ts";
import { AMOUNT_MAX, type Moved, type MoveRequest, moveMoney, REASON_CHARS_MAX } from "../domain/api/move.ts";
import type { moveAnswer } from "./answers.ts";
import { problem } from "./problem.ts";
import { idempotencyKeySchema, memberSchema, moveSchema } from "./requests.ts";
import type { Visit } from "./route.ts";
import { answer, currencyOf, momentOf, noAccess, notAMember } from "./words.ts";

const BODY_BYTES_MAX = 8 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Puts money into a wallet or takes it out, as another program asks. */
export async function moveThrough(kind: MoveRequest["kind"], visit: Visit): Promise<Response> {
  const read = await readMove(kind, visit);
  if (read instanceof Response) return read;
  return word(visit, read, await moveMoney(visit.deps, visit.credentials, read));
}

async function readMove(kind: MoveRequest["kind"], { request, id }: Visit): Promise<MoveRequest | Response> {
  if (!memberSchema.safeParse(id).success) return notAMember();
  const key = idempotencyKeySchema.safeParse(request.headers.get("idempotency-key"));
  if (!key.success)
    return problem(
      "idempotency-key-missing",
      "Send one of 1 to 255 printable ASCII characters, new for each new request.",
      {},
    );
  if (!JSON_TYPE.test(request.headers.get("content-type") ?? ""))
    return problem("media-type", "Send Content-Type: application/json.", {});
  const bytes = await readRequest(request, BODY_BYTES_MAX).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) return null;
    throw error;
  });
  if (!bytes) return problem("too-large", `A body has at most ${BODY_BYTES_MAX} bytes.`, {});
  const body = moveSchema.safeParse(jsonOf(bytes));
  if (!body.success) return malformed(body.error.issues[0]?.path[0]);
  return { kind, memberId: id, idempotencyKey: key.data, ...body.data };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

function malformed(field: PropertyKey | undefined): Response {
  if (field === "amount")
    return problem(
      "malformed",
      `amount is a whole number from 1 to ${AMOUNT_MAX}, in the currency's smallest unit.`,
      { at: "body/amount" },
    );
  if (field === "reason")
    return problem(
      "malformed",
      `reason is a text of at most ${REASON_CHARS_MAX} characters that is not blank.`,
      { at: "body/reason" },
    );
  return problem("malformed", "The body is a JSON object with amount and reason, and nothing else.", {
    at: "body",
  });
}

function word({ deps }: Visit, { kind, memberId, amount }: MoveRequest, moved: Moved): Response {
  switch (moved.kind) {
    case "booked":
      return answer<z.infer<typeof moveAnswer>>({
        entry: moved.transfer,
        member: memberId,
        change: kind === "credit" ? amount : -amount,
        balance: moved.balance,
        debt: moved.debt,
        debtPaid: moved.debtPaid,
        ...currencyOf(deps),
        at: momentOf(moved.atMs),
      });
    case "refused": {
      const { max, ...held } = moved;
      const facts = { balance: held.balance, debt: held.debt, ...currencyOf(deps) };
      return kind === "credit"
        ? problem("wallet-full", "Nothing was put into it. A new request needs a new Idempotency-Key.", {
            ...facts,
            max,
          })
        : problem(
            "insufficient-funds",
            "Nothing was taken. A new request needs a new Idempotency-Key.",
            facts,
          );
    }
    case "content_differs":
      return problem(
        "idempotency-key-reused",
        "It came before with another member, amount or reason. Take a new one.",
        {},
      );
    case "spent":
      return problem(
        "idempotency-key-spent",
        "Its answer is not kept any more, but its entry is in the books. It was not done again.",
        { entry: moved.transfer },
      );
    case "key_unknown":
    case "scope_missing":
      return noAccess(moved, `wallets:${kind}`);
  }
}
