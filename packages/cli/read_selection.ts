import {
  AcaciaError,
  type Archive,
  type Filter,
  parseTarget,
  parseWhere,
  prepareEdits,
  prepareLookup,
  prepareSavedFilters,
  type Selection,
  type Target,
} from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";

/** What {@link readSelection} takes beside the texts. */
export interface SelectionOptions {
  readonly call: Call;
  readonly context: Context;
  readonly archive: Archive;
  /** What is done to them, for messages: "Cannot trash anything". */
  readonly verb: string;
  /** Look in the trash. @default false */
  readonly trashed?: boolean;
}

/**
 * The pictures that a call names: ids, SHA-256s and addresses (an album is all of its pictures), sources such as `r/aww`,
 * or `--where`.
 *
 * @throws {AcaciaError} `usage` when nothing is named, or everything; `not_found` when the archive has none of it.
 */
export function readSelection(texts: readonly string[], options: SelectionOptions): Selection {
  const { call, archive, verb } = options;
  const where = call.config.origin("where") === "flag" ? call.config.text("where") : undefined;
  if (where !== undefined && texts.length > 0) {
    throw new AcaciaError("usage", `Cannot ${verb} by ids and --where at once`, {
      hint: `Give one of them, or put it into the filter: --where '… id:${texts[0]}'`,
    });
  }
  const selection = where === undefined ? readTexts(texts, options) : readWhere(where, options);
  if (prepareEdits(archive).count(selection) > 0) return selection;
  throw new AcaciaError("not_found", `Cannot ${verb} anything: nothing in the archive matches`, {
    hint: "See `acacia list` with the same filter",
  });
}

function readWhere(text: string, { verb, ...options }: SelectionOptions): Filter {
  const { archive, context, trashed = false } = options;
  const filters = prepareSavedFilters(archive);
  const where = parseWhere(text, { now: context.clock.now(), filters });
  if (where.kind !== "all") return { where, ...(trashed ? { trashed } : {}) };
  throw new AcaciaError("usage", `Cannot ${verb} by --where '${text}': it names everything`, {
    hint: "Give a filter that says which; --where 'size:>=0' means every picture",
  });
}

function readTexts(texts: readonly string[], options: SelectionOptions): number[] {
  if (texts.length === 0) {
    throw new AcaciaError("usage", `Cannot ${options.verb} anything: no picture was named`, {
      hint: "Give ids as `acacia list` prints them, an address, or --where EXPR",
    });
  }
  return [...new Set(texts.flatMap((text) => readText(text, options)))];
}

function readText(text: string, options: SelectionOptions): number[] {
  const { archive, trashed = false } = options;
  const lookup = prepareLookup(archive);
  const target = readTarget(text);
  const name = target && "id" in target && typeof target.id === "string" ? target.id : text;
  const media = lookup.findId(text) ?? lookup.findId(name);
  const post = lookup.post(name);
  // An id is first a picture's own; that of an album names them all.
  if (post && (media === undefined || lookup.media(media)?.imgurId !== name)) {
    return post.media.map(({ id }) => id);
  }
  if (media !== undefined) return [media];
  const filter = target && asFilter(target);
  const ids = filter ? prepareEdits(archive).ids({ ...filter, trashed }) : [];
  if (ids.length > 0) return ids;
  throw new AcaciaError("not_found", `Cannot find '${text}': the archive does not have it`, {
    hint: "Give ids as `acacia list` prints them, an address, or --where EXPR",
  });
}

function readTarget(text: string): Target | undefined {
  try {
    return parseTarget(text);
  } catch {
    return undefined;
  }
}

function asFilter(target: Target): Filter | undefined {
  switch (target.kind) {
    case "subreddit":
      return { r: target.name };
    case "user":
      return { user: target.name };
    case "tag":
      return { tag: target.name };
    default:
      return undefined;
  }
}
