import {
  type Archive,
  type Clock,
  DEFAULT_VIEW,
  parseViewTemplate,
  parseWhere,
  planZip,
  prepareSavedFilters,
  type Selection,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import { fileAnswers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";

/** What is to be in a zip: everything that a query finds, or some row ids. */
export const zipSchema = z
  .object({
    /** In the grammar of the search; "" for everything. `is:trash` looks in the trash. */
    q: z.string().max(2000).optional(),
    ids: z.array(z.number().int()).min(1).max(10_000).optional(),
    /** Names in it, see `acacia help view`. */
    template: z.string().max(500).default(DEFAULT_VIEW),
  })
  .refine(({ q, ids }) => (q === undefined) !== (ids === undefined), "give either q or ids")
  .openapi("Zip");

const zipRoute = createRoute({
  method: "post",
  path: "/api/zip",
  summary: "The files of everything that a query finds, or of some items, as one zip",
  request: jsonBody(zipSchema),
  responses: fileAnswers("The zip, streamed; Zip64 where it has to be", "application/zip"),
});

/** `/api/zip`: by POST, since ten thousand ids fit in no address. Changes nothing, so that a read-only gallery has it too. */
export function zipRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.openapi(zipRoute, (context) => {
    const { q, ids, template: text } = context.req.valid("json");
    const template = parseViewTemplate(text) ?? parseViewTemplate(DEFAULT_VIEW)!;
    const selection = q === undefined ? (ids ?? []) : readQuery(q, { archive, clock });
    const zip = planZip(archive, { selection, template });
    if (zip.names.length === 0) {
      return refuse(404, "not_found", "Cannot make a zip: no file matches") as never;
    }
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    const headers = {
      "content-type": "application/zip",
      "content-length": String(zip.length),
      "content-disposition": `attachment; filename="acacia-${day}.zip"`,
      // For whoever wants to say so: the zip itself cannot.
      "x-acacia-missing": String(zip.missing.length),
    };
    return new Response(zip.stream(), { headers }) as never;
  });
  return app;
}

function readQuery(
  q: string,
  { archive, clock }: { readonly archive: Archive; readonly clock: Clock },
): Selection {
  return { where: parseWhere(q, { now: clock.now(), filters: prepareSavedFilters(archive) }) };
}
