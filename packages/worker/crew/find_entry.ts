/**
 * Where the program of a thread or child is. The single-file program is built with `--root packages`, and holds
 * it under its own path there, as JavaScript.
 *
 * @param here Address of a module in a room of this package.
 * @param entry Room and name, such as `thumbs/thumbs_main`.
 */
export function findEntry(here: string, entry: string): URL {
  return new URL(isSingleFile(here) ? `./worker/${entry}.js` : `../${entry}.ts`, here);
}

/** Whether a module is inside the single-file program. */
export function isSingleFile(here: string): boolean {
  return here.includes("/$bunfs/") || here.includes("/~BUN/");
}
