import { EXIT_CODES } from "@acacia/core/exit-codes";

const MEANINGS: readonly [number, string][] = [
  [0, "all is well"],
  [1, "something unexpected, or the disk refused"],
  [2, "the arguments or a setting cannot be used"],
  [3, "finished, but something failed, was rejected, came back short, or nothing could be kept"],
  [4, "the Client-ID is missing or was refused"],
  [5, "rate limit or over capacity: try later"],
  [6, "network"],
  [7, "nothing was found"],
  [8, "--max-bytes or --deadline stopped it"],
  [9, "nothing new, with --error-on-no-transfer"],
  [10, "integrity: something kept is not what it was"],
  [130, "Ctrl-C, after draining"],
  [141, "nobody reads the output any more (`| head`), after draining"],
  [143, "SIGTERM, after draining"],
];

/** `acacia help exit-codes`. */
export function exitCodesTopic(): string {
  const lines = MEANINGS.map(([code, meaning]) => {
    const errors = Object.entries(EXIT_CODES)
      .filter(([, value]) => value === code)
      .map(([error]) => error);
    const names = errors.length > 0 ? `\n      ${errors.join(", ")}` : "";
    return `${String(code).padStart(4)}  ${meaning}${names}`;
  });
  return `Exit codes. If several apply, the first of 130, 143, 141, 1, 2, 4, 8, 5, 6, 10, 3, 7, 9.\nRemoved, filtered and region-blocked items among successes stay 0.\n\n${lines.join("\n")}\n`;
}
