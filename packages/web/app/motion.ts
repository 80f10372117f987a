import { preferences } from "./state.ts";

/** Whether little is to be asked for: the reader chose so here, or in the browser. */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return preferences.value.dataSaver || connection?.saveData === true;
}

/** Whether nothing is to move that does not have to. */
export function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Whether moving pictures may play before anybody asked. */
export function playsByItself(): boolean {
  return preferences.value.autoplay && !isStill() && !savesData();
}
