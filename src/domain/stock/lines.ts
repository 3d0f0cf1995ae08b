import { withUnixNewlines } from "../imports/newlines.ts";

/** A line of a text as an editor counts them, from 1. */
export type NumberedLine = { readonly line: number; readonly text: string };

/** The lines of a text that comes in chunks, some at a time; whatever ends them. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<NumberedLine[]> {
  let line = 0;
  /** The pieces of a line that has not ended; joined once, however many they are. */
  let begun: string[] = [];
  for await (const chunk of withUnixNewlines(chunks)) {
    const [first = "", ...others] = chunk.split("\n");
    begun.push(first);
    if (others.length === 0) continue;
    const texts = [begun.join(""), ...others];
    begun = [texts.pop() ?? ""];
    yield texts.map((text) => ({ line: ++line, text }));
  }
  const last = begun.join("");
  if (last !== "") yield [{ line: line + 1, text: last }];
}
