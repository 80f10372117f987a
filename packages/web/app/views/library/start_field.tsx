import { useEffect } from "preact/hooks";
import { t } from "../../strings.ts";
import { begin, starting } from "../activity/starting.ts";
import { TargetField } from "../activity/target_field.tsx";

/** The field for the first thing to fetch; where it leads is the page of its run. */
export function StartField() {
  useEffect(() => {
    starting.value = null;
  }, []);
  const state = starting.value;
  return (
    <TargetField
      action={t("empty.fetch")}
      icon="download"
      failure={state?.kind === "failed" ? state.message : ""}
      isBusy={state?.kind === "waiting"}
      onGive={(target) => begin({ command: "fetch", targets: [target] })}
    />
  );
}
