import { Channel } from "./channel.ts";

/**
 * Runs several sources side by side and yields their items as they come, each source in its own order. Holds one
 * item for each source beside the one handed over. When a source throws, what the others have handed over is
 * still yielded, then they are ended and the first error is thrown.
 *
 * @param sources A short list: all of them run at once.
 */
export async function* merge<Item>(
  sources: readonly AsyncIterable<Item>[],
): AsyncGenerator<Item, void, undefined> {
  const items = new Channel<Item>({ maxItems: 1 });
  const pumps = sources.map(async (source) => {
    try {
      for await (const item of source) if (!(await items.send(item))) return;
    } catch (error) {
      items.close(error);
    }
  });
  const ended = Promise.all(pumps).then(() => items.close());
  try {
    yield* items;
  } finally {
    items.cancel();
    await ended;
  }
}
