import type { Deps } from "../deps.ts";
import { decodeText } from "../imports/decode.ts";
import { type RefusedRow, RefusedTally } from "../imports/tally.ts";
import type { StockUpload } from "./ask.ts";
import { CODES_MAX, CodeLines, type StockFault } from "./file.ts";
import type { StockFindings } from "./findings.ts";
import { linesOf } from "./lines.ts";
import type { Reader } from "./reader.ts";
import { StockFileRefused } from "./refusal.ts";
import { hashCodes, type SealedCodes, sealCodes, stageCodes } from "./stage.ts";

/** Codes that go to the database at once. */
const CODES_PER_BATCH = 2_000;

const KNOWN_AS = { free: "in_stock", sold: "sold", void: "void" } as const;

type LineCode = { readonly line: number; readonly code: string };

/** One reading of one file of codes: what it has seen so far. */
export class StockReading {
  readonly refused = new RefusedTally<StockFault>();
  readonly #deps: Deps;
  readonly #reader: Reader;
  readonly #upload: StockUpload;
  readonly #lines = new CodeLines();
  /** Where each code stood first, by its hash. */
  readonly #firstLines = new Map<string, number>();
  #waiting: LineCode[] = [];
  /** The codes on their way to the database while the next ones are read; never more, so that memory stays bounded. */
  #staging: Promise<void> = Promise.resolve();
  #codes = 0;
  #charsLeast = Number.POSITIVE_INFINITY;
  #charsMost = 0;

  constructor(deps: Deps, reader: Reader, upload: StockUpload) {
    this.#deps = deps;
    this.#reader = reader;
    this.#upload = upload;
  }

  /** @throws StockFileRefused, ImportRefused */
  async read(file: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const lines of linesOf(decodeText(file))) {
        for (const { line, text } of lines) {
          this.#take(line, text);
          if (this.#waiting.length === CODES_PER_BATCH) await this.#handOver();
        }
      }
      await this.#handOver();
    } finally {
      await this.#staging;
    }
    if (this.#codes === 0) throw new StockFileRefused({ kind: "no_codes" });
  }

  findings(): StockFindings {
    const some = this.#charsMost > 0;
    return {
      codes: this.#codes,
      hasHeader: this.#lines.hasHeader,
      charsLeast: some ? this.#charsLeast : 0,
      charsMost: this.#charsMost,
      refused: this.refused.reasons,
    };
  }

  /** The refused lines in the order of the file, as many as are kept. */
  refusedRows(): RefusedRow<StockFault>[] {
    return this.refused.rows.toSorted((one, other) => one.line - other.line);
  }

  #take(line: number, text: string): void {
    const found = this.#lines.read(text);
    if (found.kind === "skipped") return;
    if (this.#codes === CODES_MAX)
      throw new StockFileRefused({ kind: "too_many_codes", codesMax: CODES_MAX });
    this.#codes++;
    if (found.kind === "code") this.#waiting.push({ line, code: found.code });
    else this.#refuse(line, found.reason);
  }

  /** Of a refused line its number is told, and where else its code stands; never the code. */
  #refuse(line: number, reason: StockFault, firstLine?: number): void {
    const cells = firstLine === undefined ? [] : [String(firstLine)];
    this.refused.add({ line, cells, overlong: false }, reason);
  }

  async #handOver(): Promise<void> {
    const hashed = await hashCodes(this.#deps, this.#waiting.splice(0));
    const fresh = hashed.filter(({ line, hashes: [hash = ""] }) => {
      const firstLine = this.#firstLines.get(hash);
      if (firstLine === undefined) this.#firstLines.set(hash, line);
      else this.#refuse(line, "repeated", firstLine);
      return firstLine === undefined;
    });
    if (fresh.length === 0) return;
    const sealed = await sealCodes(this.#deps, this.#upload, fresh);
    const chars = new Map(fresh.map(({ line, code }) => [line, code.length]));
    await this.#staging;
    this.#staging = this.#stage(sealed, chars);
    // A failure is told to whoever waits for it next; until then it must not count as unhandled.
    this.#staging.catch(() => undefined);
  }

  async #stage(sealed: SealedCodes, chars: Map<number, number>): Promise<void> {
    for (const { line, state } of await stageCodes(this.#deps, this.#reader, this.#upload, sealed)) {
      this.#refuse(line, KNOWN_AS[state]);
      chars.delete(line);
    }
    for (const count of chars.values()) {
      this.#charsLeast = Math.min(this.#charsLeast, count);
      this.#charsMost = Math.max(this.#charsMost, count);
    }
  }
}
