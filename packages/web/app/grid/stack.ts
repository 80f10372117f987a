import type { Collection } from "./collection.ts";
import {
  layoutSection,
  makeSections,
  rowCountOf,
  type Section,
  type SectionLayout,
} from "./sections.ts";
import { lastAtOrBelow } from "./window.ts";

/** A rectangle of the grid, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The sections of a collection, one below the other: which item is where. */
export class Stack {
  #sections: Section[] = [];
  #tops = new Float64Array();
  #rowStarts = new Float64Array(1);
  #total = 0;

  /** In order. */
  get sections(): readonly Section[] {
    return this.#sections;
  }

  /** Height of all, px; partly a guess. */
  get total(): number {
    return this.#total;
  }

  /** Rows and heads of all, as `aria-rowcount` has them. */
  get rowCount(): number {
    return this.#rowStarts.at(-1) ?? 0;
  }

  /** Forms the sections anew; {@link layout} must follow. */
  reset(collection: Collection): void {
    this.#sections = makeSections(collection);
  }

  /** Lays out what is not yet, or everything. */
  layout(collection: Collection, options: SectionLayout, { all }: { all: boolean }): void {
    this.#tops = new Float64Array(this.#sections.length);
    this.#rowStarts = new Float64Array(this.#sections.length + 1);
    let top = 0;
    for (const [at, section] of this.#sections.entries()) {
      if (all || section.rows === undefined) layoutSection(section, collection, options);
      section.top = top;
      this.#tops[at] = top;
      this.#rowStarts[at + 1] = this.rowStartOf(at) + rowCountOf(section, options);
      top += section.height;
    }
    this.#total = top;
  }

  /** How many rows and heads stand above a section. */
  rowStartOf(at: number): number {
    return this.#rowStarts[at] ?? 0;
  }

  /** Which section an item is in. */
  sectionOf(index: number): number {
    let low = 0;
    let high = this.#sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#sections[middle]?.first ?? Infinity) <= index) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** Which section is at a height, px. */
  sectionUnder(top: number): number {
    return lastAtOrBelow(this.#tops, this.#sections.length, top);
  }

  /** Where an item is; undefined until it is laid out. */
  boxOf(index: number): Box | undefined {
    const section = this.#sections[this.sectionOf(index)];
    const rows = section?.rows;
    if (section === undefined || rows === undefined) return undefined;
    const local = index - section.first;
    const row = lastAtOrBelow(rows.first, rows.count, local);
    return {
      x: rows.x[local] ?? 0,
      y: section.top + (rows.top[row] ?? 0),
      width: rows.width[local] ?? 0,
      height: rows.height[row] ?? 0,
    };
  }

  /** First and last item of the row that an item is in; undefined until it is laid out. */
  rowOf(index: number): { first: number; last: number } | undefined {
    const section = this.#sections[this.sectionOf(index)];
    const rows = section?.rows;
    if (section === undefined || rows === undefined) return undefined;
    const row = lastAtOrBelow(rows.first, rows.count, index - section.first);
    return {
      first: section.first + (rows.first[row] ?? 0),
      last: section.first + (rows.first[row + 1] ?? 1) - 1,
    };
  }

  /** Top of an item, px; a guess until it is laid out. */
  topOf(index: number): number {
    const box = this.boxOf(index);
    if (box !== undefined) return box.y;
    return this.topOfShare(index);
  }

  /** The item at a height, and how far below its top that is, px. */
  anchorAt(top: number): { index: number; dy: number } {
    const section = this.#sections[this.sectionUnder(top)];
    if (section === undefined) return { index: 0, dy: 0 };
    const { rows } = section;
    const into = top - section.top;
    if (rows !== undefined) {
      const row = lastAtOrBelow(rows.top, rows.count, into);
      return { index: section.first + (rows.first[row] ?? 0), dy: into - (rows.top[row] ?? 0) };
    }
    const share = Math.max(0, into) / Math.max(1, section.height);
    const index = section.first + Math.min(Math.floor(share * section.count), section.count - 1);
    return { index, dy: top - this.topOf(index) };
  }

  /** Height of a part of the result, px. @param exact In items with a fraction. */
  topOfShare(exact: number): number {
    const section = this.#sections[this.sectionOf(Math.floor(exact))];
    if (section === undefined) return 0;
    return section.top + ((exact - section.first) / Math.max(1, section.count)) * section.height;
  }

  /** How far through the result a height is, in items with a fraction. */
  exactAt(top: number): number {
    const section = this.#sections[this.sectionUnder(top)];
    if (section === undefined) return 0;
    const share = (top - section.top) / Math.max(1, section.height);
    return section.first + Math.min(Math.max(0, share), 1) * section.count;
  }
}
