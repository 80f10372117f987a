/** How much a {@link Channel} holds before its senders wait. */
export interface ChannelOptions {
  /** Items held; 1 or more. */
  readonly maxItems: number;
  /** Sum of the sizes that the senders give, bytes. An item larger than this goes in when nothing else is there. */
  readonly maxBytes?: number;
}

interface Entry<Item> {
  readonly item: Item;
  readonly bytes: number;
}

interface Sender<Item> extends Entry<Item> {
  readonly settle: (isTaken: boolean) => void;
}

interface Receiver<Item> {
  readonly resolve: (result: IteratorResult<Item, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A hand-off between stages, bounded by count and by bytes: senders wait while it is full, the receiver while
 * it is empty. First in, first out. Many may send, one iterates.
 *
 * @example
 * ```ts
 * import { Channel } from "@acacia/core";
 * const channel = new Channel<string>({ maxItems: 2 });
 * await channel.send("a");
 * channel.close();
 * for await (const item of channel) console.assert(item === "a");
 * ```
 */
export class Channel<Item> implements AsyncIterable<Item> {
  readonly #maxItems: number;
  readonly #maxBytes: number;
  #held: Entry<Item>[] = [];
  #heldBytes = 0;
  #senders: Sender<Item>[] = [];
  #receivers: Receiver<Item>[] = [];
  #end: { readonly error?: unknown } | undefined;

  constructor({ maxItems, maxBytes = Number.POSITIVE_INFINITY }: ChannelOptions) {
    this.#maxItems = maxItems;
    this.#maxBytes = maxBytes;
  }

  /**
   * Hands an item over, waiting for room.
   *
   * @param item What to hand over.
   * @param bytes Its size, counted against `maxBytes`.
   * @returns False when nobody will take it: the receiver has left, or the channel is closed.
   */
  send(item: Item, bytes = 0): Promise<boolean> {
    if (this.#end) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#senders.push({ item, bytes, settle: resolve });
    this.#move();
    return promise;
  }

  /** Ends the channel: what is held, and what waits to be sent, is still received; then the end, or the error. */
  close(...error: [error?: unknown]): void {
    this.#end ??= error.length > 0 ? { error: error[0] } : {};
    this.#move();
  }

  /** The receiver leaves: what is held is dropped, and every sender learns that nobody takes it. */
  cancel(): void {
    this.#end = {};
    for (const sender of this.#senders) sender.settle(false);
    this.#senders = [];
    this.#held = [];
    this.#heldBytes = 0;
    this.#move();
  }

  [Symbol.asyncIterator](): AsyncIterator<Item, undefined> {
    return {
      next: () => this.#receive(),
      return: () => {
        this.cancel();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #receive(): Promise<IteratorResult<Item, undefined>> {
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<Item, undefined>>();
    this.#receivers.push({ resolve, reject });
    this.#move();
    return promise;
  }

  /** Lets senders in while there is room, and receivers out while there are items. */
  #move(): void {
    do {
      this.#admit();
    } while (this.#deliver());
    if (this.#end && this.#held.length === 0 && this.#senders.length === 0) this.#finish();
  }

  #admit(): void {
    while (this.#senders.length > 0 && this.#hasRoom(this.#senders[0]!.bytes)) {
      const sender = this.#senders.shift()!;
      this.#held.push(sender);
      this.#heldBytes += sender.bytes;
      sender.settle(true);
    }
  }

  #hasRoom(bytes: number): boolean {
    if (this.#held.length === 0) return true;
    return this.#held.length < this.#maxItems && this.#heldBytes + bytes <= this.#maxBytes;
  }

  #deliver(): boolean {
    if (this.#held.length === 0 || this.#receivers.length === 0) return false;
    const entry = this.#held.shift()!;
    this.#heldBytes -= entry.bytes;
    this.#receivers.shift()!.resolve({ done: false, value: entry.item });
    return true;
  }

  #finish(): void {
    for (const receiver of this.#receivers.splice(0)) {
      const end = this.#end!;
      if ("error" in end) {
        receiver.reject(end.error);
        this.#end = {};
      } else receiver.resolve({ done: true, value: undefined });
    }
  }
}
