import type { Archive } from "../archive/archive.ts";
import type { Clock } from "../async/clock.ts";
import type { Recording } from "../db/recording.ts";
import type { AcaciaError } from "../errors.ts";
import type { RunEvent, Unstamped } from "../events.ts";
import type { ImgurClient } from "../imgur/client.ts";
import type { Target } from "../imgur/target.ts";
import type { Strategy, Transfer } from "../strategy/strategy.ts";
import type { ThumbSettings } from "../thumbs/thumb_settings.ts";
import type { Thumbnailer } from "../thumbs/thumbnailer.ts";
import type { CommentChoice } from "./comment_stage.ts";
import type { ViewPlace } from "./context.ts";
import type { RunCommand } from "./exec_stage.ts";
import type { StopCode } from "./exit_code.ts";
import type { ListTarget } from "./lister.ts";
import type { PlannerOptions } from "./planner.ts";
import type { Wayback } from "./wayback_stage.ts";

/** What the user asked for. */
export interface FetchOptions {
  /** What the run's record calls it. @default "fetch" */
  readonly command?: string;
  readonly targets: readonly Target[];
  /** Media items over the run; absent for all. */
  readonly limit?: number;
  readonly sort?: string;
  readonly window?: string;
  readonly planner: PlannerOptions;
  /** What decides about a source's items, by its printed target. @default `planner` for all */
  readonly plannerOf?: (source: string) => PlannerOptions;
  /** Listings that are read side by side. @default 4 */
  readonly listingsAtOnce?: number;
  /** Whether a run that finds nothing at all is none the worse for it. @default false */
  readonly emptyIsFine?: boolean;
  readonly jobs: number | "auto";
  /** Absent: no thumbnails. */
  readonly thumbs?: ThumbSettings;
  /** Absent: no comments. */
  readonly comments?: CommentChoice;
  readonly maxBytes?: number;
  readonly deadlineMs?: number;
  readonly errorOnNoTransfer: boolean;
  /** What the run's record keeps of the settings; never a secret. */
  readonly settings: Record<string, unknown>;
}

/** What a run works with. */
export interface FetchDeps {
  readonly archive: Archive;
  readonly recording: Recording;
  readonly strategy: Strategy;
  /** Makes what talks to Imgur, once the run has begun: its events join the run's, its signal ends it. */
  readonly connect: (line: Line) => Connected;
  readonly thumbnailer?: Thumbnailer;
  /** Is run for each stored file. */
  readonly runCommand?: RunCommand;
  readonly linkView: (place: ViewPlace) => void;
  readonly clock: Clock;
  readonly version: string;
  readonly onEvent: (event: RunEvent) => void;
  /** Take nothing new. */
  readonly draining: AbortSignal;
  /** Drop what runs. */
  readonly signal: AbortSignal;
  /** What the run was asked to stop with, once it was. */
  readonly stoppedBy: () => StopCode | undefined;
}

/** What talks to Imgur for a run. */
export interface Connected {
  readonly client: ImgurClient;
  readonly transfer: Transfer;
  /** Lists a target in place of Imgur's listings. @default `listPosts`, through the client */
  readonly list?: ListTarget;
  /** Where removed pictures are looked up. @default nowhere */
  readonly wayback?: Wayback;
}

/** What ties whoever talks to Imgur to its run. */
export interface Line {
  readonly emit: (event: Unstamped) => void;
  /** Drop what runs. */
  readonly signal: AbortSignal;
  /** Begin nothing new, not even another try. */
  readonly draining: AbortSignal;
}

/** What came of a run. */
export interface FetchEnd {
  readonly run: number;
  readonly exitCode: number;
  /** The error that ended the run early, or that ended its only listing. */
  readonly error: AcaciaError | undefined;
}
