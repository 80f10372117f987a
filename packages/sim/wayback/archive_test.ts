import { describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { plainMedia, plainPost, smallWorld } from "../testing/small_world.ts";
import { printBase32 } from "./base32.ts";

const world = smallWorld([
  plainPost({
    id: "aBcDeFg",
    media: [plainMedia({ id: "aBcDeFg", mime: "image/png", ext: "png" })],
  }),
  plainPost({
    id: "zzzzzzz",
    media: [plainMedia({ id: "zzzzzzz", mime: "image/png", ext: "png" })],
  }),
]);
const INDEX = "/cdx/search/cdx?output=json&matchType=prefix&url=i.imgur.com/aBcDeFg.";

type Row = readonly string[];

async function rowsOf(sim: { siteUrl: string }): Promise<Row[]> {
  return (await (await fetch(`${sim.siteUrl}${INDEX}`)).json()) as Row[];
}

describe("the archive", () => {
  test("lists nothing unless it is told to hold something", async () => {
    await using sim = await startSim({ world });
    expect(await rowsOf(sim)).toEqual([]);
  });

  test("lists captures with the SHA-1 of their bytes, and gives them as they came", async () => {
    await using sim = await startSim({ world, captures: 2 });
    const [fields, ...rows] = await rowsOf(sim);
    expect(fields).toEqual([
      "urlkey",
      "timestamp",
      "original",
      "mimetype",
      "statuscode",
      "digest",
      "length",
    ]);
    const own = rows.filter(([, , original]) => original?.includes("/aBcDeFg."));
    expect(own.length).toBe(2);
    const [, timestamp, original, , , digest] = own[0]!;
    const answer = await fetch(`${sim.siteUrl}/web/${timestamp}id_/${original}`);
    const bytes = await answer.bytes();
    expect(printBase32(new Bun.CryptoHasher("sha1").update(bytes).digest())).toBe(digest!);
    expect(bytes).toEqual(await world.bytes("aBcDeFg"));
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("lists ids that differ in case together, as an index with keys in lower case does", async () => {
    await using sim = await startSim({ world, captures: 1 });
    const originals = (await rowsOf(sim)).slice(1).map(([, , original]) => original);
    expect(originals.toSorted()).toEqual([
      "http://i.imgur.com/AbCdEfG.png",
      "http://i.imgur.com/aBcDeFg.png",
    ]);
  });

  test("placeholderCaptures come last, wrongDigest lies", async () => {
    await using sim = await startSim({
      world,
      captures: 1,
      placeholderCaptures: 1,
      wrongDigest: true,
    });
    const rows = (await rowsOf(sim)).filter(([, , original]) => original?.includes("/aBcDeFg."));
    const [, timestamp, original, , , digest] = rows.at(-1)!;
    const bytes = await (await fetch(`${sim.siteUrl}/web/${timestamp}id_/${original}`)).bytes();
    expect(bytes).toEqual(sim.placeholders.removed.bytes);
    expect(printBase32(new Bun.CryptoHasher("sha1").update(bytes).digest())).not.toBe(digest!);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("does not have what it does not list", async () => {
    await using sim = await startSim({ world, captures: 1 });
    const answer = await fetch(
      `${sim.siteUrl}/web/20200101000000id_/http://i.imgur.com/aBcDeFg.png`,
    );
    expect(answer.status).toBe(404);
  });
});

test("printBase32() writes what RFC 4648 does", () => {
  const print = (text: string) => printBase32(new TextEncoder().encode(text));
  expect(["", "f", "fo", "foobar"].map(print)).toEqual(["", "MY", "MZXQ", "MZXW6YTBOI"]);
});
