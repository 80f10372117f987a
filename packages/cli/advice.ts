import type { RunFinished, Totals } from "@acacia/core";

/** Two lines after a run that was no success. */
export interface Advice {
  readonly message: string;
  /** Starts with a verb. */
  readonly hint: string;
}

interface Rule extends Advice {
  readonly applies: (finished: RunFinished) => boolean;
}

const AGAIN = "Give the same command again; what is stored is not fetched twice";

/** The first that applies is given; runs that an error ended have said more already. */
const RULES: readonly Rule[] = [
  {
    applies: ({ exitCode }) => exitCode === 7,
    message: "Cannot fetch: nothing was found under the target",
    hint: "Look at it in a browser, or list it with --dry-run",
  },
  {
    applies: ({ exitCode }) => exitCode === 5,
    message: "Cannot finish: Imgur said that it is too much for now",
    hint: "Give the same command again in an hour; what is stored is not fetched twice",
  },
  {
    applies: ({ exitCode }) => exitCode === 8,
    message: "Cannot finish: --max-bytes or --deadline stopped it",
    hint: "Give the same command again; it goes on from here",
  },
  {
    applies: ({ exitCode }) => exitCode === 9,
    message: "Cannot report anything new: everything is here already",
    hint: "Leave out --error-on-no-transfer when that is fine",
  },
  {
    applies: ({ exitCode, totals }) => (exitCode === 3 || exitCode === 6) && totals.failed > 0,
    message: "Cannot finish: some items failed",
    hint: AGAIN,
  },
  {
    applies: ({ exitCode, totals }) => exitCode === 3 && totals.rejected > 0,
    message: "Cannot keep some items: what came is not what it claims to be",
    hint: "Look at the addresses in a browser",
  },
  {
    applies: ({ exitCode, sources }) => exitCode === 3 && sources.some(({ short }) => short > 0),
    message: "Cannot list everything: Imgur delivered less than it announced",
    hint: "Give the same command again later",
  },
  {
    applies: ({ exitCode, totals }) =>
      exitCode === 3 && isEmpty(totals) && totals.region_blocked > 0,
    message: "Cannot keep anything: Imgur does not serve these pictures in your region",
    hint: "Use a proxy in another region with --proxy, if the law where you are lets you",
  },
  {
    applies: ({ exitCode, totals }) => exitCode === 3 && isEmpty(totals),
    message: "Cannot keep anything: Imgur no longer has it",
    hint: "Look for a copy in the Wayback Machine, web.archive.org",
  },
];

/** What to do after a run that was no success; undefined after one that was, or that the user stopped. */
export function adviceAfter(finished: RunFinished): Advice | undefined {
  return RULES.find(({ applies }) => applies(finished));
}

function isEmpty(totals: Totals): boolean {
  return totals.stored + totals.duplicate + totals.known === 0;
}
