/** A picture that Imgur serves in place of the one that was asked for. */
export interface Placeholder {
  /** What it says: the file is gone, or it is not shown in this region. */
  readonly kind: "removed" | "region";
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** 32 lower-case hex digits, where known. */
  readonly md5?: string;
  /** Bytes; told to people, never decided by: a real picture can have the same length. */
  readonly sizeBytes: number;
}

/** The placeholder pictures that are known. docs/imgur.md §4.5. */
export const PLACEHOLDERS: readonly Placeholder[] = [
  {
    kind: "removed",
    sha256: "9b5936f4006146e4e1e9025b474c02863c0b5614132ad40db4b925a10e8bfbb9",
    md5: "d835884373f4d6c8f24742ceabe74946",
    sizeBytes: 503,
  },
  {
    kind: "region",
    sha256: "faa24ec881e6040655c187a681d6dc496eb8aa41e1bd0652a180b3a40b457187",
    sizeBytes: 34_641,
  },
];

/** What is known of a file that came. */
export interface PlaceholderFacts {
  readonly sha256?: string | undefined;
  readonly md5?: string | undefined;
  /** The address that answered, after redirects. */
  readonly finalUrl?: string | undefined;
}

const REMOVED_URL_REGEXP = /^[^?#]*\/removed\.png(?:[?#]|$)/i;

/**
 * Tells whether a file is one of Imgur's placeholder pictures: by its bytes, or by the address that answered.
 *
 * @param facts Any of them; what is absent decides nothing.
 * @param table The pictures to know; a stand-in's have other bytes.
 * @returns What the placeholder says, or undefined for a file that is none.
 *
 * @example
 * ```ts
 * import { matchPlaceholder } from "@acacia/core";
 * console.assert(matchPlaceholder({ finalUrl: "https://i.imgur.com/removed.png" }) === "removed");
 * console.assert(matchPlaceholder({ finalUrl: "https://i.imgur.com/aBc12De.png" }) === undefined);
 * ```
 */
export function matchPlaceholder(
  facts: PlaceholderFacts,
  table: readonly Placeholder[] = PLACEHOLDERS,
): Placeholder["kind"] | undefined {
  const known = table.find(
    ({ sha256, md5 }) =>
      sha256 === facts.sha256?.toLowerCase() ||
      (md5 !== undefined && md5 === facts.md5?.toLowerCase()),
  );
  if (known !== undefined) return known.kind;
  return REMOVED_URL_REGEXP.test(facts.finalUrl ?? "") ? "removed" : undefined;
}
