import { expect, test } from "bun:test";
import { PictureJobs } from "./picture_jobs.ts";

/** Jobs that end when told, in the order in which they began. */
function openRig(maxPictures = 10) {
  const begun: [key: string, sizes: readonly number[]][] = [];
  const ends: (() => void)[] = [];
  const jobs = new PictureJobs((key, sizes) => {
    begun.push([key, sizes]);
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.push(resolve);
    return promise;
  }, maxPictures);
  return { jobs, begun, end: () => ends.shift()?.() };
}

test("PictureJobs makes what is asked for meanwhile together, after what runs", async () => {
  const { jobs, begun, end } = openRig();
  const first = jobs.ask("a", [960]);
  const again = jobs.ask("a", [960]);
  const later = [jobs.ask("a", [1600]), jobs.ask("a", [128]), jobs.ask("a", [1600])];
  expect(begun).toEqual([["a", [960]]]);
  end();
  await Promise.all([first, again]);
  await Promise.resolve();
  expect(begun[1]).toEqual(["a", [1600, 128]]);
  end();
  await Promise.all(later);
  expect(begun).toHaveLength(2);
});

test("PictureJobs begins anew once all of a picture is done", async () => {
  const { jobs, begun, end } = openRig();
  for (let time = 0; time < 2; time++) {
    const job = jobs.ask("a", [960]);
    end();
    await job;
  }
  expect(begun).toHaveLength(2);
});

test("PictureJobs lets pictures run beside each other, up to so many", async () => {
  const { jobs, begun, end } = openRig(2);
  const first = jobs.ask("a", [960]);
  expect(jobs.ask("b", [960])).toBeDefined();
  expect(jobs.ask("c", [960])).toBeUndefined();
  expect(jobs.ask("b", [128])).toBeDefined();
  end();
  await first;
  expect(jobs.ask("c", [960])).toBeDefined();
  expect(begun.map(([key]) => key)).toEqual(["a", "b", "c"]);
});
