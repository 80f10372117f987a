import { type Signal, signal } from "@preact/signals";
import { t } from "../strings.ts";
import { Dialog } from "./dialog.tsx";

/** What is asked before something is done that many pictures or none could come back from. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** The word of the deed. */
  readonly yes: string;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

const asked: Signal<Asked | null> = signal(null);

/** Asks, and waits for the answer; closing the dialog is a no. */
export function confirm(question: Question): Promise<boolean> {
  asked.peek()?.answer(false);
  return new Promise((resolve) => {
    asked.value = { ...question, answer: resolve };
  });
}

/** The question on screen, if there is one. */
export function Confirm() {
  const question = asked.value;
  if (question === null) return null;
  const answer = (yes: boolean) => {
    asked.value = null;
    question.answer(yes);
  };
  return (
    <Dialog className="confirm" title={question.title} onClose={() => answer(false)}>
      <p>{question.text}</p>
      <div class="confirm__ways">
        <button class="button" type="button" onClick={() => answer(false)}>
          {t("confirm.no")}
        </button>
        <button class="button" data-danger type="button" onClick={() => answer(true)}>
          {question.yes}
        </button>
      </div>
    </Dialog>
  );
}
