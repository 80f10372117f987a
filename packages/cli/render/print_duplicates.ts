import type {
  DuplicateGroup,
  DuplicateMember,
  DuplicateTier,
  KeepReason,
  TierTotals,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { printSize } from "@acacia/core/text";
import { archiveFlag } from "../archive_flag.ts";
import { namedByImgur } from "../named_by_imgur.ts";
import { fitFigure, fitText } from "./fit.ts";
import { safe } from "./safe.ts";
import type { Style } from "./style.ts";

/** Why one is best kept. */
export const KEEP_WORDS: Readonly<Record<KeepReason, string>> = {
  pixels: "it has the most pixels",
  bytes: "it is compressed least",
  format: "its format loses least",
  albums: "it is in the most albums",
  marks: "it is a favourite or tagged",
  older: "it was posted first",
};

const TIER_WORDS: Readonly<Record<DuplicateTier, string>> = {
  exact: "same bytes",
  sure: "almost surely the same",
  likely: "likely the same",
  look: "look closely",
};

/** A picture of a group as JSON shows it. */
export interface MemberLine extends Omit<DuplicateMember, "id" | "imgurId" | "albums"> {
  /** Imgur's. */
  readonly id: string;
  readonly albums: readonly { readonly id: string; readonly title: string }[];
}

/** A group as JSON shows it: pictures by Imgur's ids. */
export interface GroupLine extends Omit<DuplicateGroup, "keep" | "members"> {
  readonly keep: string;
  readonly members: readonly MemberLine[];
}

/** A group for `--json`. */
export function toGroupLine({ keep, members, ...group }: DuplicateGroup): GroupLine {
  const kept = members.find(({ id }) => id === keep);
  return {
    ...group,
    keep: kept?.imgurId ?? "",
    members: members.map(({ albums, ...member }) =>
      namedByImgur({ ...member, albums: albums.map(namedByImgur) }),
    ),
  };
}

/** A group as a heading and a line for each picture. */
export function printGroup(group: DuplicateGroup, style: Style): string {
  const { tier, savedBytes, items, members, keep, reason } = group;
  const saves = savedBytes > 0 ? `, ${printSize(savedBytes)} to save` : "";
  const head = `${items} ${items === 1 ? "picture" : "pictures"}, ${TIER_WORDS[tier]}${saves}`;
  const lines = members.map((member) =>
    printMember(member, member.id === keep ? `keep: ${KEEP_WORDS[reason]}` : "", style),
  );
  const more = items > members.length ? [`  and ${items - members.length} more`] : [];
  return [style.bold(head), ...lines, ...more, ""].join("\n");
}

function printMember(member: DuplicateMember, why: string, style: Style): string {
  const { imgurId, width, height, bytes, ext, title, albums, mirrored, favorite } = member;
  const inAlbums = albums.length === 1 ? "1 album" : `${albums.length} albums`;
  const marks = [
    favorite ? "fav" : "",
    albums.length > 0 ? inAlbums : "",
    mirrored ? "mirrored" : "",
    why,
  ].filter(Boolean);
  const facts = [
    `  ${fitText(safe(imgurId), Math.max(7, imgurId.length))}`,
    fitFigure(width === 0 ? "" : `${width}×${height}`, 11),
    fitFigure(printSize(bytes), 8),
    style.dim(fitText(ext, 4)),
    safe(title) + (marks.length > 0 ? ` ${style.blossom(marks.join(", "))}` : ""),
  ];
  return facts.join("  ").trimEnd();
}

/** What was found in all, and what can be done. */
export function printTotals(
  {
    totals,
    pending,
    complete,
  }: { totals: readonly TierTotals[]; pending: number; complete: boolean },
  config: Config,
): string {
  const found = totals.filter(({ groups }) => groups > 0);
  const lines = found.map(({ tier, groups, items, bytes }) => {
    const saves = bytes > 0 ? `, ${printSize(bytes)} to save` : "";
    return `${groups} ${groups === 1 ? "group" : "groups"} ${TIER_WORDS[tier]}: ${items} pictures${saves}.`;
  });
  if (found.length === 0) lines.push("No duplicates found.");
  if (pending > 0) {
    const cannot = `${pending} ${pending === 1 ? "picture has" : "pictures have"} no thumbnail and cannot be compared`;
    lines.push(`${cannot}: make them with \`acacia thumbs${archiveFlag(config)}\`.`);
  }
  if (!complete) lines.push("Stopped before all were compared.");
  if (found.some(({ tier }) => tier === "sure")) {
    lines.push(
      `Merge the sure ones with \`acacia dups merge --tier sure --yes${archiveFlag(config)}\`.`,
    );
  }
  return `${lines.join("\n")}\n`;
}
