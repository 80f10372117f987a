import { existsSync } from "node:fs";
import type { Archive } from "@acacia/core";
import { FIELDS } from "@acacia/core/where";
import type { Context } from "../context.ts";
import type { Candidate } from "./find_candidates.ts";

/** Names that only an archive knows. */
export interface Names {
  /** How a filter may go on: fields and their values, tags, users and subreddits of the archive. */
  filters(begin: string): Promise<Candidate[]>;
  savedFilters(): Promise<Candidate[]>;
  savedSources(): Promise<Candidate[]>;
}

/** Names of an archive; without one there are only the fields of filters. @param dir Absolute path. */
export function makeNames(dir: string, { clock }: Pick<Context, "clock">): Names {
  const read = async (look: (archive: Archive, core: Core) => Candidate[]) => {
    if (!existsSync(dir)) return undefined;
    const core = await import("@acacia/core");
    await using archive = await core.openArchive(dir, { mode: "read", clock });
    return look(archive, core);
  };
  return {
    async filters(begin) {
      const found = await read((archive, core) => {
        const { from, options } = core.prepareCompletion(archive)({ q: begin, limit: 100 });
        return options.map(({ text, help, count }) => ({
          value: begin.slice(0, from) + text,
          help: help || (count === null ? "" : String(count)),
        }));
      });
      return found ?? fieldsFor(begin);
    },
    async savedFilters() {
      const found = await read((archive, core) =>
        core
          .prepareSavedFilters(archive)
          .list()
          .map(({ name, query }) => ({ value: name, help: query })),
      );
      return found ?? [];
    },
    async savedSources() {
      const found = await read((archive, core) =>
        core
          .prepareSavedSources(archive)
          .list()
          .map(({ name, target }) => ({
            value: name,
            help: name === target ? "" : target,
          })),
      );
      return found ?? [];
    },
  };
}

type Core = typeof import("@acacia/core");

function fieldsFor(begin: string): Candidate[] {
  const from = begin.search(/[^\s(]*$/);
  const done = begin.slice(0, from);
  const key = begin.slice(from).replace(/^-/, "");
  const minus = begin[from] === "-" ? "-" : "";
  return FIELDS.flatMap((field) => [
    { value: `${field.key}:`, help: field.help },
    ...(field.values ?? []).map((value) => ({ value: `${field.key}:${value}`, help: "" })),
  ])
    .filter(
      ({ value }) =>
        value.startsWith(key) && value !== key && (key.includes(":") || value.endsWith(":")),
    )
    .map(({ value, help }) => ({ value: done + minus + value, help }));
}
