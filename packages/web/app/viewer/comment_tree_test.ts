import { expect, test } from "bun:test";
import { type CommentNode, treeOf } from "./comment_tree.ts";
import type { CommentsAnswer } from "./comments.tsx";

function comment(id: number, depth: number) {
  return { id, depth } as CommentsAnswer["comments"][number];
}

/** Ids with what is below each, as text. */
function print(nodes: readonly CommentNode[]): string {
  return nodes
    .map(
      ({ comment: { id }, answers, below }) =>
        `${id}:${below}${answers.length > 0 ? `(${print(answers)})` : ""}`,
    )
    .join(" ");
}

test("treeOf() puts answers below what they answer", () => {
  const thread = [comment(1, 0), comment(2, 1), comment(3, 2), comment(4, 1), comment(5, 0)];
  expect(print(treeOf(thread))).toBe("1:3(2:1(3:0) 4:0) 5:0");
});

test("treeOf() keeps what has nothing above it", () => {
  expect(print(treeOf([comment(1, 2), comment(2, 3), comment(3, 0)]))).toBe("1:1(2:0) 3:0");
});
