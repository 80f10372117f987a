import { writeBlock } from "../state.ts";
import { t } from "../strings.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./make_icon.ts";

/** What a button needs that changes the archive. */
export interface WriteButtonProps {
  readonly icon: IconName;
  readonly action: string;
  readonly onPress: () => void;
  readonly className?: string;
  readonly isPressed?: boolean;
  /** Show the word beside the picture; else it is its name only. */
  readonly hasWord?: boolean;
}

/** A button that changes the archive: switched off with its reason where nothing can be changed. */
export function WriteButton(props: WriteButtonProps) {
  const block = writeBlock.value;
  const label =
    block === null
      ? props.action
      : t(block === "gone" ? "action.gone" : "action.readOnly", { action: props.action });
  return (
    <button
      class={props.className ?? "icon-button"}
      type="button"
      disabled={block !== null}
      aria-pressed={props.isPressed}
      aria-label={label}
      title={props.hasWord === true && block === null ? undefined : label}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
      {props.hasWord === true && <span>{props.action}</span>}
    </button>
  );
}
