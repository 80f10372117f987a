/** Where a part stands in the text it was parsed from: [from, to) in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How a number or a time is compared. */
export type Comparison = "<" | "<=" | "=" | ">=" | ">";

/** Fields that compare numbers. */
export type NumberField = "w" | "h" | "score" | "size" | "views" | "run";
/** Fields that compare names, whatever the case. */
export type TextField = "tag" | "user" | "r" | "album" | "id" | "comment";
/** Fields about time. */
export type TimeField = "posted" | "archived";
/** What `type:` tells apart. */
export type TypeName = "photo" | "gif" | "video" | "album";
/** What is either so or not. */
export type FlagName = "nsfw" | "dup" | "fav" | "new" | "gone" | "trash";

/** A parsed query: what `--where`, the search box and saved filters have in common. Plain data. */
export type Expr =
  | { readonly kind: "all"; readonly span: Span }
  | { readonly kind: "and" | "or"; readonly parts: readonly Expr[]; readonly span: Span }
  | { readonly kind: "not"; readonly part: Expr; readonly span: Span }
  /** Words in titles, descriptions, names and tags; `exact` keeps their order. */
  | { readonly kind: "words"; readonly text: string; readonly exact: boolean; readonly span: Span }
  | { readonly kind: "type"; readonly type: TypeName; readonly span: Span }
  | {
      readonly kind: "number";
      readonly field: NumberField;
      readonly comparison: Comparison;
      readonly value: number;
      readonly span: Span;
    }
  | {
      readonly kind: "text";
      readonly field: TextField;
      readonly value: string;
      readonly span: Span;
    }
  /** [from, to) in epoch ms; an absent end is open. */
  | {
      readonly kind: "time";
      readonly field: TimeField;
      readonly from?: number;
      readonly to?: number;
      readonly span: Span;
    }
  | { readonly kind: "flag"; readonly flag: FlagName; readonly on: boolean; readonly span: Span };
