import type { Database } from "bun:sqlite";

/**
 * Prepares the tagging of a post. Tags are kept in lower case; ones that a later answer leaves out stay.
 * @param sqlite An open archive's connection.
 */
export function prepareTagPost(
  sqlite: Database,
): (postId: number, tags: readonly string[]) => void {
  const addTag = sqlite.prepare<never, [string]>(
    "INSERT INTO tags (name) VALUES (?1) ON CONFLICT DO NOTHING",
  );
  const tagPost = sqlite.prepare<never, [number, string]>(
    `INSERT INTO post_tags (post_id, tag_id) SELECT ?1, id FROM tags WHERE name = ?2
     ON CONFLICT DO NOTHING`,
  );
  return (postId, tags) => {
    for (const tag of tags) {
      const name = tag.trim().toLowerCase();
      if (name === "") continue;
      addTag.run(name);
      tagPost.run(postId, name);
    }
  };
}
