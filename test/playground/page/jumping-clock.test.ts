// The clock that runs by itself and leaps when told.
import { expect, test } from 'vitest';
import { manualEmulatorClock } from '../../../src/playground/emulator-clock.ts';
import { jumpingClock } from '../../../src/playground/jumping-clock.ts';

const hourMs = 3_600_000;
const startAt = Date.UTC(2026, 1, 6, 14, 35);
const clocks = () => {
  const real = manualEmulatorClock(Date.UTC(2026, 0, 1));
  return { real, clock: jumpingClock(startAt, real) };
};

test('it starts at its instant and runs as fast as the real one', async () => {
  const { real, clock } = clocks();
  expect(clock.now()).toBe(startAt);
  await real.advance(1_500);
  expect(clock.now()).toBe(startAt + 1_500);
});

test('a jump moves it forward and it runs on from there', async () => {
  const { real, clock } = clocks();
  clock.jump(hourMs);
  await real.advance(10);
  expect(clock.now()).toBe(startAt + hourMs + 10);
  expect(clock.offsetMs()).toBe(clock.now() - real.now());
});

test('a timer fires when its instant comes by itself', async () => {
  const { real, clock } = clocks();
  const fired: string[] = [];
  clock.setTimer(startAt + 100, () => fired.push('timer'));
  await real.advance(99);
  expect(fired).toEqual([]);
  await real.advance(1);
  expect(fired).toEqual(['timer']);
});

test('timers that a jump passes fire once and in order, and later ones keep their instant', async () => {
  const { real, clock } = clocks();
  const fired: string[] = [];
  clock.setTimer(startAt + 2_000, () => fired.push('second'));
  clock.setTimer(startAt + 1_000, () => fired.push('first'));
  clock.setTimer(startAt + hourMs + 500, () => fired.push('third'));
  clock.jump(hourMs);
  expect(fired).toEqual([]);
  await real.advance(1);
  expect(fired).toEqual(['first', 'second']);
  await real.advance(hourMs);
  expect(fired).toEqual(['first', 'second', 'third']);
});

test('a cancelled timer stays silent, also over a jump', async () => {
  const { real, clock } = clocks();
  const fired: string[] = [];
  const cancel = clock.setTimer(startAt + 1_000, () => fired.push('timer'));
  cancel();
  clock.jump(hourMs);
  await real.advance(hourMs);
  expect(fired).toEqual([]);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('it does not jump by %s', (ms) => {
  expect(() => clocks().clock.jump(ms)).toThrow(RangeError);
});
