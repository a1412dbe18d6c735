// Waiting really, and trying again while Telegram asks for patience.
import { expect, test } from 'vitest';
import { patiently, realWait } from '../../../src/adapters/telegram/wait.ts';
import { MessengerError } from '../../../src/app/ports.ts';

const later = (afterMs: number | null) => new MessengerError({ kind: 'retry', reason: 'later', afterMs });

/** Fails with each of `errors`, then succeeds; counts the tries and the pauses between them. */
function failing(errors: readonly Error[]) {
  const pauses: number[] = [];
  let tries = 0;
  const work = async (): Promise<string> => {
    const error = errors[tries++];
    if (error !== undefined) throw error;
    return 'done';
  };
  const wait = async (ms: number): Promise<void> => void pauses.push(ms);
  return { work, wait, pauses, tries: () => tries };
}

test('a wait ends at once when it is called off', async () => {
  const stopping = new AbortController();
  const waited = realWait(60_000, stopping.signal);
  stopping.abort();
  await expect(waited).resolves.toBeUndefined();
});

test('work is tried again after the pause that Telegram asks for, else after a growing one', async () => {
  const { work, wait, pauses } = failing([later(3_000), later(null)]);
  expect(await patiently(wait, work)).toBe('done');
  expect(pauses).toEqual([3_000, 1_000]);
});

test.each([
  ['after the third try', [later(1), later(1), later(1)], 3],
  ['when the pause asked for is over half a minute', [later(30_001)], 1],
  ['when waiting will not help', [new MessengerError({ kind: 'blocked', reason: 'no' })], 1],
  ['when it is a bug', [new TypeError('bug')], 1],
])('work is given up %s', async (_, errors, tries) => {
  const attempt = failing(errors);
  await expect(patiently(attempt.wait, attempt.work)).rejects.toBe(errors.at(-1));
  expect(attempt.tries()).toBe(tries);
});

test('work is given up once the desk stops', async () => {
  const attempt = failing([later(1)]);
  await expect(patiently(attempt.wait, attempt.work, AbortSignal.abort())).rejects.toThrow('later');
  expect(attempt.pauses).toEqual([]);
});
