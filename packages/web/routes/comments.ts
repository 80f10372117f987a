import {
  type Archive,
  type CommentRows,
  type Lookup,
  prepareComments,
  prepareLookup,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";

/** As many as anybody scrolls through; `total` tells of the rest. */
const MAX_COMMENTS = 5_000;

/** The comments below a picture's post, as a thread is read. */
export const commentsSchema = z
  .object({
    /** The post's row id; null when the picture is in none. */
    post: z.number().int().nullable(),
    /** When they were last fetched; null: never. */
    fetchedAt: z.number().int().nullable(),
    /** How many are kept. */
    total: z.number().int(),
    /** The best first, each before its answers. */
    comments: z.array(
      z.object({
        id: z.number().int(),
        /** The comment that it answers; null at the top. */
        parent: z.number().int().nullable(),
        /** 0 at the top. */
        depth: z.number().int(),
        author: z.string().nullable(),
        /** Plain text; "" when it was deleted before it was ever read. */
        text: z.string(),
        points: z.number().int().nullable(),
        postedAt: z.number().int().nullable(),
        /** Whether Imgur no longer shows it. */
        deleted: z.boolean(),
      }),
    ),
  })
  .openapi("Comments");

/** As {@link commentsSchema} says. */
export type Comments = z.infer<typeof commentsSchema>;

const commentsRoute = createRoute({
  method: "get",
  path: "/api/media/{id}/comments",
  summary: "What was said below a picture's post",
  request: {
    /** As for `/api/media/{id}`. */
    params: z.object({ id: z.string().max(80) }),
  },
  responses: answers(commentsSchema),
});

/** `/api/media/{id}/comments`: the thread in the viewer's panel. */
export function commentRoutes({ archive }: { archive: Archive }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  let prepared: { lookup: Lookup; rows: CommentRows } | undefined;
  app.openapi(commentsRoute, (context) => {
    prepared ??= { lookup: prepareLookup(archive), rows: prepareComments(archive) };
    const { id: text } = context.req.valid("param");
    const id = prepared.lookup.findId(text);
    if (id === undefined) {
      return refuse(404, "not_found", `Cannot find ${text.slice(0, 80)} in the archive`) as never;
    }
    const post = prepared.rows.postOfMedia(id);
    if (post === undefined) {
      return context.json({ post: null, fetchedAt: null, total: 0, comments: [] }, 200);
    }
    const { fetchedAt, total, comments } = prepared.rows.ofPost(post, MAX_COMMENTS);
    const thread = comments.map(({ parentId, ...comment }) => ({ ...comment, parent: parentId }));
    return context.json({ post, fetchedAt, total, comments: thread }, 200);
  });
  return app;
}
