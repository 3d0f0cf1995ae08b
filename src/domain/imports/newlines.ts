/** The same text with `\n` for every end of line, be it CRLF, LF or a lone CR, wherever the chunks are cut. */
export async function* withUnixNewlines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let heldReturn = "";
  for await (const chunk of chunks) {
    const text = heldReturn + chunk;
    heldReturn = text.endsWith("\r") ? "\r" : "";
    const whole = heldReturn ? text.slice(0, -1) : text;
    if (whole !== "") yield whole.replace(/\r\n?/g, "\n");
  }
  if (heldReturn) yield "\n";
}
