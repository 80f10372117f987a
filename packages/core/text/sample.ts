/** A part of many: so many, or such a share of all. */
export type Sample = { readonly count: number } | { readonly share: number };

/**
 * Reads a part of many: `5%` or a number.
 * @throws {Error} with the reason, for texts that are neither.
 */
export function parseSample(text: string): Sample {
  const [, percent] = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(text) ?? [];
  if (percent !== undefined && Number(percent) > 0 && Number(percent) <= 100) {
    return { share: Number(percent) / 100 };
  }
  if (/^[1-9]\d{0,11}$/.test(text)) return { count: Number(text) };
  throw new Error("it is a share such as 5%, or a number from 1 on");
}
