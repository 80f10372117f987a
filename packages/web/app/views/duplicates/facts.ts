import { printBytes, printCount, printDay, printTime } from "../../quantities.ts";
import type { Group, Member } from "./duplicates_api.ts";
import { type DuplicatesId, t } from "./strings.ts";

type KeepReason = Group["reason"];

/** A fact of two pictures, in words. */
export interface Fact {
  readonly name: DuplicatesId;
  readonly left: string;
  readonly right: string;
}

/** More than this of a quantity is worth saying, as a ratio. */
const WORTH = 1.05;

const ratios = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** What is known of two pictures, side by side. Facts that neither has are left out. */
export function factsOf(left: Member, right: Member): Fact[] {
  const none = t("duplicates.fact.none");
  const fact = (name: DuplicatesId, print: (member: Member) => string): Fact[] => {
    const [one, other] = [print(left), print(right)];
    return one === "" && other === "" ? [] : [{ name, left: one || none, right: other || none }];
  };
  return [
    ...fact("duplicates.fact.pixels", ({ width, height }) =>
      width > 0 ? t("tile.pixels", { width, height }) : "",
    ),
    ...fact(
      "duplicates.fact.file",
      ({ ext, bytes }) => `${ext.toUpperCase()}, ${printBytes(bytes)}`,
    ),
    ...fact("duplicates.fact.length", ({ durationMs }) =>
      durationMs === null ? "" : printTime(durationMs),
    ),
    ...fact("duplicates.fact.posted", ({ postedAt }) =>
      postedAt === null ? "" : printDay(postedAt),
    ),
    ...fact("duplicates.fact.title", ({ title }) => title),
    ...fact("duplicates.fact.albums", ({ albums }) =>
      albums.map(({ title, imgurId }) => title || imgurId).join(", "),
    ),
    ...fact("duplicates.fact.tags", ({ ownTags }) => ownTags.join(", ")),
    ...fact("duplicates.fact.favorite", ({ favorite }) =>
      favorite ? t("duplicates.fact.yes") : "",
    ),
    ...fact("duplicates.fact.mirrored", ({ mirrored }) =>
      mirrored ? t("duplicates.fact.yes") : "",
    ),
    ...fact("duplicates.fact.id", ({ imgurId }) => imgurId),
  ];
}

/** Why the first of a group is suggested to stay, compared with another: the server's reason first, then what else holds. */
export function reasonsOf(
  { reason }: Pick<Group, "reason">,
  kept: Member,
  other: Member,
): string[] {
  const all: Record<KeepReason, string | undefined> = {
    pixels: times(kept.width * kept.height, other.width * other.height, "duplicates.reason.pixels"),
    bytes: times(kept.bytes, other.bytes, "duplicates.reason.bytes"),
    format:
      reason === "format" && kept.ext !== other.ext
        ? t("duplicates.reason.format", { ext: kept.ext.toUpperCase() })
        : undefined,
    albums: kept.albums.length > other.albums.length ? t("duplicates.reason.albums") : undefined,
    marks: marks(kept) > marks(other) ? t("duplicates.reason.marks") : undefined,
    older:
      kept.postedAt !== null && other.postedAt !== null && kept.postedAt < other.postedAt
        ? t("duplicates.reason.older")
        : undefined,
  };
  // More bytes say little where there are more pixels too.
  const order: KeepReason[] = ["pixels", "format", "marks", "albums", "older"];
  const first = all[reason];
  const rest = order.filter((one) => one !== reason).flatMap((one) => all[one] ?? []);
  const reasons = first === undefined ? rest : [first, ...rest];
  return reasons.length > 0 ? reasons : [t("duplicates.reason.equal")];
}

function times(kept: number, other: number, id: DuplicatesId): string | undefined {
  if (other <= 0 || kept < other * WORTH) return undefined;
  const ratio = kept / other;
  return t(id, { ratio: ratio < 10 ? ratios.format(ratio) : printCount(Math.round(ratio)) });
}

function marks({ favorite, ownTags }: Member): number {
  return Number(favorite) + ownTags.length;
}
