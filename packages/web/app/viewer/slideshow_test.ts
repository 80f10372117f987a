import { expect, test } from "bun:test";
import { Slideshow, type SlideshowHost } from "./slideshow.ts";

/** A slideshow of some pictures of one second each, on a clock of its own. */
function openRig(pictures: number, host: Partial<SlideshowHost> = {}) {
  const rig = { at: 0, now: 0 };
  const show = new Slideshow({
    slideMs: () => 1_000,
    isShown: () => true,
    filmMs: () => 0,
    next: async () => {
      if (rig.at === pictures - 1) return false;
      rig.at++;
      return true;
    },
    ...host,
  });
  const pass = async (ms: number) => {
    for (const end = rig.now + ms; rig.now <= end; rig.now += 100) await show.tick(rig.now);
  };
  return Object.assign(rig, { show, pass });
}

test("a slideshow goes on when a picture's time is up, and ends after the last", async () => {
  const rig = openRig(3);
  await rig.pass(3_000);
  expect(rig.at).toBe(0);
  rig.show.toggle();
  await rig.pass(900);
  expect(rig.at).toBe(0);
  await rig.pass(300);
  expect(rig.at).toBe(1);
  await rig.pass(5_000);
  expect([rig.at, rig.show.isOn.value]).toEqual([2, false]);
});

test("time runs only while the picture is sharp and in sight", async () => {
  let isShown = false;
  const rig = openRig(2, { isShown: () => isShown });
  rig.show.toggle();
  await rig.pass(9_000);
  expect(rig.at).toBe(0);
  isShown = true;
  await rig.pass(800);
  expect(rig.at).toBe(0);
  await rig.pass(400);
  expect(rig.at).toBe(1);
});

test("a page that slept has not shown its picture meanwhile", async () => {
  const rig = openRig(2, { slideMs: () => 3_000 });
  rig.show.toggle();
  await rig.pass(100);
  rig.now += 3_600_000;
  await rig.pass(100);
  expect(rig.at).toBe(0);
});

test("a film is seen to its end, a very long one is not", async () => {
  const short = openRig(2, { filmMs: () => 4_000 });
  short.show.toggle();
  await short.pass(3_500);
  expect(short.at).toBe(0);
  await short.pass(700);
  expect(short.at).toBe(1);
  const long = openRig(2, { filmMs: () => 3_600_000 });
  long.show.toggle();
  await long.pass(61_000);
  expect(long.at).toBe(1);
});

test("a step by hand gives the next picture its whole time", async () => {
  const rig = openRig(2);
  rig.show.toggle();
  await rig.pass(900);
  rig.show.restart();
  await rig.pass(900);
  expect(rig.at).toBe(0);
});
