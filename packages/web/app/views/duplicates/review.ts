import { type Signal, signal } from "@preact/signals";
import { ApiFailure } from "../../api.ts";
import { inTurn, rememberUndo, showFailure, undoLast } from "../../edits.ts";
import { results } from "../../results.ts";
import { announcement, toast } from "../../state.ts";
import {
  type Decision,
  type Duplicates,
  fetchDuplicates,
  type Group,
  sendDecision,
  type Tier,
  undoEdit,
} from "./duplicates_api.ts";
import { withoutMembers, withPage } from "./groups.ts";
import { t } from "./strings.ts";

const PAGE = 50;
/** While pictures are being compared, the first groups are asked for this often, ms. */
const POLL_MS = 1_500;
/** Groups of one request to accept them. */
const MAX_GROUPS = 1_000;

/** What is decided of one group. */
export interface Verdict {
  readonly group: Group;
  readonly decision: Decision;
  /** Who leaves the group by it. */
  readonly leaving: readonly number[];
  /** What was done, in words. */
  readonly words: string;
}

/** The groups of a tier while they are looked through: what was decided leaves at once, and comes back when it failed. */
export class Review {
  readonly tier: Tier;
  /** null before the first answer. */
  readonly groups: Signal<readonly Group[] | null> = signal(null);
  readonly tiers: Signal<Duplicates["tiers"]> = signal([]);
  readonly scan: Signal<Duplicates["scan"] | null> = signal(null);
  readonly isFailed: Signal<boolean> = signal(false);
  /** Keys of groups of which a picture changed meanwhile. */
  readonly stale: Signal<ReadonlySet<string>> = signal(new Set());
  readonly #leaving = new AbortController();
  #after: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  /** Counts decisions as they are made and as they are known: an answer from before would bring back what left. */
  #changes = 0;
  #unsent = 0;

  /** @param tier What to look through. */
  constructor(tier: Tier) {
    this.tier = tier;
  }

  /** Asks for the first groups, and goes on asking while pictures are compared. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    this.isFailed.value = false;
    try {
      await this.#ask(undefined);
    } catch {
      this.isFailed.value = !this.#leaving.signal.aborted;
      return;
    }
    if (this.scan.peek()?.state === "running" && !this.#leaving.signal.aborted) {
      this.#timer = setTimeout(() => void this.load(), POLL_MS);
    }
  }

  /** Asks for the groups after those that are here. */
  async more(): Promise<void> {
    if (this.#after === null || this.#isAsking) return;
    this.#isAsking = true;
    try {
      await this.#ask(this.#after);
    } catch (failure) {
      showFailure(failure);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Whether there are groups that are not here yet. */
  get hasMore(): boolean {
    return this.#after !== null;
  }

  /** Forgets what is here of a group, and asks again. */
  async again(key: string): Promise<void> {
    const stale = new Set(this.stale.peek());
    stale.delete(key);
    this.stale.value = stale;
    this.groups.value = (this.groups.peek() ?? []).filter((group) => group.key !== key);
    await this.load();
  }

  /** Says that a picture of a group is not what was compared. */
  markStale(key: string): void {
    this.stale.value = new Set(this.stale.peek()).add(key);
  }

  /** Does what was decided: shown at once, one undo. */
  decide({ group, decision, leaving, words }: Verdict): void {
    const before = this.groups.peek() ?? [];
    this.groups.value = withoutMembers(before, group.key, leaving);
    this.#send([decision], {
      words,
      putBack: () => this.#putBack([group], before),
      onGone: () => this.markStale(group.key),
    });
  }

  /** Takes the last change back; when there is none of this visit, that of an earlier one, which the server knows. */
  takeBack(): void {
    undoLast();
    void inTurn(async () => undefined).then(() => this.load());
  }

  /** Every group of the tier, for {@link accept}. @param onCount Is told how many are here. */
  async gather(onCount: (groups: number) => void): Promise<Group[]> {
    const all: Group[] = [];
    for (let after: string | undefined; ; ) {
      const { signal } = this.#leaving;
      const page = await fetchDuplicates(this.tier, { limit: 100, after, signal });
      all.push(...page.groups.filter(({ members }) => members.length > 1));
      onCount(all.length);
      if (page.after === null) return all;
      after = page.after;
    }
  }

  /** Takes the suggestion of many groups: one undo for all. */
  accept(groups: readonly Group[]): void {
    const before = this.groups.peek() ?? [];
    const merged = new Set(groups.map(({ key }) => key));
    this.groups.value = before.filter(({ key }) => !merged.has(key));
    const decisions: Decision[] = [];
    for (let at = 0; at < groups.length; at += MAX_GROUPS) {
      const some = groups.slice(at, at + MAX_GROUPS).map(mergeOf);
      decisions.push({ action: "merge", groups: some });
    }
    const n = groups.reduce((sum, { members }) => sum + members.length - 1, 0);
    this.#send(decisions, {
      words: t("duplicates.done.all", { groups: groups.length, n }),
      putBack: () => this.#putBack(groups, before),
      onGone: () => void this.load(),
    });
  }

  /** Ends what it does. */
  close(): void {
    this.#leaving.abort();
    clearTimeout(this.#timer);
  }

  async #ask(after: string | undefined): Promise<void> {
    const { signal } = this.#leaving;
    const before = this.#changes;
    const page = await fetchDuplicates(this.tier, { limit: PAGE, after, signal });
    this.scan.value = page.scan;
    if (before !== this.#changes || this.#unsent > 0) return;
    this.groups.value = withPage(this.groups.peek() ?? [], page.groups);
    this.tiers.value = page.tiers;
    this.#after = page.after;
  }

  #send(
    decisions: readonly Decision[],
    { words, putBack, onGone }: { words: string; putBack: () => void; onGone: () => void },
  ): void {
    const edits: number[] = [];
    this.#changes++;
    this.#unsent++;
    const sent = inTurn(async () => {
      for (const decision of decisions) {
        const edit = await sendDecision(decision);
        if (edit !== null) edits.push(edit);
      }
    });
    const forget = rememberUndo(async () => {
      putBack();
      await sent.catch(() => undefined);
      await inTurn(async () => {
        for (const edit of edits.toReversed()) await undoEdit(edit);
      });
      announcement.value = t("duplicates.undone");
      refreshLibrary();
      await this.load();
    });
    toast.value = { kind: "done", text: words, undo: undoLast };
    sent
      .finally(() => {
        this.#changes++;
        this.#unsent--;
      })
      .then(() => this.#refresh())
      .catch((failure) => {
        forget();
        putBack();
        if (failure instanceof ApiFailure && failure.code === "not_found") onGone();
        showFailure(failure);
      });
  }

  /** The tabs count what is left, and the library shows it. */
  async #refresh(): Promise<void> {
    refreshLibrary();
    const { tiers, scan } = await fetchDuplicates(this.tier, { limit: 1 });
    this.tiers.value = tiers;
    this.scan.value = scan;
  }

  #putBack(groups: readonly Group[], before: readonly Group[]): void {
    const back = new Set(groups.map(({ key }) => key));
    const now = (this.groups.peek() ?? []).filter(({ key }) => !back.has(key));
    for (const group of groups) {
      const at = before.findIndex(({ key }) => key === group.key);
      if (at >= 0) now.splice(Math.min(at, now.length), 0, group);
    }
    this.groups.value = now;
  }
}

/** Pictures left the library, or came back. */
function refreshLibrary(): void {
  void results
    .peek()
    ?.refresh()
    .catch(() => undefined);
}

/** The suggestion of a group, as the server takes it. */
function mergeOf({ keep, members }: Group): { keep: number; ids: number[] } {
  return { keep, ids: members.map(({ id }) => id).filter((id) => id !== keep) };
}
