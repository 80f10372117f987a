import {
  type Archive,
  type Clock,
  DEFAULT_VIEW,
  parseViewTemplate,
  planZip,
  type ZipExport,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import { answers, fileAnswers } from "./answers.ts";
import { isOne, ONE_REASON, SELECTED } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { readSelected } from "./selected.ts";
import { Tickets } from "./tickets.ts";

/** What is to be in a zip: everything that a query finds ("" for everything), or some row ids. */
export const zipSchema = z
  .object({
    ...SELECTED,
    /** Names in it, see `acacia help view`. */
    template: z.string().max(500).default(DEFAULT_VIEW),
  })
  .refine(isOne, ONE_REASON)
  .openapi("Zip");

/** A zip that can be fetched. */
export const zipReadySchema = z
  .object({
    /** Where the browser finds it, for an hour. */
    path: z.string(),
    files: z.number().int(),
    /** Of the whole zip. */
    bytes: z.number().int(),
    /** Items whose file is not there. */
    missing: z.number().int(),
  })
  .openapi("ZipReady");

/** What a zip is made of. */
type ZipOptions = Parameters<typeof planZip>[1];

/** See {@link zipReadySchema}. */
export type ZipReady = z.infer<typeof zipReadySchema>;

const ZIP = fileAnswers("The zip, streamed; Zip64 where it has to be", "application/zip");
const HOUR_MS = 3_600_000;

const zipRoute = createRoute({
  method: "post",
  path: "/api/zip",
  summary: "The files of everything that a query finds, or of some items, as one zip",
  request: jsonBody(zipSchema),
  responses: ZIP,
});

const readyRoute = createRoute({
  method: "post",
  path: "/api/zip/ready",
  summary: "The same, as an address that a browser can save from",
  request: jsonBody(zipSchema),
  responses: answers(zipReadySchema),
});

const ticketRoute = createRoute({
  method: "get",
  path: "/api/zip/{ticket}",
  summary: "A zip that was made ready",
  request: { params: z.object({ ticket: z.string().max(100) }) },
  responses: ZIP,
});

/**
 * `/api/zip`: by POST, since ten thousand ids fit in no address; a browser saves as it streams only from an address, so
 * that it can have one. Changes nothing, so that a read-only gallery has it too.
 */
export function zipRoutes(deps: { archive: Archive; clock: Clock }): OpenAPIHono {
  const { archive, clock } = deps;
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const tickets = new Tickets<ZipOptions>(HOUR_MS, clock);
  const optionsOf = ({ template: text, ...selected }: z.infer<typeof zipSchema>): ZipOptions => {
    const template = parseViewTemplate(text) ?? parseViewTemplate(DEFAULT_VIEW)!;
    return { selection: readSelected(selected, deps), template };
  };
  app.openapi(zipRoute, (context) => {
    const zip = planZip(archive, optionsOf(context.req.valid("json")));
    return zip.names.length === 0 ? nothing() : send(zip, clock);
  });
  app.openapi(readyRoute, (context) => {
    const options = optionsOf(context.req.valid("json"));
    const { names, length, missing } = planZip(archive, options);
    if (names.length === 0) return nothing();
    const path = `api/zip/${tickets.give(options)}`;
    const ready = { path, files: names.length, bytes: length, missing: missing.length };
    return context.json(ready, 200);
  });
  app.openapi(ticketRoute, (context) => {
    const options = tickets.find(context.req.valid("param").ticket);
    if (options !== undefined) return send(planZip(archive, options), clock);
    return refuse(404, "not_found", "Cannot find this zip: its address holds for an hour", {
      hint: "Ask for the download again",
    }) as never;
  });
  return app;
}

function nothing(): never {
  return refuse(404, "not_found", "Cannot make a zip: no file matches") as never;
}

function send(zip: ZipExport, clock: Clock): never {
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const headers = {
    "content-type": "application/zip",
    "content-length": String(zip.length),
    // Bun.serve drops the length of any body that is made as it is sent (1.4.5: streams of every kind, generators):
    // whoever reads the zip with fetch finds it here.
    "x-acacia-length": String(zip.length),
    "content-disposition": `attachment; filename="acacia-${day}.zip"`,
    // For whoever wants to say so: the zip itself cannot.
    "x-acacia-missing": String(zip.missing.length),
  };
  return new Response(zip.stream(), { headers }) as never;
}
