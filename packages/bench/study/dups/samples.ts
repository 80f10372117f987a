import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { loadSharp, type SharpModule } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { readCorpus } from "../../corpus/manifest.ts";
import type { StudyOptions } from "../study.ts";
import { openPictures } from "../thumbs/pictures.ts";
import { FORMS, type Form, makeBase, makeForm } from "./forms.ts";
import { makeMemes } from "./memes.ts";

/** A picture whose like is known. */
export interface Sample {
  readonly set: "photographs" | "drawings" | "memes";
  /** Which picture it is: samples of one are duplicates. */
  readonly picture: string;
  /** Pictures of one origin may be the same or not: nobody knows, and they do not count. */
  readonly origin: string;
  /** undefined: as it was first posted. */
  readonly form: Form | undefined;
  readonly read: () => Promise<Uint8Array>;
}

/** A picture as it lies on the disk. */
interface Source extends Pick<Sample, "set" | "picture" | "origin"> {
  readonly path: string;
}

const MOST_OF_SET = 120;
const MEMES = 200;

/**
 * Photographs where there are some, drawings, each in all forms; and memes on one template.
 * @throws {AcaciaError} `config` where sharp cannot be loaded.
 */
export async function openSamples(options: StudyOptions): Promise<readonly Sample[]> {
  const sharp = await loadSharp();
  if (!sharp) throw new AcaciaError("config", "Cannot make forms: sharp cannot be loaded here");
  const photographs = options.corpus === undefined ? [] : await listPhotographs(options.corpus);
  const { corpus: _, ...plain } = options;
  const drawings = (await openPictures(plain)).files
    .slice(0, MOST_OF_SET)
    .map(({ name, path }): Source => ({ set: "drawings", picture: name, origin: name, path }));
  const template = await readFile(drawings[0]!.path);
  const memes = await makeMemes(sharp, template, { count: MEMES, seed: options.seed });
  return [
    ...[...photographs, ...drawings].flatMap((one) => inAllForms(sharp, one)),
    ...memes.map(
      ({ words, bytes }): Sample => ({
        ...{ set: "memes", picture: words, origin: words },
        form: undefined,
        read: async () => bytes,
      }),
    ),
  ];
}

async function listPhotographs(corpus: string): Promise<Source[]> {
  const { files } = await readCorpus(corpus);
  return files.slice(0, MOST_OF_SET).map(({ name, source }) => ({
    set: "photographs",
    picture: name,
    // Parts of one photograph, some of them nearly all of it.
    origin: source === "" ? name : nameWithoutSize(source),
    path: join(corpus, name),
  }));
}

/** One photograph lies in many a folder in several sizes: `Garden.jpg`, `Garden_3840x2160.jpg`. */
function nameWithoutSize(path: string): string {
  return basename(path).replace(/(?:_\d+x\d+)?\.\w+$/, "");
}

function inAllForms(sharp: SharpModule, { path, ...facts }: Source): Sample[] {
  const base = async () => makeBase(sharp, await readFile(path));
  return [
    { ...facts, form: undefined, read: base },
    ...FORMS.map((form) => ({
      ...facts,
      form,
      read: async () => makeForm(sharp, await base(), form),
    })),
  ];
}
