import * as z from "zod";
import { handleApi } from "../../src/api/door.ts";
import { type Access, createKey } from "../../src/domain/api/create.ts";
import { type Answered, holdToFile } from "./openapi.ts";
import type { DepsChange, TestShop } from "./shop.ts";

export type Asking = {
  readonly key?: string | null;
  readonly idempotencyKey?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Another program: asks the API through `send`, and holds each answer to the file. */
export function otherProgram(
  send: (path: string, init: RequestInit) => Promise<Response>,
  see: (operation: string, status: number) => void = () => {},
) {
  return async (method: string, path: string, asking: Asking = {}): Promise<Answered> => {
    const { key, idempotencyKey, body } = asking;
    const init = {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(idempotencyKey == null ? {} : { "idempotency-key": idempotencyKey }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...asking.headers,
      },
      ...(body === undefined ? {} : { body: isSent(body) ? body : JSON.stringify(body), duplex: "half" }),
    };
    const response = await send(path, init);
    const text = await response.text();
    const answered = {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
    const operation = holdToFile(method, path, answered);
    if (operation) see(operation, answered.status);
    return answered;
  };
}

const isSent = (body: unknown): body is string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> =>
  typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;

/** Another program at the door of a shop without a Worker. */
export const programOf = (shop: TestShop, change: DepsChange = {}) =>
  otherProgram((path, init) =>
    handleApi(shop.deps(change), new Request(`https://coffer.example.com${path}`, init), "a-reference"),
  );

let keys = 0;

/** A key that may do something, with the name and id that its entries have. */
export async function newApiKey(shop: TestShop, access: Access = "all") {
  const name = `bot-${++keys}`;
  const { key } = await createKey(shop.deps(), shop.request(shop.newId(), "admin"), { name, access });
  const [row] = await shop.database.rows(z.object({ id: z.string() }), {
    sql: "select id from api_keys where name = ?",
    args: [name],
  });
  return { key, name, id: row?.id ?? "" };
}

const moveBody = z.object({ entry: z.number(), balance: z.number() });
/** What a move that was booked came to. */
export const moveOf = ({ body }: Answered) => moveBody.parse(body);

export const walletPath = (memberId: string) => `/api/v1/wallets/${memberId}`;
