import {
  BODY_BYTES,
  ByteBudget,
  openPartials,
  type PartialFolder,
  type Transfer,
  type TransferSettings,
  type TransferTools,
  transferOne,
} from "@acacia/core";

/** Builds a worker's transfer. `name` is the worker's own, for the names of its files. */
export type OpenTransfer = (
  settings: TransferSettings,
  tools: TransferTools,
  name: string,
) => Transfer;

/**
 * The transfer that every strategy runs, with partial files that no other worker touches: one that was thought
 * dead may come back and go on with an item that another has taken over.
 */
export const openOwnTransfer: OpenTransfer = buildOwnTransfer;

function buildOwnTransfer(
  settings: TransferSettings,
  tools: TransferTools,
  name: string,
): Transfer {
  const deps = {
    ...tools,
    settings,
    partials: ownNames(openPartials(settings.archiveDir), `${name}-`),
    budget: new ByteBudget(tools.bodyBytes ?? BODY_BYTES),
    line: { isSlow: false },
  };
  return (plan, slot) => transferOne(plan, deps, slot);
}

function ownNames(partials: PartialFolder, prefix: string): PartialFolder {
  return {
    has: (name) => partials.has(prefix + name),
    keep: (name, bytes) => partials.keep(prefix + name, bytes),
    open(name, url) {
      const file = partials.open(prefix + name, url);
      const finish = file.finish.bind(file);
      file.finish = (whole) => finish(prefix + whole);
      return file;
    },
    sweep: (olderThan) => partials.sweep(olderThan),
  };
}
