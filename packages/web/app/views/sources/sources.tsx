import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Source, Sources as SourceList } from "../../../routes/source_schemas.ts";
import { ApiFailure } from "../../api.ts";
import { WriteButton } from "../../parts/write_button.tsx";
import { pageAddress, printAddress } from "../../router.ts";
import { live, toast } from "../../state.ts";
import { beginOrTell, starting } from "../activity/starting.ts";
import { TargetField } from "../activity/target_field.tsx";
import { SourceRow } from "./source_row.tsx";
import { fetchSources, removeSource, saveSource } from "./sources_api.ts";
import { t } from "./strings.ts";

/** What is kept up with: each source with what its last sync brought, and a field to add one. */
export function Sources() {
  const sources = useSignal<readonly Source[] | null>(null);
  const failed = useSignal(false);
  const running = live.value?.run?.id ?? null;
  const load = () => {
    failed.value = false;
    fetchSources()
      .then((answer) => {
        sources.value = answer.sources;
      })
      .catch(() => {
        failed.value = true;
      });
  };
  useEffect(load, [running]);
  const list = sources.value;
  if (list === null)
    return failed.value ? <Failure onRetry={load} /> : <article class="sources" aria-busy="true" />;
  return (
    <article class="sources" data-empty={list.length === 0 ? "" : undefined}>
      <Head count={list.length} running={running} />
      <AddField sources={sources} />
      {failed.value && <Failure onRetry={load} />}
      <ul class="sources__list">
        {list.map((source) => (
          <SourceRow
            key={source.id}
            source={source}
            isIdle={running === null}
            onSave={(changes) => change(sources, saveSource({ ...source, ...changes }))}
            onSync={() => void beginOrTell({ command: "sync", targets: [source.name] })}
            onRemove={() => void removeWithUndo(source, sources)}
          />
        ))}
      </ul>
    </article>
  );
}

function Head({ count, running }: { readonly count: number; readonly running: number | null }) {
  return (
    <header class="sources__head">
      <div>
        <h1>{t(count === 0 ? "sources.none" : "sources.title")}</h1>
        <p>{count === 0 ? t("sources.none.text") : t("sources.count", { n: count })}</p>
      </div>
      {count > 0 && running === null && (
        <WriteButton
          className="button"
          icon="refresh"
          action={t("sources.syncAll")}
          hasWord
          onPress={() => void beginOrTell({ command: "sync" })}
        />
      )}
      {count > 0 && running !== null && (
        <p>
          <a class="sources__link" href={printAddress(pageAddress("activity", String(running)))}>
            {t("sources.busy")}
          </a>
        </p>
      )}
      {starting.value?.kind === "waiting" && (
        <p class="sources__start" role="status">
          {t("sources.syncing")}
        </p>
      )}
    </header>
  );
}

function AddField({ sources }: { readonly sources: Signal<readonly Source[] | null> }) {
  const failure = useSignal("");
  return (
    <TargetField
      action={t("sources.add")}
      icon="plus"
      failure={failure.value}
      onGive={async (target) => {
        failure.value = (await change(sources, saveSource({ target }))) ?? "";
        return failure.value === "";
      }}
    />
  );
}

function Failure({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <p class="failure" role="alert">
      {t("sources.failed")}{" "}
      <button class="button" type="button" onClick={onRetry}>
        {t("action.retry")}
      </button>
    </p>
  );
}

/** Shows what there is after a change. @returns Why it failed; undefined when it did not. */
async function change(
  sources: Signal<readonly Source[] | null>,
  answer: Promise<SourceList>,
): Promise<string | undefined> {
  try {
    sources.value = (await answer).sources;
    return undefined;
  } catch (error) {
    return error instanceof ApiFailure ? error.message : String(error);
  }
}

async function removeWithUndo(
  source: Source,
  sources: Signal<readonly Source[] | null>,
): Promise<void> {
  const failure = await change(sources, removeSource(source.id));
  if (failure !== undefined) {
    toast.value = { kind: "failure", text: failure };
    return;
  }
  toast.value = {
    kind: "done",
    text: t("sources.removed", { name: source.name }),
    undo: () => {
      toast.value = null;
      void change(sources, saveSource(source));
    },
  };
}
