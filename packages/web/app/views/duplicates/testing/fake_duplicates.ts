import type { Page, Route } from "playwright-core";
import type { Decision, Duplicates, Group } from "../duplicates_api.ts";

/** A server of duplicates that keeps everything in memory, for one page. */
export class FakeDuplicates {
  groups: readonly Group[];
  scan: Duplicates["scan"] = { state: "finished", done: 12_482, of: 12_482, pending: 0 };
  /** What decisions are refused with. */
  failure: { status: number; code: string; message: string } | undefined;
  isReadOnly = false;
  /** Last digit of an id whose picture is twice as wide. */
  wide: number | undefined;
  /** Whether reading fails. */
  isDown = false;
  /** Files that were asked for, thumbnails too. */
  readonly asked: string[] = [];
  readonly #decisions: Decision[] = [];
  /** What was there before each decision. */
  readonly #before: (readonly Group[])[] = [];
  readonly #undone: number[] = [];
  readonly #waiting: (() => void)[] = [];
  #held: Promise<void> = Promise.resolve();

  constructor(groups: readonly Group[]) {
    this.groups = groups;
  }

  /** Answers a page. @param pictures As SVG, of odd and of even ids. */
  async serve(page: Page, pictures: { odd: string; even: string }): Promise<void> {
    await page.route("**/api/duplicates*", (route) => this.#duplicates(route));
    await page.route("**/api/status", async (route) => {
      const status = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...status, readOnly: this.isReadOnly } });
    });
    await page.route("**/api/undo", (route) => this.#undo(route));
    await page.route(/\/(blob|thumb\/\d+)\/\d{64}$/, (route) => {
      const sha256 = route.request().url().slice(-64);
      this.asked.push(sha256);
      const isOdd = Number(sha256.at(-1)) % 2 === 1;
      return route.fulfill({
        contentType: "image/svg+xml",
        body:
          Number(sha256.at(-1)) === this.wide
            ? pictures.even.replace('width="40"', 'width="80"')
            : isOdd
              ? pictures.odd
              : pictures.even,
      });
    });
  }

  /** Waits for some decisions. */
  async decided(count: number): Promise<readonly Decision[]> {
    while (this.#decisions.length < count) await this.#next();
    return this.#decisions;
  }

  /** Waits for some undos; gives the edits. */
  async undone(count: number): Promise<readonly number[]> {
    while (this.#undone.length < count) await this.#next();
    return this.#undone;
  }

  /** Answers decisions only when told. @returns Tells it. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    return resolve;
  }

  async #duplicates(route: Route): Promise<void> {
    const request = route.request();
    if (request.method() === "POST") return this.#decide(route, request.postDataJSON() as Decision);
    if (this.isDown) return route.fulfill({ status: 500, json: {} });
    const tier = new URL(request.url()).searchParams.get("tier");
    const answer: Duplicates = {
      tier: "sure",
      groups: tier === "sure" ? [...this.groups] : [],
      after: null,
      tiers: (["exact", "sure", "likely", "look"] as const).map((name) => ({
        tier: name,
        groups: name === "sure" ? this.groups.length : 0,
        items: 0,
        bytes: 0,
      })),
      scan: this.scan,
    };
    return route.fulfill({ json: answer });
  }

  async #decide(route: Route, decision: Decision): Promise<void> {
    await this.#held;
    if (this.failure !== undefined) {
      const { status, ...error } = this.failure;
      return route.fulfill({ status, json: { error } });
    }
    this.#before.push(this.groups);
    const gone = new Set(
      decision.action === "merge"
        ? decision.groups.flatMap(({ ids }) => ids)
        : decision.ids.slice(1),
    );
    this.groups = this.groups
      .map((group) => ({ ...group, members: group.members.filter(({ id }) => !gone.has(id)) }))
      .filter(({ members }) => members.length > 1);
    this.#decisions.push(decision);
    await route.fulfill({ json: { changed: gone.size, edit: this.#decisions.length } });
    this.#tell();
  }

  async #undo(route: Route): Promise<void> {
    const { edit = this.#decisions.length } = route.request().postDataJSON() as { edit?: number };
    this.groups = this.#before[edit - 1] ?? this.groups;
    this.#undone.push(edit);
    await route.fulfill({ json: { edit, summary: "" } });
    this.#tell();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
