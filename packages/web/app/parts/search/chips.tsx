import { useEffect, useRef } from "preact/hooks";
import type { QueryFault } from "../../../routes/schemas.ts";
import { t } from "../../strings.ts";
import { Icon } from "../icon.tsx";
import { type ChipPart, chipParts } from "./chip_parts.ts";
import type { Piece } from "./pieces.ts";

/** What the chips need. */
export interface ChipsProps {
  readonly pieces: readonly Piece[];
  /** The piece that is being changed in the field; its chip is away meanwhile. */
  readonly editing: number | null;
  readonly faults: readonly QueryFault[];
  readonly edit: (position: number) => void;
  readonly remove: (position: number) => void;
}

/** What is asked for, part by part: a click changes one, the cross takes it out. */
export function Chips({ pieces, editing, faults, edit, remove }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ left: list.current.scrollWidth });
  }, [pieces.length]);
  if (pieces.length === 0 || (pieces.length === 1 && editing === 0)) return null;
  return (
    <ul ref={list} class="chips" aria-label={t("search.chips")}>
      {pieces.map((piece, position) => (
        <Chip
          key={`${piece.text} ${piece.from}`}
          piece={piece}
          faults={faults}
          isAway={position === editing}
          edit={() => edit(position)}
          remove={() => remove(position)}
        />
      ))}
    </ul>
  );
}

function Chip({
  piece,
  faults,
  isAway,
  edit,
  remove,
}: {
  readonly piece: Piece;
  readonly faults: readonly QueryFault[];
  readonly isAway: boolean;
  readonly edit: () => void;
  readonly remove: () => void;
}) {
  const { text, kind, isNot } = piece;
  const own = faults.filter(({ from, to }) => from < piece.to && to > piece.from);
  const operand = text.slice(piece.begin - piece.from);
  const said = isNot ? `${t("search.not")} ${operand}` : text;
  const name = [said, ...own.map(({ message }) => message)].join(": ");
  return (
    <li
      class="chip"
      data-kind={kind}
      data-not={isNot || undefined}
      data-fault={own.length > 0 || undefined}
      hidden={isAway}
    >
      <button
        class="chip__edit"
        type="button"
        aria-label={t("search.edit", { text: name })}
        onClick={edit}
      >
        {isNot && <span class="chip__not">{t("search.not")} </span>}
        {chipParts(piece, own).map((part) => (
          <span key={part.from} class={classOf(part)}>
            {part.text}
          </span>
        ))}
      </button>
      <button
        class="chip__remove"
        type="button"
        aria-label={t("search.remove", { text })}
        onClick={remove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function classOf({ isKey, isFault }: ChipPart): string {
  return `${isKey ? "chip__key" : ""} ${isFault ? "chip__fault" : ""}`.trim();
}
