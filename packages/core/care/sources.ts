import type { Clock } from "../async/clock.ts";
import type { SavedSource, SavedSources, SourceSettings } from "../db/saved_sources.ts";
import { AcaciaError } from "../errors.ts";
import { planSource } from "../imgur/sources.ts";
import { parseTarget, printTarget } from "../imgur/target.ts";
import { closest, meantHint } from "../text/closest.ts";
import { parseWhere, type SavedFilterTexts } from "../where/mod.ts";

/** A source as the user names it. */
export interface SourceRequest {
  /** Any text that is a target. */
  readonly target: string;
  readonly name?: string;
  /** In the grammar of `--where`. */
  readonly where?: string;
  readonly settings?: SourceSettings;
}

/** What a name may be: what a shell and a table show as one word that is no flag. */
const NAME_REGEXP = /^[^\s\p{C}-][^\s\p{C}]{0,63}$/u;

/**
 * Saves a source for `sync`, or gives the one of that target other settings.
 *
 * @throws {AcaciaError} `usage` for what is no target, name, filter, sort or span, and for a name that another has.
 */
export function addSource(
  sources: SavedSources,
  request: SourceRequest,
  { clock, filters }: { clock: Clock; filters?: SavedFilterTexts },
): SavedSource {
  const { where = null, name = null, settings = {} } = request;
  const parsed = parseTarget(request.target);
  const target = printTarget(parsed);
  planSource(parsed, settings);
  if (where !== null) parseWhere(where, { now: clock.now(), ...(filters && { filters }) });
  if (name !== null) checkName(name, { target, sources });
  return sources.save({ target, kind: parsed.kind, where, name, settings, at: clock.now() });
}

/**
 * The saved source of that name or target.
 * @throws {AcaciaError} `usage` when none is saved under it.
 */
export function getSource(sources: SavedSources, text: string): SavedSource {
  const found = sources.find(text) ?? sources.find(asTarget(text));
  if (found) return found;
  const near = closest(
    text,
    sources.list().map(({ name }) => name),
  );
  throw new AcaciaError(
    "usage",
    `Cannot find the source '${text}': none is saved under that name`,
    {
      hint: near
        ? meantHint(near)
        : "See `acacia source list`, or save it with `acacia source add`",
    },
  );
}

/** An address in any form means the source of that target. */
function asTarget(text: string): string {
  try {
    return printTarget(parseTarget(text));
  } catch {
    return text;
  }
}

function checkName(
  name: string,
  { target, sources }: { target: string; sources: SavedSources },
): void {
  if (!NAME_REGEXP.test(name)) {
    throw new AcaciaError(
      "usage",
      `Cannot use the name '${name}': it is no single word of up to 64 letters`,
      {
        hint: "Give --name cats",
      },
    );
  }
  const other = sources.find(name);
  if (other === undefined || other.target === target) return;
  throw new AcaciaError("usage", `Cannot use the name '${name}': ${other.target} has it`, {
    hint: "Give another --name",
  });
}
