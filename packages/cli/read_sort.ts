import type { Config } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/look";
import { closest, meantHint } from "@acacia/core/text";
import { LIST_SORTS, type Sort } from "./choices.ts";

/** The order that `--sort` asks for. @throws {AcaciaError} `usage` for one that there is not. */
export function readSort(config: Config, fallback: Sort): Sort {
  const text = config.text("sort");
  if (text === undefined) return fallback;
  const found = LIST_SORTS.find((sort) => sort === text);
  if (found) return found;
  const near = closest(text, LIST_SORTS);
  throw new AcaciaError(
    "usage",
    `Cannot sort by '${text}': it is one of ${LIST_SORTS.join(", ")}`,
    { hint: near ? meantHint(`--sort ${near}`) : "Give --sort archived" },
  );
}
