import { type Clock, systemClock } from "@acacia/core/clock";

/** One of several things that are measured beside each other. */
export interface Case<Sample> {
  readonly name: string;
  /** Takes one sample; throws when what was measured is not what should be measured. */
  readonly run: (round: number) => Promise<Sample>;
}

/** How many rounds, and for how long. */
export interface InterleaveOptions {
  /** Rounds that are wanted. */
  readonly rounds: number;
  /** Rounds that are taken even when time is over. @default rounds */
  readonly minRounds?: number;
  /** No round begins that is unlikely to end within this time, ms. @default no limit */
  readonly budgetMs?: number;
  /** Rounds before the first that counts. @default 0 */
  readonly warmUps?: number;
  readonly clock?: Pick<Clock, "monotonic">;
}

/**
 * Takes samples of all cases in turn (A B C, B C A, C A B, …), so that whatever else the machine does meanwhile
 * meets each of them alike, and none is always the one that runs after another.
 *
 * @returns The samples of each case by its name, all of the same number.
 */
export async function interleave<Sample>(
  cases: readonly Case<Sample>[],
  options: InterleaveOptions,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const { rounds, minRounds = rounds, budgetMs = Number.POSITIVE_INFINITY, warmUps = 0 } = options;
  const clock = options.clock ?? systemClock;
  for (let round = 0; round < warmUps; round++) {
    for (const one of cases) await one.run(-1 - round);
  }
  const samples = new Map<string, Sample[]>(cases.map(({ name }) => [name, []]));
  const begun = clock.monotonic();
  for (let round = 0; round < rounds; round++) {
    const spentMs = clock.monotonic() - begun;
    const nextMs = round === 0 ? 0 : spentMs / round;
    if (round >= minRounds && spentMs + nextMs > budgetMs) break;
    for (const one of rotate(cases, round)) samples.get(one.name)!.push(await one.run(round));
  }
  return samples;
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const from = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}
