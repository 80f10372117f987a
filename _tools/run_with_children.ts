// A program that is made of others ends them with itself, whoever ends it.
import type { Subprocess } from "bun";

/** What each signal that asks to end makes the exit code. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Does the work, or ends early when the system asks for it; the children end in either case, and are waited for.
 *
 * @param children Those started so far; the work adds to them.
 * @param work Resolves to the exit code. @param atCtrlC The exit code of Ctrl-C. @default 130
 */
export async function runWithChildren(
  children: readonly Subprocess[],
  work: () => Promise<number>,
  { atCtrlC = SIGNALS.SIGINT }: { atCtrlC?: number } = {},
): Promise<number> {
  const stopped = Promise.withResolvers<number>();
  for (const [signal, code] of Object.entries({ ...SIGNALS, SIGINT: atCtrlC })) {
    process.once(signal, () => stopped.resolve(code));
  }
  try {
    return await Promise.race([work(), stopped.promise]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    for (const child of children) child.kill();
    for (const child of children) await child.exited;
  }
}
