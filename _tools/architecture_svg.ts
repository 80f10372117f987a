import type { Architecture, Arrow } from "./read_architecture.ts";

/** What stands in each room of core, in a few words: the picture shows them beside the name. */
export const ROOM_WORDS: Record<string, string> = {
  "errors.ts": "the one exception, and every code it can have",
  "outcomes.ts": "the nine ends of an item, and the reason for each",
  "events.ts": "what a run tells: terminal, NDJSON, database, browser",
  text: "sizes, durations, did-you-mean, names safe on every disk",
  async: "clock, bounded hand-offs, batches, lanes",
  config: "one table of settings: flag, variable, file, default",
  limit: "gates before each host: width, pause, rate, credits",
  imgur: "targets, listings, wire formats, addresses of files",
  image: "what bytes are, whether they are whole, engines",
  where: "the query grammar",
  db: "all SQL: schema, migrations, prepared statements",
  archive: "the folder: lock, files in flight, blobs, names for people",
  transfer: "one file, from its address to verified bytes",
  thumbs: "one picture to its thumbnails",
  strategy: "ways of running many transfers",
  run: "one fetch, from targets to a report that adds up",
  care: "keeping an archive well",
};

/** Where each package stands, and what it is for. */
const PACKAGES: Record<string, { x: number; y: number; words: string }> = {
  sim: { x: 130, y: 92, words: "a stand-in Imgur, over HTTP" },
  bench: { x: 384, y: 92, words: "the study" },
  cli: { x: 676, y: 92, words: "acacia: joins the pieces" },
  worker: { x: 560, y: 178, words: "the pool of thumbnail threads" },
  web: { x: 802, y: 178, words: "the gallery: server and browser" },
};
const BOX = { width: 212, height: 42 };
const PANEL = { x: 24, y: 240, width: 912 };
const ROOM = { x: 44, y: 300, stepX: 30, stepY: 34, width: 92, height: 24 };
/** Where a room's lines arrive, from its left edge. */
const LANDING = 15;

const STYLE = `
    .ground { fill: #fdfcf8 } .panel { fill: #f6f5ee; stroke: #d9d7cb }
    .box { fill: #ffffff; stroke: #a9ab98 } .core { fill: #e6efdd; stroke: #6c8f5c }
    .line { fill: none; stroke: #7f8f74; stroke-width: 1.25 } .types { stroke-dasharray: 2 3 }
    .head, .dot { fill: #4d7a41 } .ring { fill: #f6f5ee; stroke: #7f8f74; stroke-width: 1.25 }
    text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; fill: #262b20 }
    .title { font-size: 20px; font-weight: 600 } .name { font-size: 13px; font-weight: 600 } .words { font-size: 12px; fill: #5b6152 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #14170f } .panel { fill: #1b1f15; stroke: #363b2d }
      .box { fill: #22271b; stroke: #5a6150 } .core { fill: #2a3a22; stroke: #87ad74 }
      .line { stroke: #76866b } .head, .dot { fill: #a5cd90 } .ring { fill: #1b1f15; stroke: #76866b }
      text { fill: #edebe2 } .words { fill: #a9ae9d }
    }`;

/**
 * The picture: packages above, the rooms of core as a staircase below. A room's line leads left along its own
 * row and up into each room that it imports, so every line goes up when the order is kept.
 */
export function drawArchitecture(architecture: Architecture): string {
  const { rooms, packages, roomArrows } = architecture;
  const bottom = ROOM.y + rooms.length * ROOM.stepY;
  const height = bottom + 58;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 ${height}" width="960" height="${height}" role="img" aria-labelledby="title words">
  <title id="title">Who imports whom in Acacia</title>
  <desc id="words">${describe(architecture)}</desc>
  <style>${STYLE}
  </style>
  <rect class="ground" width="960" height="${height}" rx="12"/>
  <text class="title" x="24" y="38">Who imports whom</text>
  <rect class="panel" x="${PANEL.x}" y="${PANEL.y}" width="${PANEL.width}" height="${height - PANEL.y - 24}" rx="10"/>
  <text class="title" x="${PANEL.x + 20}" y="${PANEL.y + 34}">core</text>
  <text class="words" x="${PANEL.x + 78}" y="${PANEL.y + 34}">its rooms in their order: each imports only from rooms above it</text>
${packages.map(drawPackageArrow).join("\n")}
${Object.entries(PACKAGES).map(drawPackage).join("\n")}
${roomArrows.map((arrow) => drawRoomArrow(arrow, rooms)).join("\n")}
${rooms.map(drawRoom).join("\n")}
${drawLegend(bottom + 14)}
</svg>
`;
}

function describe({ packages, roomArrows }: Architecture): string {
  const say = ({ from, to, runs }: Arrow) =>
    `${from} imports ${runs ? "" : "types from "}${to.replace(/\.ts$/, "")}`;
  return [...packages, ...roomArrows].map(say).join("; ");
}

function drawPackage([name, { x, y, words }]: [string, { x: number; y: number; words: string }]) {
  const left = x - BOX.width / 2;
  return `  <rect class="box" x="${left}" y="${y - BOX.height / 2}" width="${BOX.width}" height="${BOX.height}" rx="8"/>
  <text class="name" x="${x}" y="${y - 3}" text-anchor="middle">${name}</text>
  <text class="words" x="${x}" y="${y + 13}" text-anchor="middle">${words}</text>`;
}

function drawPackageArrow({ from, to, runs }: Arrow): string {
  const start = PACKAGES[from];
  const end = to === "core" && start ? { x: start.x, y: PANEL.y + BOX.height / 2 } : PACKAGES[to];
  if (!start || !end) throw new Error(`Cannot draw ${from} → ${to}: a package has no place`);
  const kind = runs ? "line" : "line types";
  if (start.y === end.y) return drawBeside(start, end, kind);
  const [top, foot] = [start.y + BOX.height / 2, end.y - BOX.height / 2 - 7];
  const middle = (top + foot) / 2;
  const path = `M${start.x} ${top}C${start.x} ${middle} ${end.x} ${middle} ${end.x} ${foot}`;
  return `  <path class="${kind}" d="${path}"/>\n  <path class="head" d="M${end.x - 5} ${foot - 1}h10l-5 8z"/>`;
}

function drawBeside(start: { x: number; y: number }, end: { x: number }, kind: string): string {
  const way = Math.sign(end.x - start.x);
  const [from, to] = [start.x + (way * BOX.width) / 2, end.x - way * (BOX.width / 2 + 7)];
  return `  <path class="${kind}" d="M${from} ${start.y}H${to}"/>
  <path class="head" d="M${to - way} ${start.y - 5}v10l${way * 8} -5z"/>`;
}

function placeOf(index: number): { x: number; y: number } {
  return { x: ROOM.x + index * ROOM.stepX, y: ROOM.y + index * ROOM.stepY };
}

function drawRoomArrow({ from, to, runs }: Arrow, rooms: readonly string[]): string {
  const [importer, imported] = [placeOf(rooms.indexOf(from)), placeOf(rooms.indexOf(to))];
  const y = importer.y + ROOM.height / 2;
  if (!runs) return drawTypes(importer, imported);
  const x = imported.x + LANDING;
  const foot = imported.y + ROOM.height;
  return `  <path class="line" d="M${importer.x} ${y}H${x}V${foot + 6}"/>
  <circle class="dot" cx="${x}" cy="${y}" r="2.600"/>
  <path class="head" d="M${x - 4} ${foot + 8}h8l-4 -7z"/>`;
}

/** Types that a room takes from one below it: down beside its column, and right into the other. */
function drawTypes(importer: { x: number; y: number }, imported: { x: number; y: number }): string {
  const [x, y] = [importer.x + LANDING + 8, imported.y + 6];
  const top = importer.y + ROOM.height;
  return `  <path class="line types" d="M${x} ${top + 3}V${y}H${imported.x - 6}"/>
  <circle class="ring" cx="${x}" cy="${top}" r="2.600"/>
  <path class="head" d="M${imported.x - 7} ${y - 3}v6l6 -3z"/>`;
}

function drawRoom(room: string, index: number): string {
  const { x, y } = placeOf(index);
  const words = ROOM_WORDS[room];
  if (words === undefined) throw new Error(`Cannot draw the room ${room}: it has no words`);
  const middle = y + ROOM.height / 2 + 4;
  return `  <rect class="core" x="${x}" y="${y}" width="${ROOM.width}" height="${ROOM.height}" rx="6"/>
  <text class="name" x="${x + ROOM.width / 2}" y="${middle}" text-anchor="middle">${room.replace(/\.ts$/, "")}</text>
  <text class="words" x="${x + ROOM.width + 12}" y="${middle}">${words}</text>`;
}

function drawLegend(y: number): string {
  return `  <circle class="dot" cx="52" cy="${y - 4}" r="2.600"/><text class="words" x="62" y="${y}">imports</text>
  <circle class="ring" cx="124" cy="${y - 4}" r="2.600"/><text class="words" x="134" y="${y}">imports types only, from a room below</text>
  <text class="words" x="916" y="${y}" text-anchor="end">drawn from the sources by _tools/draw_architecture.ts</text>`;
}
