import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Source } from "../../../routes/source_schemas.ts";
import { WriteButton } from "../../parts/write_button.tsx";
import { printDay, printMoment } from "../../quantities.ts";
import { pageAddress, printAddress } from "../../router.ts";
import { t } from "./strings.ts";

/** What a source's row needs. */
export interface SourceRowProps {
  readonly source: Source;
  /** Whether a sync can begin. */
  readonly isIdle: boolean;
  /** @returns Why it failed; undefined when it did not. */
  readonly onSave: (changes: { name: string; where: string }) => Promise<string | undefined>;
  readonly onSync: () => void;
  readonly onRemove: () => void;
}

/** One source: what it is, how its last sync went, and what can be done with it. */
export function SourceRow({ source, isIdle, onSave, onSync, onRemove }: SourceRowProps) {
  const isEdited = useSignal(false);
  const actions = useRef<HTMLDivElement>(null);
  const { name, target, where } = source;
  const close = () => {
    isEdited.value = false;
    requestAnimationFrame(() =>
      actions.current?.querySelector<HTMLElement>(".source__edit")?.focus(),
    );
  };
  return (
    <li class="source">
      <div class="source__name">
        <h2>{name}</h2>
        {name !== target && <p>{target}</p>}
        {where !== null && <code class="source__where">{where}</code>}
      </div>
      {isEdited.value ? (
        <SourceForm source={source} onSave={onSave} onClose={close} />
      ) : (
        <>
          <Facts source={source} />
          <div class="source__actions" ref={actions}>
            {isIdle && (
              <WriteButton
                className="button"
                icon="refresh"
                action={t("sources.sync")}
                hasWord
                onPress={onSync}
              />
            )}
            <WriteButton
              className="icon-button source__edit"
              icon="settings"
              action={t("sources.edit.one", { name })}
              onPress={() => {
                isEdited.value = true;
              }}
            />
            <WriteButton
              icon="trash"
              action={t("sources.remove.one", { name })}
              onPress={onRemove}
            />
          </div>
        </>
      )}
      <Warnings source={source} />
    </li>
  );
}

function Facts({ source }: { readonly source: Source }) {
  const { last, lastRun, syncedAt, knownUntil, items } = source;
  const at = last?.at ?? syncedAt;
  return (
    <dl class="source__facts">
      <Fact name={t("sources.here")}>{t("sources.here.value", { n: items })}</Fact>
      <Fact name={t("sources.last")}>
        {at === null || at === undefined ? t("sources.last.never") : printMoment(at)}
        {lastRun !== null && (
          <a class="sources__link" href={printAddress(pageAddress("activity", String(lastRun)))}>
            {t("sources.last.run", { run: lastRun })}
          </a>
        )}
      </Fact>
      {last !== null && (
        <Fact name={t("sources.announced")}>
          {t("sources.announced.value", { announced: last.announced, kept: last.kept })}
        </Fact>
      )}
      <Fact name={t("sources.known")}>
        {knownUntil === null ? t("sources.known.not") : printDay(knownUntil)}
      </Fact>
      <Fact name={t("sources.cost")}>
        {last?.credits == null
          ? t("sources.cost.unknown")
          : t("sources.cost.value", { n: last.credits })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Warnings({ source: { last, unfinished } }: { readonly source: Source }) {
  const short = last?.short ?? 0;
  const notices = last?.notices ?? [];
  if (short === 0 && notices.length === 0 && !unfinished) return null;
  return (
    <ul class="source__warnings">
      {short > 0 && (
        <li>{t("sources.short", { short, announced: (last?.announced ?? 0) + short })}</li>
      )}
      {notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
      {unfinished && <li data-calm>{t("sources.unfinished")}</li>}
    </ul>
  );
}

type SourceFormProps = Pick<SourceRowProps, "source" | "onSave"> & { readonly onClose: () => void };

function SourceForm({ source, onSave, onClose }: SourceFormProps) {
  const { target } = source;
  const name = useSignal(source.name === target ? "" : source.name);
  const where = useSignal(source.where ?? "");
  const failure = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const save = async (event: Event) => {
    event.preventDefault();
    const changes = { name: name.peek().trim(), where: where.peek().trim() };
    failure.value = (await onSave(changes)) ?? "";
    if (failure.peek() === "") onClose();
  };
  const fields = [
    { text: name, label: "sources.name", hint: "sources.name.hint" },
    { text: where, label: "sources.where", hint: "sources.where.hint" },
  ] as const;
  return (
    <form
      ref={form}
      class="source__form"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      {fields.map(({ text, label, hint }, at) => (
        <label key={label}>
          <span>{t(label)}</span>
          <input
            class="target-field__input"
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={text.value}
            placeholder={at === 0 ? target : ""}
            aria-describedby={`${id}${at}`}
            onInput={(event) => {
              text.value = event.currentTarget.value;
            }}
          />
          <small id={`${id}${at}`}>{t(hint)}</small>
        </label>
      ))}
      <div class="source__form-end">
        {failure.value !== "" && <p role="alert">{failure.value}</p>}
        <button class="button" type="button" onClick={onClose}>
          {t("sources.cancel")}
        </button>
        <button class="button" type="submit" data-primary>
          {t("sources.save")}
        </button>
      </div>
    </form>
  );
}
