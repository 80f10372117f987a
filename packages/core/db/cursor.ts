import { AcaciaError } from "../errors.ts";

/** A place in an ordered list: the key and the row id of one row. */
export interface Cursor {
  readonly key: number;
  readonly id: number;
}

const CURSOR_REGEXP = /^(-?[0-9a-z]{1,11})\.([0-9a-z]{1,11})$/;

/** A cursor as short text for addresses: base 36. */
export function printCursor({ key, id }: Cursor): string {
  return `${key.toString(36)}.${id.toString(36)}`;
}

/**
 * Reads what {@link printCursor} gave.
 * @throws {AcaciaError} `usage` for anything else.
 */
export function readCursor(text: string): Cursor {
  const [, key = "", id = ""] = CURSOR_REGEXP.exec(text) ?? [];
  const cursor = { key: Number.parseInt(key, 36), id: Number.parseInt(id, 36) };
  if (!Number.isSafeInteger(cursor.key) || !Number.isSafeInteger(cursor.id)) {
    throw new AcaciaError("usage", `Cannot read the place '${text}' in a list`, {
      hint: "Start again from the first page",
    });
  }
  return cursor;
}
