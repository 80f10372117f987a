import { createHash } from "node:crypto";

/** One object of a bucket. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** With its quotes, as it is sent: the MD5 of the bytes, or for several parts that of their MD5s. */
  readonly etag: string;
}

/** The objects of one bucket, and the uploads that are not finished. */
export class Bucket {
  readonly objects = new Map<string, StoredObject>();
  readonly #uploads = new Map<
    string,
    { readonly type: string; readonly parts: Map<number, Part> }
  >();

  /** Keeps an object whole. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>, contentType: string): StoredObject {
    const object = { key, bytes, contentType, etag: `"${md5(bytes).toString("hex")}"` };
    this.objects.set(key, object);
    return object;
  }

  /** Begins an upload in parts; returns its id. */
  begin(contentType: string): string {
    const id = `upload-${this.#uploads.size + 1}`;
    this.#uploads.set(id, { type: contentType, parts: new Map() });
    return id;
  }

  /** Keeps one part; returns its ETag, undefined when there is no such upload. */
  putPart(upload: string, part: number, bytes: Uint8Array<ArrayBuffer>): string | undefined {
    const digest = md5(bytes);
    this.#uploads.get(upload)?.parts.set(part, { bytes, digest });
    return this.#uploads.has(upload) ? `"${digest.toString("hex")}"` : undefined;
  }

  /** Makes one object of the parts, in their order. */
  finish(upload: string, key: string): StoredObject | undefined {
    const found = this.#uploads.get(upload);
    if (!found) return undefined;
    const parts = [...found.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    const bytes = new Uint8Array(Buffer.concat(parts.map((part) => part.bytes)));
    const digest = md5(Buffer.concat(parts.map((part) => part.digest))).toString("hex");
    const etag = `"${digest}-${parts.length}"`;
    const object = { key, bytes, contentType: found.type, etag };
    this.objects.set(key, object);
    this.#uploads.delete(upload);
    return object;
  }

  /** Up to `max` objects whose keys begin so and come after another, in the order of their keys. */
  list(prefix: string, { after, max }: { after: string; max: number }) {
    const keys = [...this.objects.keys()]
      .filter((key) => key.startsWith(prefix) && key > after)
      .sort();
    const page = keys.slice(0, max).map((key) => this.objects.get(key) as StoredObject);
    return { page, isTruncated: keys.length > max };
  }
}

interface Part {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digest: Buffer;
}

function md5(bytes: Uint8Array): Buffer {
  return createHash("md5").update(bytes).digest();
}
