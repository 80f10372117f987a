import type {
  DecideDuplicates,
  DecidedDuplicates,
  DuplicateGroup,
  DuplicateMember,
  Duplicates,
} from "../../../routes/duplicates_schemas.ts";
import { get, post } from "../../api.ts";

export type { Duplicates } from "../../../routes/duplicates_schemas.ts";

/** Pictures that are one. */
export type Group = DuplicateGroup;
/** A picture of a group. */
export type Member = DuplicateMember;
/** How alike the pictures of a group are. */
export type Tier = Group["tier"];
/** What is decided of pictures. */
export type Decision = DecideDuplicates;

/** The tiers, the surest first. */
export const TIERS: readonly Tier[] = ["exact", "sure", "likely", "look"];

/** A page of the groups of a tier, the most saved bytes first. The first call begins the comparing. */
export function fetchDuplicates(
  tier: Tier,
  { limit, after, signal }: { limit: number; after?: string | undefined; signal?: AbortSignal },
): Promise<Duplicates> {
  const search = new URLSearchParams({ tier, limit: String(limit) });
  if (after !== undefined) search.set("after", after);
  return get(`api/duplicates?${search}`, signal);
}

/** Sends a decision. @returns The edit that takes it back; null when nothing changed. */
export async function sendDecision(decision: Decision): Promise<number | null> {
  const { edit } = await post<DecidedDuplicates>("api/duplicates", decision);
  return edit;
}

/** Takes a decision back. */
export function undoEdit(edit: number): Promise<unknown> {
  return post("api/undo", { edit });
}
