/**
 * Does a piece of work for each item, some at once.
 *
 * @param items What is worked on.
 * @param options How many at once, 1 or more, and the work.
 * @throws What the first piece threw that failed, once all lanes have ended: nothing touches the items after the caller
 *   heard of it.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  { lanes, work }: { readonly lanes: number; readonly work: (item: Item) => Promise<void> },
): Promise<void> {
  const iterator = items.values();
  const lane = async () => {
    for (const item of iterator) await work(item);
  };
  const running = Array.from({ length: Math.min(lanes, items.length) }, lane);
  const failure = (await Promise.allSettled(running)).find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
}
