import { beforeAll, describe, expect, test } from "bun:test";
import { startSim } from "@acacia/sim";
import { AcaciaError } from "../errors.ts";
import { readRateHeaders } from "./rate_headers.ts";
import { readRefusal } from "./refusal.ts";
import { readCaptures } from "./wayback.ts";
import { readV3Comments } from "./wire_comments.ts";
import { readKeylessAlbum } from "./wire_keyless.ts";
import { readV1Post } from "./wire_post_v1.ts";
import { readV3Page, readV3Post } from "./wire_v3.ts";

const MUTANTS = 50_000;
const COMMENTS = {
  data: [
    { id: 7, comment: "hay", author: "giraffe", points: 3, datetime: 1_600_000_000, children: [] },
  ],
};
const FIELDS_OF_A_CAPTURE = 5;
const CAPTURES = [
  ["timestamp", "original", "mimetype", "statuscode", "digest"],
  ["20200102030405", "https://i.imgur.com/aBc12De.jpg", "image/jpeg", "200", "A".repeat(32)],
];

type Json = unknown;

/** Each reader; what it gives for any answer is a value, or the error `wire`. */
const READERS: Readonly<Record<string, (json: Json) => unknown>> = {
  "readV3Post()": readV3Post,
  "readV3Page()": readV3Page,
  "readV1Post()": readV1Post,
  "readKeylessAlbum()": (json) => readKeylessAlbum(json, "aLb12"),
  "readV3Comments()": readV3Comments,
  "readCaptures()": (json) =>
    readCaptures(json, { id: "aBc12De", base: "https://web.archive.org" }),
  "readRefusal()": (json) =>
    readRefusal({
      status: 400,
      headers: new Headers(),
      bodyText: JSON.stringify(json) ?? "",
      json,
    }),
};

/** Draws that are the same each time: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What stands where something else was expected. */
const ODD: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.NaN,
  2 ** 53,
  "",
  "null",
  "<html>",
  "\u0000\u202e",
  "aBc12De",
  "../../etc/passwd",
  "x".repeat(2_000),
  [],
  {},
  [[]],
  [null],
  { data: null },
  JSON.parse('{"__proto__": {"id": "aBc12De"}, "constructor": 1, "toString": null}'),
];

/** A copy with one to four changes: a value replaced, a key removed, a list doubled, a part put elsewhere. */
function mutate(json: Json, random: () => number): Json {
  let mutant = structuredClone(json);
  const changes = 1 + Math.floor(random() * 4);
  for (let n = 0; n < changes; n++) mutant = mutateOnce(mutant, random);
  return mutant;
}

function mutateOnce(json: Json, random: () => number): Json {
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)];
  const places: { readonly holder: Record<string, Json>; readonly key: string }[] = [];
  const walk = (value: Json) => {
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) {
      places.push({ holder: value as Record<string, Json>, key });
      walk((value as Record<string, Json>)[key]);
    }
  };
  walk(json);
  const place = pick(places);
  if (place === undefined || random() < 0.02) return structuredClone(pick(ODD));
  const { holder, key } = place;
  const way = random();
  if (way < 0.5) holder[key] = structuredClone(pick(ODD));
  else if (way < 0.7) delete holder[key];
  else if (way < 0.85) holder[key] = [holder[key], structuredClone(holder[key])];
  else holder[key] = structuredClone(pick(places)?.holder);
  return json;
}

/** Answers of every kind that docs/imgur.md §2 tells, from the stand-in; comments and captures by hand. */
async function askForAnswers(): Promise<Json[]> {
  await using sim = await startSim({ seed: 7, posts: 12, albums: 3, gifs: 1, videos: 1 });
  const ask = async (url: string): Promise<Json> => {
    const answer = await fetch(url, { headers: { authorization: "Client-ID test" } });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const hot = await ask(`${sim.apiUrl}/3/gallery/hot/viral/0.json`);
  const posts = (hot as { data: { id: string; is_album: boolean }[] }).data;
  const album = posts.find((post) => post.is_album)?.id;
  const image = posts.find((post) => !post.is_album)?.id;
  const asked = [
    `${sim.apiUrl}/3/album/${album}`,
    `${sim.apiUrl}/3/gallery/album/${album}`,
    `${sim.apiUrl}/3/image/${image}`,
    `${sim.apiUrl}/3/gallery/search/time/all/0?q=a`,
    `${sim.apiUrl}/post/v1/albums/${album}?include=media,tags,account`,
    `${sim.siteUrl}/ajaxalbums/getimages/${album}/hit.json`,
    `${sim.apiUrl}/3/gallery/${image}/comments/best`,
    `${sim.apiUrl}/3/credits`,
  ];
  const answers: Json[] = [hot, COMMENTS, CAPTURES];
  for (const url of asked) answers.push(await ask(url));
  // A record alone too: what its reader takes. Two of a long list are enough.
  const all = [...answers, ...answers.map((answer) => (answer as { data?: Json }).data ?? answer)];
  return all.map((answer) => JSON.parse(JSON.stringify(answer), (_, value) => shorten(value)));
}

function shorten(value: Json): Json {
  return Array.isArray(value) && value.length > FIELDS_OF_A_CAPTURE ? value.slice(0, 2) : value;
}

let answers: readonly Json[];
beforeAll(async () => {
  answers = await askForAnswers();
});

/** What breaks the law: the first mutants whose reader ends in anything but a value or `wire`. */
function findCrashes(readers: typeof READERS, mutants: number): string[] {
  const random = seeded(7);
  const crashes: string[] = [];
  for (let n = 0; n < mutants && crashes.length < 5; n++) {
    const mutant = mutate(answers[n % answers.length], random);
    for (const [name, read] of Object.entries(readers)) {
      try {
        read(mutant);
      } catch (error) {
        if (error instanceof AcaciaError && error.code === "wire") continue;
        crashes.push(`${name}: ${error} for ${JSON.stringify(mutant).slice(0, 300)}`);
      }
    }
  }
  return crashes;
}

describe(`${MUTANTS} mutated answers`, () => {
  test("every reader gives a value or the error `wire`", () => {
    expect(findCrashes(READERS, MUTANTS)).toEqual([]);
  }, 60_000);

  test("a reader that trusts one field is found out", () => {
    const trusting = (json: Json) => {
      const post = json as { data?: { images?: { link: string }[] } };
      return post.data?.images?.map(({ link }) => link.length);
    };
    expect(findCrashes({ trusting }, 2_000).length).toBeGreaterThan(0);
  });

  test("headers of the limits that say anything are read or left", () => {
    const random = seeded(8);
    for (let n = 0; n < 2_000; n++) {
      const odd = String(JSON.stringify(ODD[Math.floor(random() * ODD.length)])).replace(
        /[^\x20-\x7e]/g,
        "?",
      );
      const headers = new Headers({
        "x-ratelimit-userremaining": odd,
        "x-ratelimit-clientremaining": String(random() * 1e9 - 10),
        "x-ratelimit-userreset": odd,
      });
      const facts = readRateHeaders(headers, 1_000) ?? {};
      expect(Object.values(facts).every((fact) => fact === null || Number.isFinite(fact))).toBe(
        true,
      );
    }
  });
});
