import { type Answer, empty, json, text } from "../http/answer.ts";
import type { FaultContext, FaultRow } from "./fault.ts";

const OVER_CAPACITY = "Imgur is temporarily over capacity. Please try again later.";

/** The body shapes that mean "over capacity" or "blocked for now", docs/imgur.md §2.6. */
export const CAPACITY_SHAPES = {
  /** #3, the common one. */
  flat: () => json("capacity", { ...failed({ error: OVER_CAPACITY }, 403) }, { status: 403 }),
  /** #2: the error is an object, and the status inside differs from HTTP's. */
  object: ({ request }) =>
    json(
      "capacity",
      failed(
        {
          error: { code: 429, message: OVER_CAPACITY, type: "ImgurException", exception: [] },
          request: request.path,
          method: request.method,
        },
        400,
      ),
      { status: 429 },
    ),
  /** #4, the newer gateway: the code is a string and the word "capacity" is missing. */
  gateway: () => json("capacity", gatewayErrors(429, "Too Many Requests"), { status: 429 }),
  /** #6: an application code in place of an HTTP status. */
  app_code: ({ request }) =>
    json(
      "capacity",
      failed(
        { error: "Imgur is over capacity", request: request.path, method: request.method },
        1203,
      ),
      { status: 403 },
    ),
  /** #7: straight from the edge, before any of Imgur's own servers. */
  edge: () =>
    json("capacity", failed({ error: "These actions are forbidden." }, 400), {
      status: 400,
      headers: { "CDN-Error": "yes", "Retry-After": "0" },
    }),
  /** #8: the page with the kittens. */
  page: () => text("capacity", capacityPage(), { status: 403 }),
  /** #3 with the other statuses it came with. */
  flat_429: () => json("capacity", failed({ error: OVER_CAPACITY }, 429), { status: 429 }),
  flat_500: () => json("capacity", failed({ error: OVER_CAPACITY }, 500), { status: 500 }),
  /** #8: a body that is not JSON at all. */
  xml: () =>
    text("capacity", "\r\n <xml><error>Imgur is over capacity</error></xml>", {
      status: 403,
      type: "application/json",
    }),
} satisfies Record<string, (context: FaultContext) => Answer>;

/** The six of {@link CAPACITY_SHAPES} that differ in kind; the others vary a status or a syntax. */
export const SIX_CAPACITY_SHAPES = [
  "flat",
  "object",
  "gateway",
  "app_code",
  "edge",
  "page",
] as const;

/** Faults that put another answer in place of the right one. */
export const REFUSALS: Readonly<Record<string, FaultRow>> = {
  capacity: {
    help: "over capacity, in one of the body shapes of docs/imgur.md §2.6",
    takes: Object.keys(CAPACITY_SHAPES).join("|"),
    apply: (context) => shapeOf(context.arg)(context),
  },
  throttle: {
    help: "429; with a value its Retry-After, in seconds, as a date (`date:SECONDS`) or 0",
    takes: "SECONDS",
    apply: throttle,
  },
  server_error: { help: "500, or the 5xx given", takes: "500|502|503|504", apply: serverError },
  html_error: {
    help: "an HTML page where JSON belongs, docs/imgur.md §2.6 #8",
    takes: "STATUS",
    apply: ({ arg }) => text("html_error", notFoundPage(), { status: Number(arg || 404) }),
  },
  odd_data: {
    help: "500 with a text, false or null for data, docs/imgur.md §2.6 #5",
    takes: "text|false|null",
    apply: ({ arg }) => json("odd_data", failed(oddData(arg), 500), { status: 500 }),
  },
  success_error: {
    help: "200 and success with an error inside, docs/imgur.md §2.6 #10",
    apply: ({ request }) =>
      json("success_error", {
        data: { error: "Something went wrong", request: request.path, method: request.method },
        success: true,
        status: 200,
      }),
  },
  cut_json: {
    help: "an answer whose JSON ends in the middle",
    apply: ({ whole }) => ({ ...whole, body: whole.body.slice(0, whole.body.length >> 1) }),
  },
  unauthorized: {
    help: "401 as without a Client-ID",
    apply: ({ request }) => apiError(request, 401, "Authentication required"),
  },
  forbidden: {
    help: "403 as for a Client-ID that Imgur refuses; on the CDN a bare 403",
    apply: ({ request, role }) =>
      role === "api"
        ? apiError(request, 403, "Invalid client_id")
        : text("forbidden", "Forbidden", { status: 403, type: "text/plain" }),
  },
  gone: {
    help: "404",
    apply: ({ request, role }) =>
      role === "api"
        ? apiError(request, 404, "Unable to find what was asked for")
        : text("gone", notFoundPage(), { status: 404 }),
  },
  need_referer: {
    help: "an HTML page (or the status given) without a Referer, docs/imgur.md §4.4, 2024-02",
    takes: "STATUS",
    apply: ({ request, arg }) =>
      request.headers.has("referer")
        ? null
        : text("need_referer", notFoundPage(), { status: Number(arg || 200) }),
  },
};

/** The error of docs/imgur.md §2.6 #1. */
export function apiError(
  request: { readonly path: string; readonly method: string },
  status: number,
  error: string,
): Answer {
  const data = { error, request: request.path, method: request.method };
  return json("error", failed(data, status), { status });
}

/** The error of docs/imgur.md §2.6 #4. */
export function gatewayErrors(code: number, detail: string): object {
  const id = `legacy-api-${code}`;
  return { errors: [{ id, code: String(code), status: detail, detail }] };
}

/** The 429 at zero credits, docs/imgur.md §2.6 #2 or #1. */
export function creditsUsedUp(
  request: { readonly path: string; readonly method: string },
  options: { form: "object" | "text"; waitMinutes: number },
): Answer {
  const message = `You are requesting too fast. Please wait ${options.waitMinutes} more minutes.`;
  if (options.form === "text") return apiError(request, 429, message);
  const error = { code: 429, message, type: "ImgurException", exception: {} };
  const data = { error, request: request.path, method: request.method };
  return json("error", failed(data, 429), { status: 429 });
}

function failed(data: unknown, status: number): object {
  return { data, success: false, status };
}

function shapeOf(arg: string): (context: FaultContext) => Answer {
  const shapes: Record<string, (context: FaultContext) => Answer> = CAPACITY_SHAPES;
  return shapes[arg || "flat"] ?? CAPACITY_SHAPES.flat;
}

function throttle({ role, arg, nowMs }: FaultContext): Answer {
  const headers = arg === "" ? {} : { "Retry-After": retryAfter(arg, nowMs) };
  if (role !== "api") {
    return text("throttle", tooManyPage(), { status: 429, headers });
  }
  return json("throttle", gatewayErrors(429, "Too Many Requests"), { status: 429, headers });
}

function retryAfter(arg: string, nowMs: number): string {
  if (!arg.startsWith("date:")) return arg;
  return new Date(nowMs + Number(arg.slice("date:".length)) * 1000).toUTCString();
}

// Errors from the edge carry `Retry-After: 0`, docs/imgur.md §1 and §3: nobody should trust it.
function serverError({ role, arg }: FaultContext): Answer {
  const status = Number(arg || 500);
  const headers = { "Retry-After": "0" };
  if (role === "api" && status === 500) {
    return json("server_error", failed("An error occurred", 500), { status });
  }
  return empty("server_error", status, headers);
}

function oddData(arg: string): unknown {
  if (arg === "false") return false;
  return arg === "null" ? null : "An error occurred";
}

function page(title: string, content: string): string {
  return `<!doctype html>\n<html><head><title>${title}</title></head><body>${content}</body></html>\n`;
}

function capacityPage(): string {
  return page("Imgur is over capacity!", "<h1>Imgur is over capacity!</h1><p>Kittens at work.</p>");
}

function tooManyPage(): string {
  return page("429 Too Many Requests", "<h1>Too Many Requests</h1>");
}

/** The HTML that stands in the way of a file or an answer: 4,031 bytes, as saved for a picture in docs/imgur.md §4.4. */
export function notFoundPage(): string {
  const start = page("imgur: the simple 404 page", "<h1>Zoinks! You've taken a wrong turn.</h1>");
  return start + " ".repeat(Math.max(0, 4031 - start.length));
}
