import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { readAction } from "./read_action.ts";
import { readSelection } from "./read_selection.ts";
import { openEditing, runEdit } from "./run_edit.ts";
import { runList } from "./run_list.ts";

/** Marks favourites, takes the mark back, or lists them; resolves to the exit code. */
export async function runFav(call: Call, context: Context): Promise<number> {
  const { action, rest } = readAction(call, {
    command: "fav",
    actions: ["add", "rm", "list"],
    fallback: "add",
  });
  if (action === "list") return runList({ ...call, args: ["is:fav", ...rest] }, context);
  const favorite = action === "add";
  await using archive = await openEditing(call, context);
  const verb = favorite ? "mark" : "unmark";
  const selection = readSelection(rest, { call, context, archive, verb });
  return runEdit(
    {
      command: favorite ? "favorite" : "unfavorite",
      done: favorite ? "marked as favourites" : "no longer favourites",
      count: (edits) => edits.count(selection),
      run: (edits, at) => edits.setFavorite(selection, { favorite, at }),
    },
    { archive, call, context },
  );
}
