import type { Bulk } from "../routes/edit_schemas.ts";
import { askedQuery } from "./asked_query.ts";

/** Everything that a query finds but some: the query travels, not what it finds. */
export interface ChosenQuery {
  readonly q: string;
  /** Row ids that are not meant. */
  readonly except: readonly number[];
  /** How many are meant. */
  readonly count: number;
}

/** Pictures that something is done to, by row ids or by a query. */
export type Chosen = readonly number[] | ChosenQuery;

/** How a request names what is chosen. */
export type ChosenBody = Pick<Bulk, "q" | "ids" | "except">;

/** The server takes this many ids at once. */
export const MAX_IDS = 10_000;

/** Names every picture: an edit refuses a query that does not narrow. */
const EVERY_PICTURE = "size:>=0";

/** Whether a query is chosen, not ids. */
export function isQuery(chosen: Chosen): chosen is ChosenQuery {
  return "q" in chosen;
}

/** How many pictures are chosen. */
export function countOf(chosen: Chosen): number {
  return isQuery(chosen) ? chosen.count : chosen.length;
}

/** Tells of a picture whether it is chosen, if it is in the result that the query has. */
export function holderOf(chosen: Chosen): Pick<ReadonlySet<number>, "has"> {
  if (!isQuery(chosen)) return new Set(chosen);
  const except = new Set(chosen.except);
  return { has: (id) => !except.has(id) };
}

/** What is chosen as bodies of requests: several where it is more than the server takes at once. */
export function bodiesOf(chosen: Chosen): ChosenBody[] {
  if (isQuery(chosen)) {
    return [{ q: askedQuery(chosen.q) || EVERY_PICTURE, except: [...chosen.except] }];
  }
  const bodies: ChosenBody[] = [];
  for (let at = 0; at < chosen.length; at += MAX_IDS) {
    bodies.push({ ids: chosen.slice(at, at + MAX_IDS) });
  }
  return bodies;
}
