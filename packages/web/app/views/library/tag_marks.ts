import type { TagsHeld } from "../../../routes/edit_schemas.ts";

/** Which tags the reader ticked or unticked, by name; the others stay as they are. */
export type TagMarks = ReadonlyMap<string, boolean>;

/** One tag of the list: how many of the selection have it, and what the reader wants. */
export interface TagRow {
  readonly name: string;
  /** How many of the selection have it now. */
  readonly items: number;
  /** null: some have it and nobody said more. */
  readonly checked: boolean | null;
}

/** The tags to tick: those that the selection has, then what was added. */
export function rowsOf({ tags, selected }: TagsHeld, marks: TagMarks): TagRow[] {
  const held = tags.map(({ name, items }) => ({
    name,
    items,
    checked: marks.get(name) ?? (items === selected ? true : null),
  }));
  const names = new Set(tags.map(({ name }) => name));
  const added = [...marks].flatMap(([name, checked]) =>
    names.has(name) ? [] : [{ name, items: 0, checked }],
  );
  return [...held, ...added];
}

/** What has to be given and taken so that it is as the reader wants. */
export function changesOf(
  { tags, selected }: TagsHeld,
  marks: TagMarks,
): { give: string[]; take: string[] } {
  const items = new Map(tags.map((tag) => [tag.name, tag.items]));
  const all = [...marks];
  return {
    give: all.flatMap(([name, on]) => (on && items.get(name) !== selected ? [name] : [])),
    take: all.flatMap(([name, on]) => (!on && items.has(name) ? [name] : [])),
  };
}

/** A tag as it is kept: in lower case, without needless spaces. */
export function tagNameOf(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}
