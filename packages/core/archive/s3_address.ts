import { AcaciaError } from "../errors.ts";

/** Where in which bucket blobs live: what `s3://bucket/prefix?endpoint=…` says. */
export interface S3Address {
  /** As it is printed and remembered; holds no secret. */
  readonly text: string;
  readonly bucket: string;
  /** Before each key: "", or something that ends with `/`. */
  readonly prefix: string;
  /** Base of a service other than Amazon's. */
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
}

/** Keys of a bucket's user. */
export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/** What the environment may say. */
export type Environment = Readonly<Record<string, string | undefined>>;

const BUCKET_REGEXP = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Reads the address of a bucket.
 *
 * @param text `s3://bucket`, `s3://bucket/prefix`, both with `?endpoint=URL` and `?region=NAME`; without an endpoint
 *   or a region the environment's is taken (`S3_ENDPOINT`, else `AWS_ENDPOINT`), which the address then names.
 * @throws {AcaciaError} `usage`.
 * @example
 * ```ts
 * import { parseS3Address } from "@acacia/core";
 * const { bucket, prefix } = parseS3Address("s3://pictures/imgur", {});
 * console.assert(bucket === "pictures" && prefix === "imgur/");
 * ```
 */
export function parseS3Address(text: string, env: Environment): S3Address {
  const url = URL.parse(text);
  if (url?.protocol !== "s3:") throw refusal(text, "it does not begin with s3://");
  if (url.username || url.password) {
    throw new AcaciaError("usage", "Cannot use the storage: its address holds a key", {
      hint: "Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY instead",
    });
  }
  const bucket = url.hostname;
  if (!BUCKET_REGEXP.test(bucket)) throw refusal(text, `'${bucket}' is no name of a bucket`);
  const foreign = [...url.searchParams.keys()].find((key) => !KNOWN.has(key));
  if (foreign !== undefined) throw refusal(text, `'${foreign}' is not known`);
  const endpoint = url.searchParams.get("endpoint") ?? fromEnv("ENDPOINT", env);
  if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? "")) {
    throw refusal(text, "its endpoint does not begin with http:// or https://");
  }
  const region = url.searchParams.get("region") ?? fromEnv("REGION", env);
  const folder = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, "");
  const prefix = folder === "" ? "" : `${folder}/`;
  return { text: print({ bucket, folder, endpoint, region }), bucket, prefix, endpoint, region };
}

/** Whether two addresses name the same place; the bucket's service may have several names on a network. */
export function isSameBucket(one: S3Address, other: S3Address): boolean {
  return one.bucket === other.bucket && one.prefix === other.prefix;
}

/**
 * The keys that the environment gives: `S3_ACCESS_KEY_ID` and so on, else `AWS_…`.
 * @throws {AcaciaError} `config` when there are none.
 */
export function readS3Keys(env: Environment): S3Keys {
  const accessKeyId = fromEnv("ACCESS_KEY_ID", env);
  const secretAccessKey = fromEnv("SECRET_ACCESS_KEY", env);
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, sessionToken: fromEnv("SESSION_TOKEN", env) };
  }
  throw new AcaciaError("config", "Cannot use the bucket: the environment has no keys for it", {
    hint: "Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY (or AWS_…)",
  });
}

const KNOWN: ReadonlySet<string> = new Set(["endpoint", "region"]);

function fromEnv(name: string, env: Environment): string | undefined {
  return env[`S3_${name}`] || env[`AWS_${name}`] || undefined;
}

function print(parts: {
  bucket: string;
  folder: string;
  endpoint: string | undefined;
  region: string | undefined;
}): string {
  const { bucket, folder, endpoint, region } = parts;
  const query = [
    ...(endpoint ? [`endpoint=${endpoint}`] : []),
    ...(region ? [`region=${encodeURIComponent(region)}`] : []),
  ].join("&");
  return `s3://${bucket}${folder && `/${folder}`}${query && `?${query}`}`;
}

function refusal(text: string, reason: string): AcaciaError {
  return new AcaciaError("usage", `Cannot use the storage '${text}': ${reason}`, {
    hint: "Give it as s3://bucket/prefix, if need be with ?endpoint=https://…",
  });
}
