import { useSignal } from "@preact/signals";
import { type ComponentType, h, type JSX } from "preact";
import { useEffect } from "preact/hooks";

/** A part whose code comes when it is first drawn; until then, and when it does not come, nothing stands there. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props & JSX.IntrinsicAttributes) => JSX.Element | null {
  let part: ComponentType<Props> | undefined;
  return function Later(props) {
    const isHere = useSignal(part !== undefined);
    useEffect(() => {
      if (part !== undefined) return;
      load()
        .then((loaded) => {
          part = loaded;
          isHere.value = true;
        })
        .catch(() => undefined);
    }, []);
    return isHere.value && part !== undefined ? h(part, props) : null;
  };
}
