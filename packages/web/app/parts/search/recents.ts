const STORAGE_KEY = "acacia.searches";
const KEPT = 5;

/** The last searches of this browser, the newest first. */
export function recentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.filter((text) => typeof text === "string").slice(0, KEPT);
  } catch {
    return [];
  }
}

/** Remembers a search; the same one stands there once. */
export function rememberSearch(q: string): void {
  if (q === "") return;
  const searches = [q, ...recentSearches().filter((text) => text !== q)].slice(0, KEPT);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(searches));
  } catch {
    // A browser may forbid storage: there are then no searches to come back to.
  }
}
