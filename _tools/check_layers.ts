// Fails on imports against the direction of the house: between packages, between the rooms of core, into
// another package's private files, and on cycles. `docs/architecture.md` shows the same picture.
import { join } from "node:path";
import { type Import, listSources, readImports } from "./imports.ts";

/** Which of our packages each package may import at run time. Tests may also use sim and core/testing. */
export const PACKAGE_IMPORTS: Record<string, readonly string[]> = {
  core: [],
  sim: [],
  worker: ["core"],
  web: ["core"],
  cli: ["core", "worker", "web"],
  bench: ["core", "worker", "web", "cli", "sim"],
};

/** The rooms of core in their order: a file imports from its own room and from rooms above it. */
export const CORE_ROOMS = [
  "errors.ts",
  "outcomes.ts",
  "events.ts",
  "text",
  "async",
  "config",
  "limit",
  "imgur",
  "image",
  "where",
  "db",
  "archive",
  "transfer",
  "thumbs",
  "strategy",
  "run",
  "care",
  "testing",
  "look.ts",
  "fetch.ts",
  "mod.ts",
] as const;

/** What is wrong with an import, or undefined. */
export function faultOf(edge: Import): string | undefined {
  const from = edge.from.split("/");
  const isTest = /_test\.tsx?$/.test(edge.from) || from.includes("testing");
  if (edge.to.startsWith("@acacia/")) return faultBetweenPackages(from[1] ?? "", edge, isTest);
  if (!edge.to.startsWith("packages/")) return undefined;
  const to = edge.to.split("/");
  if (to[1] !== from[1]) return "reaches into another package's files";
  if (from[1] !== "core" || isTest) return undefined;
  // Types vanish at run time; db/recording.ts names what lower rooms hand it.
  if (!edge.runs) return undefined;
  const rank = (path: string[]) => CORE_ROOMS.indexOf(path[2] as (typeof CORE_ROOMS)[number]);
  if (rank(from) < 0) return `is in no room of core (${from[2]})`;
  if (rank(to) > rank(from)) return `imports downward: ${from[2]} stands above ${to[2]}`;
  return undefined;
}

function faultBetweenPackages(own: string, edge: Import, isTest: boolean): string | undefined {
  const [, name = "", ...rest] = edge.to.split("/");
  if (name === own) return "imports its own package by name";
  const allowed = PACKAGE_IMPORTS[own] ?? [];
  if (allowed.includes(name)) {
    if (rest[0] === "testing" && !isTest && own !== "bench")
      return "uses test doubles in production";
    return undefined;
  }
  if (isTest && (name === "sim" || (name === "core" && own !== "sim"))) return undefined;
  if (isTest && own !== "sim" && own !== "core") return undefined;
  return `may not import ${name}`;
}

/** A cycle among run-time imports, as its files in order, or undefined. */
export function findCycle(edges: readonly Import[]): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.runs && edge.to.startsWith("packages/")) {
      next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
    }
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
}

if (import.meta.main) {
  const root = join(import.meta.dir, "..");
  const edges: Import[] = [];
  for (const file of await listSources(root)) {
    edges.push(...readImports(file, await Bun.file(join(root, file)).text()));
  }
  const faults = edges.flatMap((edge) => {
    const fault = faultOf(edge);
    return fault ? [`${edge.from}: ${fault} (${edge.to})`] : [];
  });
  const cycle = findCycle(edges);
  if (cycle) faults.push(`cycle: ${cycle.join(" → ")}`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
  console.error(`${edges.length} imports, all in their direction, no cycle`);
}
