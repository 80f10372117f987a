import type { Group } from "./duplicates_api.ts";

/** Groups after a page of them came: what is here keeps its place, what grew is replaced where it is, the rest follows. */
export function withPage(here: readonly Group[], page: readonly Group[]): readonly Group[] {
  let now = [...here];
  for (const group of page) {
    const ids = new Set(group.members.map(({ id }) => id));
    const isSame = ({ key, members }: Group) =>
      key === group.key || members.some(({ id }) => ids.has(id));
    const at = now.findIndex(isSame);
    if (at < 0) now.push(group);
    // It may have grown by what was a group of its own.
    else now = now.flatMap((one, place) => (place === at ? [group] : isSame(one) ? [] : [one]));
  }
  return now;
}

/** Groups after some left one of them: with fewer than two it is none any more. */
export function withoutMembers(
  groups: readonly Group[],
  key: string,
  leaving: readonly number[],
): readonly Group[] {
  const gone = new Set(leaving);
  return groups.flatMap((group) => {
    if (group.key !== key) return [group];
    const rest = without(group, gone);
    return rest === undefined ? [] : [rest];
  });
}

function without(group: Group, gone: ReadonlySet<number>): Group | undefined {
  const members = group.members.filter(({ id }) => !gone.has(id));
  const left = group.members.length - members.length;
  if (left === 0) return group;
  const [first, ...others] = members;
  if (first === undefined || others.length === 0) return undefined;
  const isExact = group.tier === "exact";
  return {
    ...group,
    members,
    items: group.items - left,
    keep: first.id,
    savedBytes: isExact ? 0 : others.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
