import type { Group, Member } from "./duplicates_api.ts";
import type { Verdict } from "./review.ts";
import { t } from "./strings.ts";

/** What can be done with a pair, and with all of its group. */
export type Choice = "left" | "right" | "alternate" | "unrelated" | "all";

/** A choice as the server takes it, and what it does to the group on screen. */
export function verdictOf(
  group: Group,
  { left, right, choice }: { left: Member; right: Member; choice: Choice },
): Verdict {
  switch (choice) {
    case "left":
      return merge(group, left.id, [right.id]);
    case "right":
      return merge(group, right.id, [left.id]);
    case "all":
      return merge(
        group,
        left.id,
        group.members.map(({ id }) => id).filter((id) => id !== left.id),
      );
    case "alternate":
    case "unrelated":
      return {
        group,
        decision: { action: choice, ids: [left.id, right.id] },
        leaving: [right.id],
        words: t(`duplicates.done.${choice}`),
      };
    default:
      return choice satisfies never;
  }
}

function merge(group: Group, keep: number, ids: number[]): Verdict {
  return {
    group,
    decision: { action: "merge", groups: [{ keep, ids }] },
    leaving: ids,
    words: t("duplicates.done.merge", { n: ids.length }),
  };
}
