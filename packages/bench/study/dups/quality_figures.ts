import { makeFigure } from "../figure.ts";
import type { Figure, Target } from "../study.ts";
import { FORM_WORDS, FORMS, type Form } from "./forms.ts";
import type { Sample } from "./samples.ts";

/** Two samples that were told to be the same. */
export interface ToldPair {
  readonly first: Sample;
  readonly second: Sample;
  readonly tier: "sure" | "likely" | "look";
}

/** What the comparing came to. */
export interface Told {
  readonly pairs: readonly ToldPair[];
  readonly seconds: number;
}

const PRECISION: Target = { atLeast: 99.9 };
const RECALL: Partial<Readonly<Record<Form, Target>>> = {
  coarse: { atLeast: 98 },
  half: { atLeast: 98 },
  mirrored: { atLeast: 98 },
  cropped: { atLeast: 90 },
};
const SETS = ["photographs", "drawings"] as const;

/** How many that were told are right, and how many that are right were told. */
export function qualityFigures(samples: readonly Sample[], told: Told): Figure[] {
  const sure = told.pairs.filter(({ tier }) => tier === "sure");
  const counted = sure.filter(
    ({ first, second }) => isSame(first, second) || isOther(first, second),
  );
  const right = counted.filter(({ first, second }) => isSame(first, second)).length;
  const memes = samples.filter(({ set }) => set === "memes");
  const note = `${counted.length} pairs told, among them ${memes.length} memes on one template, whose ${differing(memes)} pairs of other words differ in a few bits of their hashes`;
  const precision = makeFigure("almost sure: right", [percent(right, counted.length)], {
    ...{ unit: "%", statistic: "median" },
    target: PRECISION,
    note,
  });
  const wrong = sure.filter(({ first, second }) => first.set === "memes" && isOther(first, second));
  const confused = makeFigure("almost sure: memes of other words taken for one", [wrong.length], {
    ...{ unit: "count", statistic: "max" },
    note: "single words of 22 px in a picture of 600 are the hardest",
  });
  const speed = makeFigure("comparing, pictures", [samples.length / told.seconds], {
    ...{ unit: "per s", statistic: "median" },
    note: `${samples.length} pictures, ${told.pairs.length} pairs: second looks are most of it`,
  });
  const recalls = SETS.filter((set) => samples.some((one) => one.set === set)).flatMap((set) =>
    FORMS.flatMap((form) => recallFigures(samples, { told, set, form })),
  );
  return [precision, confused, ...recalls, speed];
}

/** Of one form: found as sure or likely, and as sure alone. */
function recallFigures(
  samples: readonly Sample[],
  { told, set, form }: { told: Told; set: Sample["set"]; form: Form },
): Figure[] {
  const made = samples.filter((one) => one.set === set && one.form === form);
  const found = (tiers: readonly ToldPair["tier"][]) => {
    const pictures = new Set(
      told.pairs
        .filter(({ first, second, tier }) => isForm(first, second, form) && tiers.includes(tier))
        .filter(({ first }) => first.set === set)
        .map(({ first }) => first.picture),
    );
    return percent(pictures.size, made.length);
  };
  const target = RECALL[form];
  const name = `${set} ${FORM_WORDS[form]}: found`;
  const kept = { unit: "%", statistic: "median" } as const;
  return [
    makeFigure(name, [found(["sure", "likely"])], {
      ...kept,
      ...(target === undefined ? {} : { target }),
      note: `of ${made.length}; almost sure or likely`,
    }),
    makeFigure(`${name}, almost sure`, [found(["sure"])], kept),
  ];
}

/** Whether one is as first posted, and the other this form of it. */
function isForm(first: Sample, second: Sample, form: Form): boolean {
  if (!isSame(first, second)) return false;
  const forms = [first.form, second.form];
  return forms.includes(undefined) && forms.includes(form);
}

function isSame(first: Sample, second: Sample): boolean {
  return first.set === second.set && first.picture === second.picture;
}

function isOther(first: Sample, second: Sample): boolean {
  return first.set !== second.set || first.origin !== second.origin;
}

/** Pairs of memes that say different things. */
function differing(memes: readonly Sample[]): number {
  const alike = Map.groupBy(memes, ({ picture }) => picture).values();
  const pairs = (count: number) => (count * (count - 1)) / 2;
  return [...alike].reduce((sum, group) => sum - pairs(group.length), pairs(memes.length));
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}
