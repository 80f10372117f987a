/** The kinds that the segmented control offers; `all` is no filter. */
export const KINDS = ["all", "photo", "gif", "video", "album"] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

const TYPE_REGEXP = /(^|\s)type:(\w+)(?=\s|$)/;

/** Which kind a query asks for; "" when it is one the control does not have. */
export function kindOf(q: string): Kind | "" {
  const wanted = TYPE_REGEXP.exec(q)?.[2];
  if (wanted === undefined) return /type:/.test(q) ? "" : "all";
  return KINDS.find((kind) => kind === wanted) ?? "";
}

/** The same query for another kind: its `type:` is replaced, added or taken out; the rest stays. */
export function withKind(q: string, kind: Kind): string {
  const rest = q.replace(TYPE_REGEXP, " ").replace(/\s+/g, " ").trim();
  return kind === "all" ? rest : `type:${kind}${rest === "" ? "" : ` ${rest}`}`;
}

/** The query without its last filter or word; quotes and brackets go whole. */
export function withoutLast(q: string): string {
  return q.replace(/(?:\S*"[^"]*"|\([^)]*\)|\S+)\s*$/, "").trim();
}
