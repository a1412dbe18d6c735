// The clocks of the emulators: the movable one fires timers in order, the real one in time.
import { describe, expect, test } from 'vitest';
import { manualEmulatorClock, systemEmulatorClock } from '../../src/playground/emulator-clock.ts';

describe('A manual clock', () => {
  test('stands still until it is moved, and then by exactly as much.', async () => {
    const clock = manualEmulatorClock(1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(250);
    expect(clock.now()).toBe(1250);
  });

  test('fires timers in the order of their time, of setting when equal, each at its own instant.', async () => {
    const clock = manualEmulatorClock(0);
    const fired: string[] = [];
    const note = (name: string) => () => void fired.push(`${name}@${clock.now()}`);
    clock.setTimer(30, note('late'));
    clock.setTimer(10, note('first'));
    clock.setTimer(10, note('second'));
    clock.setTimer(31, note('never'));
    await clock.advance(30);
    expect(fired).toEqual(['first@10', 'second@10', 'late@30']);
  });

  test('fires timers that are set by timers on the way.', async () => {
    const clock = manualEmulatorClock(0);
    const fired: number[] = [];
    const again = (): void => {
      fired.push(clock.now());
      clock.setTimer(clock.now() + 10, again);
    };
    clock.setTimer(10, again);
    await clock.advance(35);
    expect(fired).toEqual([10, 20, 30]);
  });

  test('forgets cancelled timers, and fires overdue ones without being moved, but not at once.', async () => {
    const clock = manualEmulatorClock(100);
    const fired: string[] = [];
    clock.setTimer(200, () => fired.push('cancelled'))();
    clock.setTimer(50, () => fired.push('overdue'));
    expect(fired).toEqual([]);
    await clock.advance(0);
    expect(fired).toEqual(['overdue']);
    await clock.advance(1000);
    expect(fired).toEqual(['overdue']);
  });

  test('runs overlapping advances one after another.', async () => {
    const clock = manualEmulatorClock(0);
    await Promise.all([clock.advance(10), clock.advance(20)]);
    expect(clock.now()).toBe(30);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('cannot be advanced by %d.', async (ms) => {
    await expect(manualEmulatorClock(0).advance(ms)).rejects.toThrow(RangeError);
  });
});

test('The system clock fires a timer when its instant has come, and not when cancelled.', async () => {
  const clock = systemEmulatorClock();
  const dueAt = clock.now() + 20;
  const cancel = clock.setTimer(dueAt, () => {
    throw new Error('cancelled timers do not fire');
  });
  cancel();
  const firedAt = await new Promise<number>((resolve) => {
    const keepAlive = setTimeout(() => undefined, 5000);
    clock.setTimer(dueAt, () => {
      clearTimeout(keepAlive);
      resolve(clock.now());
    });
  });
  expect(firedAt).toBeGreaterThanOrEqual(dueAt);
});
