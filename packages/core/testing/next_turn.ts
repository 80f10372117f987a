/** Lets everything that is ready go first: for loops that wait for what a test cannot await. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
