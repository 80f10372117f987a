import {
  AcaciaError,
  type Archive,
  prepareUserTags,
  readTagName,
  type Selection,
} from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { readAction } from "./read_action.ts";
import { readSelection } from "./read_selection.ts";
import { jsonLine } from "./render/safe.ts";
import { printTable } from "./render/table.ts";
import { openEditing, runEdit } from "./run_edit.ts";

/** Gives, takes, renames or lists the user's own tags; resolves to the exit code. */
export async function runTag(call: Call, context: Context): Promise<number> {
  const { action, rest } = readAction(call, {
    command: "tag",
    actions: ["add", "rm", "rename", "list"],
  });
  if (action === "list") return listTags(call, context);
  if (action === "rename") return renameTag(rest, { call, context });
  const tags = readTags(rest[0], action);
  await using archive = await openEditing(call, context);
  const named = rest.slice(1);
  const names = tags.join(", ");
  const outside = { archive, call, context };
  if (action === "add") {
    const selection = readSelection(named, { ...outside, verb: "tag" });
    return runEdit(
      {
        command: "tag",
        done: `tagged ${names}`,
        count: (edits) => edits.count(selection),
        run: (edits, at) => edits.tag(selection, { tags, at }),
      },
      outside,
    );
  }
  const selection = readHolders(named, { ...outside, archive });
  return runEdit(
    {
      command: "untag",
      done: `no longer tagged ${names}`,
      count: (edits) => (selection === "all" ? countTagged(archive, tags) : edits.count(selection)),
      run: (edits, at) => edits.untag(selection, { tags, at }),
    },
    outside,
  );
}

/** Whom a tag is taken from; nobody named: everyone, so that the tag is gone. */
function readHolders(
  named: readonly string[],
  outside: { archive: Archive; call: Call; context: Context },
): Selection | "all" {
  const isEveryone = named.length === 0 && outside.call.config.origin("where") !== "flag";
  return isEveryone ? "all" : readSelection(named, { ...outside, verb: "untag" });
}

/** How many pictures have the tags; one with several counts as often. */
function countTagged(archive: Archive, tags: readonly string[]): number {
  const named = prepareUserTags(archive)().filter(({ name }) => tags.includes(name));
  return named.reduce((sum, { items }) => sum + items, 0);
}

function readTags(text: string | undefined, action: string): string[] {
  if (text === undefined) {
    throw new AcaciaError("usage", `Cannot run 'tag ${action}': no tag was named`, {
      hint: `Give \`acacia tag ${action} NAME[,NAME] ID…\``,
    });
  }
  return [...new Set(text.split(",").map(readTagName))];
}

async function renameTag(
  rest: readonly string[],
  { call, context }: { call: Call; context: Context },
): Promise<number> {
  const [from, to, ...more] = rest;
  if (from === undefined || to === undefined || more.length > 0) {
    throw new AcaciaError("usage", "Cannot rename a tag: it takes two names", {
      hint: "Give `acacia tag rename OLD NEW`, each in quotes when it has spaces",
    });
  }
  const names = { from: readTagName(from), to: readTagName(to) };
  await using archive = await openEditing(call, context);
  return runEdit(
    {
      command: "rename_tag",
      done: `tagged ${names.to}, no longer ${names.from}`,
      count: () => countTagged(archive, [names.from]),
      run: (edits, at) => edits.renameTag({ ...names, at }),
    },
    { archive, call, context },
  );
}

async function listTags(call: Call, context: Context): Promise<number> {
  await using archive = await openReading(call, context);
  const tags = prepareUserTags(archive)();
  if (call.config.is("json")) {
    for (const tag of tags) context.out.write(jsonLine(tag));
    return 0;
  }
  if (tags.length === 0) {
    context.err.write("No tags of your own yet: give some with `acacia tag add NAME ID…`.\n");
    return 0;
  }
  const rows = tags.map(({ name, items }) => [name, String(items)]);
  context.out.write(printTable(["tag", "pictures"], rows));
  return 0;
}
