import { interactionJson, newSnowflake } from "./interaction.ts";
import type { Outside } from "./outside.ts";
import { postInteraction } from "./post.ts";
import type { Shop } from "./shop.ts";

const IMPORT_MAX_MS = 120_000;

export type ImportRun = { readonly rows: number; readonly tookMs: number; readonly calls: number };

/** An order file as a shop exports it: every order with an address of its own. */
export function orderFile(rows: number): Buffer {
  const batch = newSnowflake().slice(-6);
  const lines = ["Order ID,Created,Product,Email,Total"];
  for (let row = 1; row <= rows; row++) {
    const number = String(row).padStart(6, "0");
    lines.push(
      `SO-${batch}-${number},2026-10-01,Nitro boost,buyer${batch}.${number}@example.com,"Rp ${10 + (row % 90)}.000"`,
    );
  }
  return Buffer.from(`${lines.join("\r\n")}\r\n`);
}

/**
 * Imports a file as staff do: uploads it, waits for the preview, confirms it at once, and waits until SendGrid has
 * taken the last mail. Tells how long that took.
 */
export async function runImport(
  shop: Shop,
  port: number,
  outside: Outside,
  rows: number,
): Promise<ImportRun> {
  const file = orderFile(rows);
  const fileId = newSnowflake();
  const path = outside.upload(`${fileId}.csv`, file);
  const staff = { id: newSnowflake(), staff: true };
  const attachment = {
    id: fileId,
    filename: "orders.csv",
    size: file.length,
    url: `${outside.url}${path}`,
    content_type: "text/csv",
  };
  const ask = interactionJson("command", staff, {
    id: "3",
    name: "import",
    type: 1,
    options: [{ type: 1, name: "orders", options: [{ type: 11, name: "file", value: fileId }] }],
    resolved: { attachments: { [fileId]: attachment } },
  });
  outside.reset();
  const startedAt = performance.now();
  await postInteraction(shop, port, ask);
  const confirm = await outside.waitFor(() => confirmButton(outside.edits()), IMPORT_MAX_MS);
  await postInteraction(
    shop,
    port,
    interactionJson("press", staff, { custom_id: confirm, component_type: 2 }),
  );
  await outside.waitFor(() => (outside.mail.recipients >= rows ? true : undefined), IMPORT_MAX_MS);
  return { rows, tookMs: performance.now() - startedAt, calls: outside.mail.calls };
}

function confirmButton(edits: readonly string[]): string | undefined {
  return edits.map((edit) => /"custom_id":"(import:confirm:[^"]+)"/.exec(edit)?.[1]).find(Boolean);
}
