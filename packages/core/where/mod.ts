/** The query grammar. Loads nothing of Bun, so that the browser shares it. @module @acacia/core/where */
export type * from "./expr.ts";
export { FIELDS, type FieldRule } from "./fields.ts";
export { matchesWhere, type WhereSubject } from "./matches.ts";
export {
  parseWhere,
  type ReadOptions,
  readWhere,
  type SavedFilterTexts,
  type WhereFault,
} from "./parse.ts";
export { printWhere } from "./print.ts";
