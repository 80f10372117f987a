import { useSignal } from "@preact/signals";
import { showFailure } from "../../edits.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { WriteButton } from "../../parts/write_button.tsx";
import { printBytes } from "../../quantities.ts";
import type { Group } from "./duplicates_api.ts";
import type { Review } from "./review.ts";
import { t } from "./strings.ts";

/** Takes the suggestion of every group of a sure tier, after its total was shown. */
export function AcceptAll({
  review,
  tier,
}: {
  readonly review: Review;
  readonly tier: "exact" | "sure";
}) {
  const gathering = useSignal<number | null>(null);
  const offered = useSignal<readonly Group[] | null>(null);
  const n = review.tiers.value.find((one) => one.tier === tier)?.groups ?? 0;
  if (n === 0) return null;
  const gather = async () => {
    if (gathering.peek() !== null) return;
    gathering.value = 0;
    try {
      const groups = await review.gather((count) => {
        gathering.value = count;
      });
      offered.value = groups.length === 0 ? null : groups;
    } catch (failure) {
      showFailure(failure);
    } finally {
      gathering.value = null;
    }
  };
  const close = () => {
    offered.value = null;
  };
  return (
    <>
      <WriteButton
        icon="check"
        className="button"
        hasWord
        action={
          gathering.value === null
            ? t(`duplicates.accept.${tier}`, { n })
            : t("duplicates.accept.gathering", { n: gathering.value })
        }
        onPress={() => void gather()}
      />
      {offered.value !== null && (
        <Offer
          groups={offered.value}
          onClose={close}
          onAccept={(groups) => {
            close();
            review.accept(groups);
          }}
        />
      )}
    </>
  );
}

function Offer({
  groups,
  onClose,
  onAccept,
}: {
  readonly groups: readonly Group[];
  readonly onClose: () => void;
  readonly onAccept: (groups: readonly Group[]) => void;
}) {
  const n = groups.reduce((sum, { members }) => sum + members.length - 1, 0);
  const bytes = groups.reduce((sum, { savedBytes }) => sum + savedBytes, 0);
  return (
    <Dialog
      className="confirm"
      title={t("duplicates.accept.title", { n: groups.length })}
      onClose={onClose}
    >
      <p>{t("duplicates.accept.text", { kept: groups.length, n, bytes: printBytes(bytes) })}</p>
      <div class="confirm__ways">
        <button class="button" type="button" onClick={onClose}>
          {t("duplicates.accept.no")}
        </button>
        <button class="button" data-primary type="button" onClick={() => onAccept(groups)}>
          {t("duplicates.accept.yes", { n: groups.length })}
        </button>
      </div>
    </Dialog>
  );
}
