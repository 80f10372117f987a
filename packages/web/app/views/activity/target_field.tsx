import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { ReadTarget } from "../../../routes/target.ts";
import { Icon } from "../../parts/icon.tsx";
import type { IconName } from "../../parts/make_icon.ts";
import { writeBlock } from "../../state.ts";
import { readTarget } from "./activity_api.ts";
import { t } from "./strings.ts";
import { isOwn } from "./words.ts";

/** Typing rests so long before the text is read, ms. */
const REST_MS = 250;

/** What a field for a target needs. */
export interface TargetFieldProps {
  /** The word on its button. */
  readonly action: string;
  readonly icon: IconName;
  /** Why what was given could not be done; empty when nothing is wrong. */
  readonly failure: string;
  /** Something is under way: nothing else can be given meanwhile. */
  readonly isBusy?: boolean;
  /** @returns Whether it was taken: the field is then empty again. */
  readonly onGive: (target: string) => Promise<boolean>;
}

/** A field for anything on Imgur: says while typing what it names, and why when it names nothing. */
export function TargetField({ action, icon, failure, isBusy = false, onGive }: TargetFieldProps) {
  const text = useSignal("");
  const read = useSignal<ReadTarget | null>(null);
  const id = useId();
  useEffect(() => {
    read.value = null;
    const typed = text.value.trim();
    if (typed === "") return;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      readTarget(typed, ended.signal)
        .then((answer) => {
          read.value = answer;
        })
        .catch(() => undefined);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [text.value]);
  const give = async (event: Event) => {
    event.preventDefault();
    const typed = text.peek().trim();
    if (typed === "" || isBusy) return;
    if (await onGive(typed)) text.value = "";
  };
  const block = writeBlock.value;
  const wrong = failure || wordsOf(read.value, true);
  return (
    <form class="target-field" onSubmit={(event) => void give(event)}>
      <label class="spoken" for={id}>
        {t("start.label")}
      </label>
      <div class="target-field__row">
        <input
          id={id}
          class="target-field__input"
          type="text"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder={t("start.label")}
          value={text.value}
          aria-invalid={wrong !== "" || undefined}
          aria-describedby={`${id}-read`}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
        <button
          class="button"
          type="submit"
          data-primary
          disabled={block !== null || isBusy}
          aria-label={
            block === null
              ? undefined
              : t(block === "gone" ? "action.gone" : "action.readOnly", { action })
          }
        >
          <Icon name={icon} />
          {action}
        </button>
      </div>
      <p
        id={`${id}-read`}
        class="target-field__read"
        role="status"
        data-wrong={wrong ? "" : undefined}
      >
        {wrong || wordsOf(read.value, false)}
      </p>
    </form>
  );
}

function wordsOf(read: ReadTarget | null, isWrong: boolean): string {
  if (read === null || (read.target === null) !== isWrong) return "";
  if (read.target === null) return t("start.refused", { reason: read.reason ?? "" });
  const id = `start.reads.${read.kind}`;
  return t(isOwn(id) ? id : "start.reads.other", { target: read.target });
}
