import { answerS3, refuseS3 } from "./answers.ts";
import { Bucket } from "./objects.ts";

/** What the stand-in does wrong from now on; change it while it runs. */
export interface S3Faults {
  /** Refuses with this status and code what the method and key match: `{ status: 503, code: "SlowDown" }`. */
  refuse: { readonly status: number; readonly code: string; readonly times?: number } | undefined;
  /** Only requests of these methods are refused. @default all */
  methods: readonly string[];
  /** Each answer waits so long, ms. */
  slowMs: number;
  /** Keeps another byte than was sent: what a broken storage does. */
  corrupt: boolean;
  /** Answers with ETags that say nothing, as a bucket with its own encryption keys does. */
  opaqueEtags: boolean;
}

/** A request as it came. */
export interface S3Request {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  readonly range: string | null;
  /** The answer's status. */
  readonly status: number;
}

/** A running stand-in. */
export interface S3StandIn extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly faults: S3Faults;
  /** Every request, in order. */
  readonly requests: readonly S3Request[];
}

/** What {@link startS3} takes. */
export interface S3Options {
  /** @default ["bucket"] */
  readonly buckets?: readonly string[];
  /** Objects in one page of a list. @default 1000, as S3 */
  readonly pageSize?: number;
  /** Refuses other keys than this one. @default any key is taken */
  readonly accessKeyId?: string;
  /** Called before each answer, with its method. */
  readonly onRequest?: (method: string) => void;
}

/**
 * A small S3 on a free port of this machine, in memory: PUT (whole and in parts), GET with Range, HEAD, DELETE and
 * ListObjectsV2. Signatures are not checked, the access key's name is.
 */
export async function startS3(options: S3Options = {}): Promise<S3StandIn> {
  const { buckets: names = ["bucket"], pageSize = 1_000, accessKeyId } = options;
  const buckets = new Map(names.map((name) => [name, new Bucket()]));
  const faults: S3Faults = {
    refuse: undefined,
    methods: [],
    slowMs: 0,
    corrupt: false,
    opaqueEtags: false,
  };
  const requests: S3Request[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      options.onRequest?.(request.method);
      if (faults.slowMs > 0) await Bun.sleep(faults.slowMs);
      const { pathname, search } = new URL(request.url);
      const refused = takeRefusal(faults, request.method) ?? checkKey(request, accessKeyId);
      const answer = refused
        ? refuseS3(request.method, refused)
        : await answerS3(request, { buckets, pageSize, faults });
      requests.push({
        method: request.method,
        address: `${pathname}${search}`,
        range: request.headers.get("range"),
        status: answer.status,
      });
      return answer;
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    buckets,
    faults,
    requests,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

function takeRefusal(faults: S3Faults, method: string) {
  const { refuse, methods } = faults;
  if (!refuse || (methods.length > 0 && !methods.includes(method))) return undefined;
  if (refuse.times !== undefined) {
    faults.refuse = refuse.times > 1 ? { ...refuse, times: refuse.times - 1 } : undefined;
  }
  return refuse;
}

function checkKey(request: Request, accessKeyId: string | undefined) {
  const credential = `Credential=${accessKeyId}/`;
  if (accessKeyId === undefined) return undefined;
  if (request.headers.get("authorization")?.includes(credential)) return undefined;
  return { status: 403, code: "InvalidAccessKeyId" };
}
