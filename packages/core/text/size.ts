import { AcaciaError } from "../errors.ts";

/** Bytes per unit: `k` counts in thousands, `Ki` in 1024s. */
const BYTES_PER_UNIT: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  p: 1e15,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
  pi: 2 ** 50,
};
const PRINTED_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;
const SIZE_REGEXP = /^(?<amount>\d{1,16}(?:\.\d{1,9})?) ?(?<unit>[kmgtp]i?)?b?$/i;

/**
 * Reads a size: `700`, `500k`, `2M`, `2.1 MB`, `1.5GiB`. `k M G T P` are powers of 1000, `Ki Mi Gi Ti Pi` of 1024.
 *
 * @param text Upper or lower case, with or without a `B`.
 * @returns Whole bytes, from 0 to 2^53 - 1.
 * @throws {AcaciaError} `usage` for anything else.
 *
 * @example
 * ```ts
 * import { parseSize } from "@acacia/core";
 * console.assert(parseSize("2M") === 2_000_000 && parseSize("1.5GiB") === 1_610_612_736);
 * ```
 */
export function parseSize(text: string): number {
  const { amount, unit = "" } = SIZE_REGEXP.exec(text.length > 40 ? "" : text.trim())?.groups ?? {};
  const bytes = Math.round(Number(amount) * (BYTES_PER_UNIT[unit.toLowerCase()] ?? Number.NaN));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new AcaciaError(
    "usage",
    `Cannot read the size '${text.slice(0, 40)}': it is no number of bytes`,
    {
      hint: "Give a size such as 700, 500k, 2M or 1.5GiB",
    },
  );
}

/**
 * Prints a size for people, in powers of 1000.
 *
 * @param bytes At least 0.
 * @returns About three digits and the unit: `700 B`, `2.1 MB`, `210 kB`. {@link parseSize} reads it back.
 *
 * @example
 * ```ts
 * import { printSize } from "@acacia/core";
 * console.assert(printSize(2_099_999) === "2.1 MB" && printSize(999_999) === "1.0 MB");
 * ```
 */
export function printSize(bytes: number): string {
  let amount = Math.round(bytes);
  let unit = 0;
  while (round(amount, unit) >= 1000 && unit < PRINTED_UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const decimals = unit === 0 || amount >= 99.95 ? 0 : 1;
  return `${amount.toFixed(decimals)} ${PRINTED_UNITS[unit]}`;
}

function round(amount: number, unit: number): number {
  return unit === 0 ? amount : Math.round(amount);
}
