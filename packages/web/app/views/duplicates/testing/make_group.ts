import type { Group, Member } from "../duplicates_api.ts";

/** Makes a picture. @param id Its row id. */
export function makeMember(id: number, facts: Partial<Member> = {}): Member {
  return {
    id,
    imgurId: `d${String(id).padStart(6, "0")}`,
    kind: "photo",
    sha256: String(id).padStart(64, "0"),
    thumb: String(id).padStart(64, "0"),
    thumbHash: "",
    width: 1600,
    height: 1000,
    bytes: 2_000_000,
    ext: "jpg",
    animated: false,
    durationMs: null,
    postedAt: Date.UTC(2020, 0, 1),
    title: `Picture ${id}`,
    favorite: false,
    nsfw: false,
    ownTags: [],
    albums: [],
    distance: 0,
    difference: 0,
    mirrored: false,
    ...facts,
  };
}

/** Makes an almost sure group. @param ids Row ids, the suggested one first. @param facts Of every picture. */
export function makeGroup(ids: readonly number[], facts: Partial<Member> = {}): Group {
  const members = ids.map((id) => makeMember(id, facts));
  return {
    key: ids.toSorted((a, b) => a - b).join("-"),
    tier: "sure",
    keep: ids[0] ?? 0,
    reason: "pixels",
    savedBytes: members.slice(1).reduce((sum, { bytes }) => sum + bytes, 0),
    items: ids.length,
    members,
  };
}
