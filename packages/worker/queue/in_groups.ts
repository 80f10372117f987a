/** Commands that Redis is given at once: thousands would keep it from workers. */
const AT_ONCE = 200;

/** Does something with each item, a few hundred side by side. */
export async function inGroups<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    // biome-ignore lint/plugin: a slice of them
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
  }
}
