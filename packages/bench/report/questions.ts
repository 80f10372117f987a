/** What each study asks, in the order of the report. */
const QUESTIONS: Readonly<Record<string, { readonly title: string; readonly ask: string }>> = {
  downloads: {
    title: "How fast do files come?",
    ask: "The same list from the same server, by every way of running transfers and by other programs.",
  },
  article: {
    title: "The article's table, once more",
    ask: "As many pictures, as far away as its were, by its programs and by ours.",
  },
  adaptive: {
    title: "Can a run find its own width?",
    ask: "Beside the best fixed widths, where the network, the server or the machine is the limit.",
  },
  race: {
    title: "All ways on one clock",
    ask: "What each slot of each way did, and when. A lane is a slot, a dash is one file.",
  },
  thumbs: {
    title: "What do thumbnails take?",
    ask: "The same pictures, the same size and format out, and how good they are.",
  },
  pipeline: {
    title: "From link to thumbnail",
    ask: "Fetched, verified, stored and made small, against the article's pairs of programs.",
  },
  cpu: {
    title: "What does an event loop buy, and what not?",
    ask: "The same work of the processor, beside the same time of waiting, by every way.",
  },
  costs: {
    title: "What does each way cost to have?",
    ask: "Starting one, keeping one, and sending it a message.",
  },
  queue: {
    title: "What does a queue cost, and how far does it go?",
    ask: "Jobs that do nothing, real files, and one to eight workers.",
  },
  db: {
    title: "Does a large archive stay quick?",
    ask: "Pages, inserts and whole commands on an archive of a million.",
  },
  dups: {
    title: "Are duplicates found, and only those?",
    ask: "Pictures compressed again, halved, mirrored, cropped and captioned, beside memes on one template.",
  },
  web: {
    title: "How quick is the gallery's server?",
    ask: "Thumbnails and pages over HTTP, beside servers that do nothing else.",
  },
  gallery: {
    title: "Does a million pictures stay smooth?",
    ask: "The library in a real browser: opening, scrolling, jumps and the viewer. Script, style and layout count, drawing without a GPU does not.",
  },
  memory: {
    title: "Does memory stay where it is?",
    ask: "Planned items up to a million.",
  },
  smoke: {
    title: "What every change must keep",
    ask: "The short study that runs before a change lands.",
  },
};

/** Title and words of a study; one that the table does not know goes by its name. */
export function questionOf(study: string): { readonly title: string; readonly ask: string } {
  const known = Object.hasOwn(QUESTIONS, study) ? QUESTIONS[study] : undefined;
  return known ?? { title: study, ask: "" };
}

/** Puts results in the order of the report: unknown ones last, by name. */
export function inOrder<Result extends { readonly study: string }>(
  results: readonly Result[],
): Result[] {
  const names = Object.keys(QUESTIONS);
  const placeOf = ({ study }: Result) => {
    const place = names.indexOf(study);
    return place < 0 ? names.length : place;
  };
  return results.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.study < b.study ? -1 : 1));
}
