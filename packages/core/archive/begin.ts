import type { BlobRange } from "./store.ts";

/** A part of a file or an object, or the whole. */
export function slice(blob: Blob, range: BlobRange | undefined): Blob {
  return range ? blob.slice(range.from, range.to) : blob;
}

/**
 * The bytes of a blob once their first have come: whether there are any is known before anything is answered.
 * @throws What reading throws.
 */
export async function begin(blob: Blob): Promise<ReadableStream<Uint8Array>> {
  const reader = blob.stream().getReader();
  const first = await reader.read();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
