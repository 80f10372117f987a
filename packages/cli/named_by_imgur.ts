/**
 * A row as JSON shows it: its `id` is Imgur's, which every command takes, and not the database's, which none does.
 *
 * @param row A media or a post. @returns The same with one id.
 */
export function namedByImgur<T extends { readonly id: number; readonly imgurId: string }>({
  id: _row,
  imgurId,
  ...rest
}: T): Omit<T, "id" | "imgurId"> & { readonly id: string } {
  return { id: imgurId, ...rest };
}
