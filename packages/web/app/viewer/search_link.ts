import { EVERYTHING, printAddress } from "../router.ts";

/** The address of what a query finds. */
export function searchFor(q: string): string {
  return printAddress({ view: "library", grid: { ...EVERYTHING, q }, at: "" });
}

/** A value as a query takes it. */
export function quote(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** What has a tag. */
export function tagQuery(tag: string): string {
  return `tag:${quote(tag)}`;
}
