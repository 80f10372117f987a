import type { AlbumMember } from "../../../routes/album_schemas.ts";

/** Media in a row that are not here, for one reason. */
export interface Gap {
  readonly state: Exclude<AlbumMember["state"], "here" | "rejected">;
  readonly reason: string | null;
  readonly count: number;
  /** Row id of the first. */
  readonly first: number;
}

/** Whether a part of an album is not here. */
export function isGap(part: AlbumMember | Gap): part is Gap {
  return "count" in part;
}

/** The author's order, with what is missing in a row told as one. */
export function withGaps(members: readonly AlbumMember[]): (AlbumMember | Gap)[] {
  const parts: (AlbumMember | Gap)[] = [];
  for (const member of members) {
    const { state: told, id } = member;
    if (told === "here") {
      parts.push(member);
      continue;
    }
    const state = told === "rejected" ? "failed" : told;
    const reason = state === "failed" ? member.reason : null;
    const last = parts.at(-1);
    const goesOn = last !== undefined && isGap(last) && last.state === state;
    if (goesOn && last.reason === reason) parts.splice(-1, 1, { ...last, count: last.count + 1 });
    else parts.push({ state, reason, count: 1, first: id });
  }
  return parts;
}
