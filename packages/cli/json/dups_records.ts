import { DUPLICATE_TIERS, KEEP_REASONS, type TierTotals } from "@acacia/core";
import type { GroupLine, MemberLine } from "../render/print_duplicates.ts";
import { amount, count, flag, list, object, oneOf, orNull, text, time } from "./fields.ts";
import { event, type JsonRecord, row } from "./record.ts";

const TIER = oneOf(
  DUPLICATE_TIERS,
  "how sure it is that they are the same; `exact`: the same bytes",
);

const MEMBER = object<MemberLine>(
  {
    id: text("Imgur's"),
    kind: oneOf(["photo", "gif", "video"], ""),
    sha256: text("of its file"),
    thumb: orNull(text("the file that its thumbnails are named by; null when it cannot have any")),
    thumbHash: text("Base64, empty while there is none"),
    width: count("px, 0 when unknown"),
    height: count("px, 0 when unknown"),
    bytes: count("of its file"),
    ext: text("of its file"),
    animated: flag(""),
    durationMs: orNull(count("of an animation")),
    postedAt: orNull(time("")),
    title: text("its own, else its post's"),
    favorite: flag(""),
    nsfw: flag("marked NSFW"),
    ownTags: list(text(""), "of yours"),
    albums: list(
      object<MemberLine["albums"][number]>({ id: text("Imgur's"), title: text("") }),
      "that it is in, at most ten",
    ),
    distance: count("bits of the perceptual hash that differ from the kept one's, 0 to 64"),
    difference: amount("what the second look found different, percent of the contrast"),
    mirrored: flag("whether it is the kept one's mirror image"),
  },
  "",
);

/** What `dups` prints. */
export const DUPS_RECORDS: readonly JsonRecord[] = [
  row<GroupLine>("a group", "For each picture that is here several times.", {
    key: text("the same for the same group as long as it stands"),
    tier: TIER,
    reason: oneOf(KEEP_REASONS, "why that one is best kept; `marks`: a favourite, or own tags"),
    savedBytes: count("of the files that could go"),
    items: count("pictures in it"),
    keep: text("Imgur's id of the one that is best kept"),
    members: list(MEMBER, "the kept one first, at most a hundred"),
  }),
  event<{
    readonly type: "dups.finished";
    readonly complete: boolean;
    readonly compared: number;
    readonly pending: number;
    readonly tiers: readonly TierTotals[];
  }>("dups.finished", "The last line.", {
    complete: flag("false when it was stopped"),
    compared: count("pictures that were compared"),
    pending: count("pictures without a thumbnail, which cannot be"),
    tiers: list(
      object<TierTotals>({
        tier: TIER,
        groups: count(""),
        items: count("pictures in them"),
        bytes: count("of the files that could go"),
      }),
      "each that was asked for",
    ),
  }),
];
