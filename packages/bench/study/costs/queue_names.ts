/** Jobs to an echo, and what it gives back. */
export function queueNames(echo: string): { readonly jobs: string; readonly results: string } {
  return { jobs: `costs-${echo}`, results: `costs-${echo}.results` };
}

/** As transfers are kept: gone once they are done. */
export const KEEP_NOTHING = { removeOnComplete: true, removeOnFail: true } as const;
