import { expect, test } from "bun:test";
import { join } from "node:path";
import { drawArchitecture, ROOM_WORDS } from "./architecture_svg.ts";
import { CORE_ROOMS } from "./check_layers.ts";
import { ARCHITECTURE_SVG } from "./draw_architecture.ts";
import { NOT_DRAWN, readArchitecture, withoutImplied } from "./read_architecture.ts";

const root = join(import.meta.dir, "..");
const architecture = await readArchitecture(root);

test("docs/architecture.svg shows the imports of now (bun _tools/draw_architecture.ts)", async () => {
  const drawn = await Bun.file(join(root, ARCHITECTURE_SVG)).text();
  expect(drawn === drawArchitecture(architecture)).toBe(true);
});

test("drawArchitecture() draws another picture when one import is gone", () => {
  const fewer = { ...architecture, roomArrows: architecture.roomArrows.slice(1) };
  expect(drawArchitecture(fewer)).not.toBe(drawArchitecture(architecture));
});

test("drawArchitecture() makes a well-formed picture with a text for who cannot see it", () => {
  const picture = drawArchitecture(architecture);
  const opened: string[] = [];
  const tags = new HTMLRewriter().on("*", {
    element: (element) => void opened.push(element.tagName),
  });
  tags.transform(picture);
  expect(opened).toContain("title");
  expect(picture).toContain("prefers-color-scheme: dark");
  expect(picture).toContain("transfer imports limit");
});

test("ROOM_WORDS has words for every room", () => {
  const rooms = CORE_ROOMS.filter((room) => !NOT_DRAWN.includes(room));
  expect(rooms.filter((room) => ROOM_WORDS[room] === undefined)).toEqual([]);
});

test("readArchitecture() finds that sim imports none of ours", () => {
  expect(architecture.packages.filter(({ from }) => from === "sim")).toEqual([]);
});

test("withoutImplied() leaves out what a way over others says already", () => {
  const arrow = (from: string, to: string) => ({ from, to, runs: true });
  const [cliWorker, workerCore, cliCore] = [
    arrow("cli", "worker"),
    arrow("worker", "core"),
    arrow("cli", "core"),
  ];
  expect(withoutImplied([cliWorker, workerCore, cliCore])).toEqual([cliWorker, workerCore]);
});
