import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { fetchNew } from "../../api.ts";
import { Icon } from "../../parts/icon.tsx";
import { piecesOf } from "../../parts/search/pieces.ts";
import { search } from "../../parts/search_box.tsx";
import { t } from "../../strings.ts";
import { withoutLast } from "./kinds.ts";

/** An archive without a picture: how to get the first one. */
export function Empty() {
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t("empty.title")}</h2>
      <p>{t("empty.text")}</p>
      <StartHere />
      <p>{t("empty.hint")}</p>
      <code class="empty__command">{t("empty.command")}</code>
    </div>
  );
}

/** The field to fetch from here, which no archive with a picture in it needs. */
function StartHere() {
  const Field = useSignal<ComponentType | null>(null);
  useEffect(() => {
    import("./start_field.tsx")
      .then(({ StartField }) => {
        Field.value = StartField;
      })
      .catch(() => undefined);
  }, []);
  return <div class="empty__start">{Field.value !== null && <Field.value />}</div>;
}

/** A query that nothing matches: what it was, the ways out, and which part of it would match most. */
export function NoMatch({ q }: { readonly q: string }) {
  const best = useBestPart(q);
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t("noMatch.title")}</h2>
      <p>
        {t("noMatch.text")} <code>{q}</code>
      </p>
      {best !== null && (
        <p class="empty__best" role="status">
          {t("noMatch.alone", { n: best.count })}{" "}
          <button class="link" type="button" onClick={() => search(best.text)}>
            <code>{best.text}</code>
          </button>
        </p>
      )}
      <div class="empty__ways">
        {withoutLast(q) !== "" && (
          <button class="button" type="button" onClick={() => search(withoutLast(q))}>
            {t("noMatch.drop")}
          </button>
        )}
        <button class="button" data-primary type="button" onClick={() => search("")}>
          {t("noMatch.clear")}
        </button>
      </div>
    </div>
  );
}

/** More parts than this are not asked for one by one. */
const MAX_PARTS = 8;

/** The part of a query that alone would match most; null while that is not known, and where there is one part only. */
function useBestPart(q: string): { text: string; count: number } | null {
  const best = useSignal<{ text: string; count: number } | null>(null);
  useEffect(() => {
    best.value = null;
    const parts = piecesOf(q).slice(0, MAX_PARTS);
    if (parts.length < 2) return;
    let isOver = false;
    const count = async () => {
      for (const { text } of parts) {
        // Since ever: all that it matches.
        const told = await fetchNew(0, text);
        if (isOver) return;
        if (told.count > (best.peek()?.count ?? 0)) best.value = { text, count: told.count };
      }
    };
    void count().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [q]);
  return best.value;
}
