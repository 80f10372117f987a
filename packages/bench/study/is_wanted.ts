/** Whether a case is among those that `--only` asks for. */
export function isWanted(name: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((word) => name.includes(word));
}
