import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import type { TransferSettings, TransferTools } from "../transfer/settings.ts";
import { nextTurn } from "./next_turn.ts";
import { asPlaceholders, TransferRig } from "./transfer_rig.ts";

/** Faults of a picture, in the stand-in's words: met in turn, or always. */
export interface PictureFaults {
  readonly script?: readonly string[];
  readonly always?: string;
}

/** A stand-in with one picture that transfers are tried on. */
export class PictureWorld implements AsyncDisposable {
  readonly sim: Sim;
  /** Larger than where the scripts stall, small enough to come in one piece. */
  readonly picture: SimMedia;

  private constructor(sim: Sim) {
    this.sim = sim;
    this.picture = this.find(
      ({ ext, sizeBytes }) => ext === "jpg" && sizeBytes > 100_000 && sizeBytes < 900_000,
    );
  }

  /** Starts one for a test file; the picture is drawn. */
  static async open(): Promise<PictureWorld> {
    const world = new PictureWorld(
      await startSim({ seed: 7, posts: 6, albums: 0, gifs: 0, videos: 0 }),
    );
    await world.sim.world.bytes(world.picture.id);
    return world;
  }

  /** Address of the picture. */
  get url(): string {
    return this.address(this.picture);
  }

  /** Address of any media. */
  address(media: SimMedia): string {
    return `${this.sim.cdnUrl}/${media.id}.${media.ext}`;
  }

  /** The first media like that; there has to be one. */
  find(isIt: (media: SimMedia) => boolean): SimMedia {
    const found = this.sim.world.posts.flatMap(({ media }) => media).find(isIt);
    if (!found) throw new Error("The world has no such media");
    return found;
  }

  /** A rig against the stand-in, whose picture meets these faults. */
  async openRig(
    faults: PictureFaults = {},
    settings: Partial<TransferSettings> = {},
    tools: Partial<TransferTools> = {},
  ): Promise<TransferRig> {
    this.sim.resetStats();
    this.sim.set({
      faults: faults.script ? { [this.picture.id]: faults.script } : {},
      rules: faults.always ? [`cdn:${faults.always}`] : [],
    });
    const placeholders = asPlaceholders(this.sim.placeholders);
    return await TransferRig.open(this.sim.cdnUrl, { placeholders, ...settings }, tools);
  }

  /** Waits until the stand-in was asked so often. */
  async untilAsked(requests: number): Promise<void> {
    while (this.sim.stats().requests < requests) await nextTurn();
  }

  /** Lets a time-out pass once the stand-in was asked so often and the transfer waits for it. */
  async passTimeout(rig: TransferRig, ms: number, requests: number): Promise<void> {
    await this.untilAsked(requests);
    while (!rig.clock.timeouts.includes(ms)) await nextTurn();
    rig.clock.pass(ms);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sim[Symbol.asyncDispose]();
  }
}
