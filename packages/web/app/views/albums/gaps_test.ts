import { expect, test } from "bun:test";
import type { AlbumMember } from "../../../routes/album_schemas.ts";
import { isGap, withGaps } from "./gaps.ts";

function memberOf(id: number, state: AlbumMember["state"], reason: string | null = null) {
  return { id, state, reason } as AlbumMember;
}

test("withGaps() tells what is missing in a row for one reason as one, in its place", () => {
  const parts = withGaps([
    memberOf(1, "here"),
    memberOf(2, "removed"),
    memberOf(3, "removed"),
    memberOf(4, "failed", "timeout"),
    memberOf(5, "rejected", "timeout"),
    memberOf(6, "rejected", "html"),
    memberOf(7, "here"),
    memberOf(8, "removed"),
  ]);
  expect(
    parts.map((part) => (isGap(part) ? [part.state, part.reason, part.count] : part.id)),
  ).toEqual([
    1,
    ["removed", null, 2],
    ["failed", "timeout", 2],
    ["failed", "html", 1],
    7,
    ["removed", null, 1],
  ]);
});

test("withGaps() leaves a whole album as it is", () => {
  const members = [memberOf(1, "here"), memberOf(2, "here")];
  expect(withGaps(members)).toEqual(members);
});
