import type { Answer, Delivery } from "../http/answer.ts";
import type { FaultContext, FaultRow } from "./fault.ts";

/** Faults in how a body arrives. */
export const BODY_FAULTS: Readonly<Record<string, FaultRow>> = {
  cut: {
    help: "the connection closes in the middle of the body, or after the bytes given",
    takes: "BYTES",
    apply: stopAt({ ending: "close" }),
  },
  reset: {
    help: "the connection is reset in the middle of the body, or after the bytes given",
    takes: "BYTES",
    apply: stopAt({ ending: "reset" }),
  },
  stall: {
    help: "nothing more comes after half of the body, or after the bytes given",
    takes: "BYTES",
    apply: stopAt({ ending: "stall" }),
  },
  silence: {
    help: "the request is never answered",
    apply: ({ whole }) => deliver(whole, { silent: true, ending: "stall" }),
  },
  hangup: {
    help: "the connection closes without an answer",
    apply: ({ whole }) => deliver(whole, { silent: true, ending: "close" }),
  },
  close_after: {
    help: "a whole answer, then the connection closes without notice",
    apply: ({ whole }) => deliver(whole, { ending: "close" }),
  },
  short: {
    help: "half of the file, or the bytes given, under a length that agrees",
    takes: "BYTES",
    apply: onBody(({ whole, arg }) => withBody(whole, whole.body.slice(0, middle(whole, arg)))),
  },
  wrong_length: {
    help: "Content-Length says half of the body, or the bytes given; then the connection closes",
    takes: "BYTES",
    apply: onBody(({ whole, arg }) =>
      deliver(whole, { statedBytes: middle(whole, arg), ending: "close" }),
    ),
  },
  long_length: {
    help: "Content-Length says 1,000 bytes more than there are; then the connection closes",
    apply: onBody(({ whole }) =>
      deliver(whole, { statedBytes: whole.body.length + 1000, ending: "close" }),
    ),
  },
  no_length: {
    help: "no Content-Length: the end of the connection ends the body",
    apply: onBody(({ whole }) => deliver(whole, { statedBytes: null })),
  },
  no_length_cut: {
    help: "no Content-Length, and the connection closes in the middle",
    takes: "BYTES",
    apply: stopAt({ statedBytes: null, ending: "close" }),
  },
  chunked: {
    help: "the body in chunks, without a length",
    apply: onBody(({ whole }) => deliver(whole, { chunked: true })),
  },
  drip: {
    help: "a few bytes at a time: 512/10 is 512 bytes each 10 ms",
    takes: "BYTES/MS",
    apply: onBody(({ whole, arg }) => deliver(whole, { drip: readDrip(arg) })),
  },
  endless: {
    help: "a body that never ends",
    apply: onBody(({ whole }) =>
      deliver(whole, { statedBytes: null, endless: true, ending: "close" }),
    ),
  },
};

/** The same answer on another way out. */
function deliver(whole: Answer, delivery: Delivery): Answer {
  return { ...whole, delivery };
}

/** The same answer with another body, whose length it states. */
export function withBody(whole: Answer, body: Uint8Array): Answer {
  return { ...whole, body };
}

function stopAt(delivery: Delivery): FaultRow["apply"] {
  return onBody(({ whole, arg }) =>
    deliver(whole, { stopAfterBytes: middle(whole, arg), ...delivery }),
  );
}

/** An answer without a body gives these faults nothing to break. */
export function onBody(apply: (context: FaultContext) => Answer): FaultRow["apply"] {
  return (context) => (context.whole.body.length === 0 ? null : apply(context));
}

/** Where a fault strikes: the bytes given, or the middle. */
export function middle(whole: Answer, arg: string): number {
  return arg === "" ? whole.body.length >> 1 : Math.min(Number(arg), whole.body.length);
}

function readDrip(arg: string): { bytes: number; everyMs: number } {
  const [bytes = 512, everyMs = 10] = arg === "" ? [] : arg.split("/").map(Number);
  return { bytes, everyMs };
}
