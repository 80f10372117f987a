import { useEffect, useRef } from "preact/hooks";
import { announcement, toast } from "../state.ts";
import { t } from "../strings.ts";
import { Icon } from "./icon.tsx";

const TOAST_MS = 10_000;

/** The toast, and what screen readers hear. Stands in the viewer while that is open: outside it is inert. */
export function Messages() {
  return (
    <>
      <Toast />
      <p class="spoken" aria-live="polite">
        {announcement.value}
      </p>
    </>
  );
}

function Toast() {
  const shown = toast.value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = () => clearTimeout(timer.current);
  const leave = () => {
    hold();
    if (shown?.kind !== "done") return;
    timer.current = setTimeout(() => {
      if (toast.peek() === shown) toast.value = null;
    }, TOAST_MS);
  };
  useEffect(() => {
    leave();
    return hold;
  }, [shown]);
  return (
    <div class="toasts" role={shown?.kind === "failure" ? "alert" : "status"}>
      {shown !== null && (
        <div
          class="toast"
          data-kind={shown.kind}
          onPointerEnter={hold}
          onPointerLeave={leave}
          onFocusCapture={hold}
          onBlurCapture={leave}
        >
          <span>{shown.text}</span>
          {shown.undo !== undefined && (
            <button class="toast__undo" type="button" onClick={shown.undo}>
              {t("action.undo")}
            </button>
          )}
          <button
            class="icon-button"
            type="button"
            aria-label={t("action.close")}
            onClick={() => {
              toast.value = null;
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
