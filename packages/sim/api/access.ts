import { apiError, gatewayErrors } from "../faults/refusals.ts";
import { type Answer, json } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";
import { type Credits, creditsWire, limitHeaders, noCredits } from "./credits.ts";
import { answerV1 } from "./post_v1.ts";
import { answerV3 } from "./v3.ts";

const EXPOSED =
  "X-RateLimit-ClientLimit, X-RateLimit-ClientRemaining, X-RateLimit-UserLimit, X-RateLimit-UserRemaining, X-RateLimit-UserReset";

/** Everything under the API's host: who may ask, what it costs, and the answer. docs/imgur.md §1, §3. */
export function answerApi(
  request: HttpRequest,
  { place, credits }: { place: Place; credits: Credits },
): Answer {
  const clientId = readClientId(request);
  const refused = refuse(request, clientId, place);
  if (refused) return refused;
  if (request.path.replace(/\/$/, "") === "/3/credits") {
    const data = creditsWire(credits.balance(clientId, place), place);
    return withCors(json("credits", { data, success: true, status: 200 }));
  }
  const paid = credits.spend(clientId, place);
  const balance = credits.balance(clientId, place);
  const answer = !paid
    ? noCredits(request, place, balance)
    : request.path.startsWith("/3/")
      ? answerV3(request, place)
      : answerV1(request, place);
  return withCors(answer, limitHeaders(answer.kind, balance, place));
}

/** `Authorization: Client-ID x`, or `?client_id=x`; empty when there is neither. */
function readClientId(request: HttpRequest): string {
  const header = /^Client-ID\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "");
  return header?.[1] ?? request.query.get("client_id") ?? "";
}

function refuse(request: HttpRequest, clientId: string, place: Place): Answer | null {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return apiError(request, 403, "This stand-in reads only");
  }
  if (clientId === "") {
    return request.path.startsWith("/3/")
      ? apiError(request, 401, "Authentication required")
      : json("error", gatewayErrors(401, "Unauthorized"), { status: 401 });
  }
  if (place.knobs.clientId !== "" && place.knobs.clientId !== clientId) {
    place.meet("clientId");
    return apiError(request, 403, "Invalid client_id");
  }
  return null;
}

function withCors(answer: Answer, limits: Record<string, string> = {}): Answer {
  const headers = {
    ...answer.headers,
    "access-control-allow-origin": "*",
    "access-control-expose-headers": EXPOSED,
    ...limits,
  };
  return { ...answer, headers };
}
