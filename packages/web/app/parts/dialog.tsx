import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../strings.ts";
import { Icon } from "./icon.tsx";

/** What a dialog needs. */
export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Escape, the cross, or a click beside it. */
  readonly onClose: () => void;
  readonly className?: string;
}

/** A dialog that is open for as long as it is drawn; the browser keeps the focus in it and gives it back. */
export function Dialog({ title, children, onClose, className = "" }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(".dialog__body")?.focus();
    return () => dialog.current?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, through onCancel.
    <dialog
      ref={dialog}
      class={`dialog ${className}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog__body" tabIndex={-1}>
        <h2 id={heading}>{title}</h2>
        <button
          class="icon-button dialog__close"
          type="button"
          aria-label={t("action.close")}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
        {children}
      </div>
    </dialog>
  );
}
