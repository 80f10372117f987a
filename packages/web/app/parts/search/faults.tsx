import type { QueryFault } from "../../../routes/schemas.ts";
import type { Collection } from "../../grid/collection.ts";
import { t } from "../../strings.ts";
import { search } from "../search_box.tsx";
import { piecesOf } from "./pieces.ts";

/** What of the query was not understood, what may have been meant, and that the rest applies. */
export function Faults({ collection }: { readonly collection: Collection | null }) {
  const { q } = collection?.grid ?? { q: "" };
  const faults = collection?.totals.faults ?? [];
  return (
    <div class="faults" role="status" hidden={faults.length === 0}>
      {faults.map((fault, at) => (
        <p key={fault.from}>
          {sentenceOf(fault)}{" "}
          {fault.meant === null ? (
            fault.hint !== "" && `${fault.hint}. `
          ) : (
            <>
              {t("faults.meant")}{" "}
              <button class="link" type="button" onClick={() => search(corrected(q, fault))}>
                <code>{pieceAt(corrected(q, fault), fault.from)}</code>
              </button>
              {"? "}
            </>
          )}
          {at === faults.length - 1 && piecesOf(q).length > faults.length && t("faults.rest")}
        </p>
      ))}
    </div>
  );
}

function sentenceOf({ message }: QueryFault): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function corrected(q: string, { from, to, meant }: QueryFault): string {
  return `${q.slice(0, from)}${meant}${q.slice(to)}`;
}

function pieceAt(q: string, place: number): string {
  return piecesOf(q).find(({ from, to }) => from <= place && place < to)?.text ?? q;
}
