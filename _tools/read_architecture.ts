import { join } from "node:path";
import { CORE_ROOMS } from "./check_layers.ts";
import { type Import, listSources, readImports } from "./imports.ts";

/** One arrow: who imports, and whom. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** False when only types are imported: they vanish at run time. */
  readonly runs: boolean;
}

/** Who imports whom, as the sources say it. */
export interface Architecture {
  /** Between packages, by name without scope. What follows from other arrows is left out. */
  readonly packages: readonly Arrow[];
  /** The rooms of core that exist, in their order. */
  readonly rooms: readonly string[];
  /** Between rooms of core: all that run, and the types that a room takes from one below it. */
  readonly roomArrows: readonly Arrow[];
}

/** Rooms that are no part of the picture: the doors, and what tests use. */
export const NOT_DRAWN = ["mod.ts", "look.ts", "fetch.ts", "testing"];

/** Reads who imports whom from every source in the repo, tests and test doubles left out. */
export async function readArchitecture(root: string): Promise<Architecture> {
  const files = (await listSources(root)).filter(
    (file) => !/_test\.tsx?$/.test(file) && !file.includes("/testing/"),
  );
  const imports: Import[] = [];
  for (const file of files) {
    imports.push(...readImports(file, await Bun.file(join(root, file)).text()));
  }
  const rooms = CORE_ROOMS.filter(
    (room) =>
      !NOT_DRAWN.includes(room) &&
      files.some((file) => roomOf(file) === room || file === `packages/core/${room}`),
  );
  return { packages: packageArrows(imports), rooms, roomArrows: roomArrows(imports, rooms) };
}

function packageArrows(imports: readonly Import[]): Arrow[] {
  const arrows = distinct(
    imports.flatMap(({ from, to, runs }) => {
      const own = from.split("/")[1];
      const other = /^@acacia\/([^/]+)/.exec(to)?.[1];
      return own && other && own !== other ? [{ from: own, to: other, runs }] : [];
    }),
  );
  return withoutImplied(arrows);
}

function roomArrows(imports: readonly Import[], rooms: readonly string[]): Arrow[] {
  const arrows = distinct(
    imports.flatMap(({ from, to, runs }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      if (own === undefined || other === undefined || own === other) return [];
      return rooms.includes(own) && rooms.includes(other) ? [{ from: own, to: other, runs }] : [];
    }),
  );
  const isBelow = ({ from, to }: Arrow) => rooms.indexOf(to) > rooms.indexOf(from);
  return arrows.filter((arrow) => arrow.runs || isBelow(arrow));
}

function roomOf(path: string): string | undefined {
  const [, owner, room] = path.split("/");
  return path.startsWith("packages/") && owner === "core" ? room : undefined;
}

/** One arrow for each pair; it runs when any of its imports does. Sorted, so that the picture is stable. */
function distinct(arrows: readonly Arrow[]): Arrow[] {
  const byPair = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const key = `${arrow.from} ${arrow.to}`;
    if (arrow.runs || !byPair.has(key)) byPair.set(key, arrow);
  }
  return [...byPair.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, arrow]) => arrow);
}

/** Leaves out an arrow when a way over other arrows leads to the same place. */
export function withoutImplied(arrows: readonly Arrow[]): Arrow[] {
  return arrows.filter((direct) => {
    const reached = new Set([direct.from]);
    for (const place of reached) {
      for (const arrow of arrows) {
        if (arrow !== direct && arrow.from === place) reached.add(arrow.to);
      }
    }
    return !reached.has(direct.to);
  });
}
