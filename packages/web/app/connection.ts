import { fetchStatus, listenLive } from "./api.ts";
import { openResults, resultsFailure } from "./results.ts";
import { address, gridOf } from "./router.ts";
import { goneSince, live, status } from "./state.ts";

/** A break shorter than this is not worth a word. */
const PATIENCE_MS = 2_500;

/** Follows the server: what it is, what it does, and whether it is there. Call once. */
export function startConnection(): void {
  let brokeAt: number | undefined;
  const readStatus = () => {
    void fetchStatus()
      .then((answer) => {
        status.value = answer;
      })
      .catch(() => undefined);
  };
  listenLive({
    live: (told) => {
      live.value = told;
    },
    up: () => {
      brokeAt = undefined;
      goneSince.value = null;
      readStatus();
      if (resultsFailure.value !== null) void openResults(gridOf(address.value));
    },
    down: () => {
      brokeAt ??= Date.now();
      const at = brokeAt;
      setTimeout(() => {
        if (brokeAt === at) goneSince.value = at;
      }, PATIENCE_MS);
    },
  });
}
