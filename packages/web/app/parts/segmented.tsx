import { useId } from "preact/hooks";

/** One choice of a segmented control. */
export interface SegmentChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What screen readers say, where the label is one letter. */
  readonly longLabel?: string;
}

/** What a segmented control needs. */
export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly SegmentChoice<Value>[];
  /** "" when none is chosen. */
  readonly value: Value | "";
  readonly onChoose: (value: Value) => void;
  readonly className?: string;
}

/** A few choices in a row, of which one holds: radio buttons in other clothes. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset class={`segmented ${props.className ?? ""}`}>
      <legend class="spoken">{props.label}</legend>
      {props.choices.map(({ value, label, longLabel }) => (
        <label class="segmented__choice" key={value}>
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            aria-label={longLabel}
            onChange={() => props.onChoose(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
