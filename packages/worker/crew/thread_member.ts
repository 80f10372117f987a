import type { OpenLine } from "./member.ts";

/**
 * Members that are Bun Workers: threads of this process.
 *
 * @param entry The thread's program, which calls `serveMember`.
 */
export function openThreadMembers<Down, Up>(entry: URL): OpenLine<Down, Up> {
  return ({ onMessage, onExit }) => {
    const worker = new Worker(entry);
    let gone = false;
    const exit = (detail: string) => {
      if (gone) return;
      gone = true;
      onExit(detail);
    };
    worker.onmessage = (event: MessageEvent<Up>) => {
      if (!gone) onMessage(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      exit(event.message);
      worker.terminate();
    };
    worker.addEventListener("close", (event) => exit(`it ended with code ${event.code}`));
    return {
      send: (message) => worker.postMessage(message),
      stop() {
        exit("it was stopped");
        worker.terminate();
      },
    };
  };
}
