/**
 * Whether a client has a version already: `If-None-Match` names it, in any of the forms of RFC 9110 §13.1.2.
 * @param header The client's `if-none-match`. @param etag Quoted.
 */
export function isKnown(header: string | null | undefined, etag: string): boolean {
  if (!header) return false;
  return (
    header.trim() === "*" ||
    header.split(",").some((given) => given.trim().replace(/^W\//, "") === etag)
  );
}
