import type { Sim } from "../start_sim.ts";

/** An answer of the API or the site, read. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON, or null when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly text: string;
}

/**
 * Asks the API or the site with a Client-ID.
 *
 * @param path As `/3/gallery/hot`.
 * @param headers Over those that every request has; an empty `Authorization` asks without one.
 */
export async function getJson(
  sim: Pick<Sim, "apiUrl">,
  path: string,
  headers: Record<string, string> = {},
): Promise<Got> {
  const sent = new Headers({ Authorization: "Client-ID tester", ...headers });
  if (sent.get("Authorization") === "") sent.delete("Authorization");
  const response = await fetch(`${sim.apiUrl}${path}`, { headers: sent });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: parse(text), text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
