import type { Bucket, Buckets } from "../../routes/schemas.ts";

/** Place of each bucket's first item in the whole result. */
export function startsOf({ buckets }: Buckets): Float64Array {
  const starts = new Float64Array(buckets.length);
  let sum = 0;
  for (const [position, { count }] of buckets.entries()) {
    starts[position] = sum;
    sum += count;
  }
  return starts;
}

/** A bucket's columns without some of its rows. @param ids Row ids that go. */
export function without(columns: Bucket, ids: ReadonlySet<number>): Bucket {
  const keep = columns.id.map((id) => !ids.has(id));
  const pairs = Object.entries(columns).map(([name, column]) => [
    name,
    Array.isArray(column) ? column.filter((_, row) => keep[row]) : column,
  ]);
  return Object.fromEntries(pairs) as Bucket;
}
