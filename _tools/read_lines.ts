/** A program's output. */
export type Readable = ReadableStream<Uint8Array>;

/** The lines of an output as they come. The stream stays open when the loop is left, so that its program lives on. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream.values({ preventCancel: true })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}
