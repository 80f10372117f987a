import { isStill } from "../../motion.ts";
import { type SegmentChoice, Segmented } from "../../parts/segmented.tsx";
import { prefer, preferences, resetPreferences, toast } from "../../state.ts";
import { t } from "./strings.ts";

/** What the reader may choose: a row each, effective at once. */
export function Settings() {
  const { theme, rowSize, nsfw, autoplay, dataSaver, slideMs, letterKeys } = preferences.value;
  return (
    <article class="settings" aria-labelledby="settings-title">
      <h1 id="settings-title">{t("settings.title")}</h1>
      <p class="settings__where">{t("settings.where")}</p>
      <Row
        title={t("settings.theme")}
        help={t("settings.theme.help")}
        value={theme}
        choices={[
          { value: "system", label: t("settings.theme.system") },
          { value: "light", label: t("settings.theme.light") },
          { value: "dark", label: t("settings.theme.dark") },
        ]}
        onChoose={(value) => prefer({ theme: value })}
      />
      <Row
        title={t("settings.rows")}
        help={t("settings.rows.help")}
        value={rowSize}
        choices={[
          { value: "s", label: t("settings.rows.s") },
          { value: "m", label: t("settings.rows.m") },
          { value: "l", label: t("settings.rows.l") },
        ]}
        onChoose={(value) => prefer({ rowSize: value })}
      />
      <Row
        title={t("settings.nsfw")}
        help={t("settings.nsfw.help")}
        value={nsfw}
        choices={[
          { value: "blur", label: t("settings.nsfw.blur") },
          { value: "show", label: t("settings.nsfw.show") },
          { value: "hide", label: t("settings.nsfw.hide") },
        ]}
        onChoose={(value) => prefer({ nsfw: value })}
      />
      <Row
        title={t("settings.autoplay")}
        help={t(isStill() ? "settings.autoplay.still" : "settings.autoplay.help")}
        value={autoplay ? "on" : "off"}
        choices={[
          { value: "on", label: t("settings.autoplay.on") },
          { value: "off", label: t("settings.autoplay.off") },
        ]}
        onChoose={(value) => prefer({ autoplay: value === "on" })}
      />
      <Row
        title={t("settings.data")}
        help={t("settings.data.help")}
        value={dataSaver ? "save" : "full"}
        choices={[
          { value: "full", label: t("settings.data.full") },
          { value: "save", label: t("settings.data.save") },
        ]}
        onChoose={(value) => prefer({ dataSaver: value === "save" })}
      />
      <Row
        title={t("settings.slides")}
        help={t("settings.slides.help")}
        value={String(slideMs / 1000)}
        choices={["3", "5", "10", "30"].map((n) => ({
          value: n,
          label: t("settings.slides.seconds", { n }),
        }))}
        onChoose={(value) => prefer({ slideMs: Number(value) * 1000 })}
      />
      <Row
        title={t("settings.keys")}
        help={t("settings.keys.help")}
        value={letterKeys ? "on" : "off"}
        choices={[
          { value: "on", label: t("settings.keys.on") },
          { value: "off", label: t("settings.keys.off") },
        ]}
        onChoose={(value) => prefer({ letterKeys: value === "on" })}
      />
      <button class="button settings__reset" type="button" onClick={reset}>
        {t("settings.reset")}
      </button>
    </article>
  );
}

/** All back to the first; what was chosen comes back as easily. */
function reset(): void {
  const before = preferences.peek();
  resetPreferences();
  const undo = () => {
    prefer(before);
    toast.value = null;
  };
  toast.value = { kind: "done", text: t("settings.reset.done"), undo };
}

interface RowProps<Value extends string> {
  readonly title: string;
  readonly help: string;
  readonly value: Value;
  readonly choices: readonly SegmentChoice<Value>[];
  readonly onChoose: (value: Value) => void;
}

function Row<Value extends string>({ title, help, ...choice }: RowProps<Value>) {
  return (
    <section class="settings__row">
      <div>
        <h2>{title}</h2>
        <p>{help}</p>
      </div>
      <Segmented label={title} {...choice} />
    </section>
  );
}
