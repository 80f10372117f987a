import type { OpenLine } from "./member.ts";

/**
 * Members that are Bun Workers: threads of this process.
 *
 * @param entry The thread's program, which calls `serveMember`.
 */
export function openThreadMembers<Down, Up>(entry: URL): OpenLine<Down, Up> {
  return ({ onMessage, onExit }) => {
    const worker = new Worker(entry);
    let cause: string | undefined;
    let isGone = false;
    worker.onmessage = (event: MessageEvent<Up>) => {
      if (!isGone) onMessage(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      cause ??= event.message;
      worker.terminate();
    };
    // Not before: until it is closed it may still write the files that its successor takes up.
    worker.addEventListener("close", (event) => {
      if (isGone) return;
      isGone = true;
      onExit(cause ?? `it ended with code ${event.code}`);
    });
    return {
      send: (message) => worker.postMessage(message),
      stop() {
        cause ??= "it was stopped";
        worker.terminate();
      },
    };
  };
}
