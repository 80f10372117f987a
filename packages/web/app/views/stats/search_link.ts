import { EVERYTHING, printAddress } from "../../router.ts";

/** The address of what a query finds. */
export function searchFor(q: string): string {
  return printAddress({ view: "library", grid: { ...EVERYTHING, q }, at: "" });
}

/** A filter of the query language; values with spaces are quoted. */
export function filter(key: string, value: string): string {
  return /\s/.test(value) ? `${key}:"${value}"` : `${key}:${value}`;
}
