/** One event of a stream, as a browser would tell it. */
export interface HeardEvent {
  readonly event: string;
  readonly id: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects it to be
  readonly data: any;
}

/** Reads server-sent events of an answer one by one; a comment is an event named ":". */
export async function* readEvents(answer: Response): AsyncGenerator<HeardEvent, void> {
  if (!answer.body) return;
  let rest = "";
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = readBlock(block);
      if (event) yield event;
    }
  }
}

function readBlock(block: string): HeardEvent | undefined {
  if (block.startsWith(":")) return { event: ":", id: undefined, data: undefined };
  const fields = new Map(
    block.split("\n").map((line) => line.split(/: (.*)/s) as [string, string]),
  );
  const data = fields.get("data");
  if (data === undefined) return undefined;
  return { event: fields.get("event") ?? "message", id: fields.get("id"), data: JSON.parse(data) };
}
