import { WriteButton } from "../../parts/write_button.tsx";
import type { Group } from "./duplicates_api.ts";
import { t } from "./strings.ts";
import type { Choice } from "./verdict.ts";

const MERGE_NAMES = { left: "duplicates.merge.left", right: "duplicates.merge.right" } as const;

const CHOICES = [
  { choice: "left", icon: "check", id: "duplicates.keepLeft", key: "1" },
  { choice: "right", icon: "check", id: "duplicates.keepRight", key: "2" },
  { choice: "alternate", icon: "album", id: "duplicates.keepBoth", key: "b" },
  { choice: "unrelated", icon: "close", id: "duplicates.unrelated", key: "n" },
] as const;

/** What can be done with a pair, with the keys that do it. */
export function Choices({
  group,
  decide,
}: {
  readonly group: Group;
  readonly decide: (choice: Choice) => void;
}) {
  const n = group.members.length;
  return (
    <div class="choices">
      {CHOICES.map(({ choice, icon, id, key }) => (
        <div class="choices__one" key={choice} data-choice={choice}>
          <WriteButton
            className="button"
            icon={icon}
            action={t(
              group.tier === "exact" && (choice === "left" || choice === "right")
                ? MERGE_NAMES[choice]
                : id,
            )}
            hasWord
            onPress={() => decide(choice)}
          />
          <kbd>{key}</kbd>
        </div>
      ))}
      {n > 2 && (
        <WriteButton
          className="button"
          icon="check"
          action={t("duplicates.keepLeft.all", { n })}
          hasWord
          onPress={() => decide("all")}
        />
      )}
    </div>
  );
}
