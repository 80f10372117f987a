import { Dialog } from "../../parts/dialog.tsx";
import { type Scope, SHORTCUTS } from "../../shortcuts.ts";
import { helpOpen } from "../../state.ts";
import { type StringId, t } from "../../strings.ts";

const GROUPS: readonly (readonly [Scope, StringId])[] = [
  ["grid", "help.grid"],
  ["viewer", "help.viewer"],
  ["duplicates", "help.duplicates"],
  ["anywhere", "help.anywhere"],
];

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Control: "Ctrl",
  Delete: "Del",
  Escape: "Esc",
  PageUp: "PgUp",
  PageDown: "PgDn",
  " ": "Space",
  a: "A",
  z: "Z",
  "-": "−",
};

/** The key map, from the table that binds the keys. */
export function Shortcuts() {
  if (!helpOpen.value) return null;
  const close = () => {
    helpOpen.value = false;
  };
  return (
    <Dialog title={t("help.title")} onClose={close} className="help">
      {GROUPS.map(([scope, title]) => (
        <section class="help__group" key={scope}>
          <h3>{t(title)}</h3>
          <dl>
            {SHORTCUTS.filter((row) => row.scope === scope).map(({ label, keys }) => (
              <div key={keys[0]}>
                <dt>{t(label)}</dt>
                <dd>
                  {keys
                    .filter((key) => key !== "=")
                    .map((key) => (
                      <kbd key={key}>{printKey(key)}</kbd>
                    ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

function printKey(notation: string): string {
  if (notation.startsWith("g ")) return notation;
  const parts = notation === "+" ? ["+"] : notation.split("+");
  const isAlone = parts.length === 1 && /^[a-z]$/.test(notation);
  return parts.map((part) => (isAlone ? part : (KEY_NAMES[part] ?? part))).join(" ");
}
