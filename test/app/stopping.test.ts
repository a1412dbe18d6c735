// The desk stops in order, and a step that hangs holds up none of those behind it.
import { expect, test } from 'vitest';
import { type StoppingParts, stopInOrder } from '../../src/app/stopping.ts';

const never = new Promise<never>(() => undefined);

/** A desk whose steps write down that they began, and end at once unless told otherwise. */
function stage(overrides: Partial<StoppingParts> = {}): {
  parts: StoppingParts;
  begun: string[];
  waits: number[];
} {
  const begun: string[] = [];
  const waits: number[] = [];
  const step = (name: string) => async (): Promise<void> => {
    begun.push(name);
  };
  const parts: StoppingParts = {
    inbox: { close: () => begun.push('close'), idle: step('idle'), leave: step('leave') },
    drains: { stop: step('drains') },
    adapters: [{ stop: step('adapter') }],
    web: { stop: step('web') },
    jobs: { stop: step('jobs') },
    database: { close: step('database') },
    onQuiet: () => begun.push('quiet'),
    // Whoever ends at once ends before its time is over.
    wait: async (ms) => {
      waits.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    ...overrides,
  };
  return { parts, begun, waits };
}

const inOrder = ['close', 'drains', 'web', 'adapter', 'quiet', 'idle', 'leave', 'jobs', 'database'];

test('takes nothing more, then ends what is in hand, and closes the database last', async () => {
  const { parts, begun } = stage();
  await stopInOrder(parts);
  expect(begun).toEqual(inOrder);
});

test('goes on without a platform, an event, a lane or a database that does not end', async () => {
  const { parts, begun, waits } = stage();
  const hanging = (name: string) => (): Promise<void> => {
    begun.push(name);
    return never;
  };
  await stopInOrder({
    ...parts,
    adapters: [{ stop: hanging('adapter') }],
    inbox: { ...parts.inbox, idle: hanging('idle'), leave: hanging('leave') },
    jobs: { stop: hanging('jobs') },
    database: { close: hanging('database') },
  });
  expect(begun).toEqual(inOrder);
  expect(waits.reduce((sum, ms) => sum + ms)).toBeLessThan(10_000);
});

test('goes on when a step fails', async () => {
  const { parts, begun } = stage();
  const failing = (name: string) => async (): Promise<void> => {
    begun.push(name);
    throw new Error(`${name} failed`);
  };
  await stopInOrder({ ...parts, adapters: [{ stop: failing('adapter') }], jobs: { stop: failing('jobs') } });
  expect(begun).toEqual(inOrder);
});
