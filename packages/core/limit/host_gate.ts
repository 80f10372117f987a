/** The two kinds of host that have separate limits: the API (with the site) and the CDN. */
export type HostRole = "api" | "cdn";

/** What a request met; the gate adapts to it. */
export type Observation =
  | { readonly kind: "ok"; readonly ms: number; readonly bytes: number }
  /** 429, or a 403 that says so. `retryAfterMs` 0 is not trusted. */
  | { readonly kind: "throttled"; readonly retryAfterMs?: number }
  /** "Over capacity" anywhere in the body: wait minutes. */
  | { readonly kind: "capacity"; readonly retryAfterMs?: number }
  /** A server error, a reset or a time-out. */
  | { readonly kind: "error" };

/** Leave to send one request; disposing it gives the place back. */
export interface Slot extends Disposable {}

/**
 * What stands before every request to one kind of host: pause, width, requests a second. Whoever sends a
 * request enters first, notes what it met, and disposes the slot. Coordinator's own; a thread, a child or
 * another machine holds a proxy of this same interface.
 */
export interface HostGate {
  readonly role: HostRole;
  /**
   * Waits until a request may begin: no pause, a free place, a token.
   * @throws the signal's reason when it aborts first.
   */
  enter(signal: AbortSignal): Promise<Slot>;
  /** Tells what a request met. A throttle pauses the host; nothing begins during a pause. */
  note(observation: Observation): void;
}
