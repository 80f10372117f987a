import type { CommentsAnswer } from "./comments.tsx";

/** A comment with those that answer it. */
export interface CommentNode {
  readonly comment: CommentsAnswer["comments"][number];
  readonly answers: CommentNode[];
  /** All below it. */
  readonly below: number;
}

/** The tree of a thread that is told in reading order, each before its answers. */
export function treeOf(comments: CommentsAnswer["comments"]): CommentNode[] {
  interface Growing extends CommentNode {
    below: number;
  }
  const roots: Growing[] = [];
  const path: Growing[] = [];
  for (const comment of comments) {
    // A thread that was cut may begin deep: what has nothing above it stands at the top.
    path.length = Math.min(comment.depth, path.length);
    const node: Growing = { comment, answers: [], below: 0 };
    const above = path.at(-1);
    (above?.answers ?? roots).push(node);
    for (const one of path) one.below++;
    path.push(node);
  }
  return roots;
}
