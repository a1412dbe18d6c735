// Drains in one process: so many at once, each conversation by one, and no wake-up is lost.
import { describe, expect, it } from 'vitest';
import { createDrains } from '../../src/app/drains.ts';

/** Drains that end when a test says so; those named like `slack:1` find their platform by that. */
function stage({ limit = 2 } = {}) {
  const begun: string[] = [];
  const tried: string[] = [];
  const errors: unknown[] = [];
  const running = new Map<string, PromiseWithResolvers<void>>();
  const asks = new Map<string, () => boolean>();
  const drains = createDrains({
    async drain(id, isStopping, hasRoomOn) {
      const [platform = '', name] = id.split(':');
      if (name !== undefined) tried.push(id);
      if (name !== undefined && !hasRoomOn(platform)) return;
      begun.push(id);
      asks.set(id, isStopping);
      const run = Promise.withResolvers<void>();
      running.set(id, run);
      await run.promise;
    },
    onError: (error) => errors.push(error),
    wait: () => new Promise(() => undefined),
    limit,
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    drains,
    begun,
    tried,
    errors,
    turn,
    isTold: (id: string) => asks.get(id)?.(),
    async end(id: string): Promise<void> {
      running.get(id)?.resolve();
      await turn();
    },
    async fail(id: string): Promise<void> {
      running.get(id)?.reject(new Error(id));
      await turn();
    },
  };
}

describe('drains', () => {
  it('run side by side up to their limit, the others in the order of their waking', async () => {
    const { drains, begun, end } = stage();
    for (const id of ['a', 'b', 'c', 'd']) drains.wake(id);
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('look at a conversation once more that was woken meanwhile, however often, and never twice at once', async () => {
    const { drains, begun, end } = stage();
    drains.wake('a');
    drains.wake('a');
    drains.wake('a');
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'a']);
    await end('a');
    expect(begun).toEqual(['a', 'a']);
  });

  it('are not held up by one that is woken while it runs', async () => {
    const { drains, begun } = stage();
    drains.wake('a');
    drains.wake('a');
    drains.wake('b');
    expect(begun).toEqual(['a', 'b']);
  });

  it('go on after one that failed, and report it', async () => {
    const { drains, begun, errors, fail } = stage({ limit: 1 });
    drains.wake('a');
    drains.wake('b');
    await fail('a');
    expect(begun).toEqual(['a', 'b']);
    expect(errors).toEqual([new Error('a')]);
  });

  it('leave a platform its own places while another one hangs', async () => {
    const { drains, begun, turn, end } = stage();
    for (const id of ['slack:1', 'slack:2', 'slack:3', 'telegram:1']) drains.wake(id);
    await turn();
    expect(begun).toEqual(['slack:1', 'slack:2', 'telegram:1']);
    await end('telegram:1');
    drains.wake('telegram:2');
    drains.wake('telegram:3');
    await turn();
    expect(begun.slice(3)).toEqual(['telegram:2', 'telegram:3']);
    await end('slack:2');
    expect(begun.at(-1)).toBe('slack:3');
  });

  it('that found their platform full are not tried again before it has room, however often they are woken', async () => {
    const { drains, begun, tried, turn, end } = stage({ limit: 1 });
    drains.wake('slack:1');
    drains.wake('slack:2');
    drains.wake('slack:3');
    await turn();
    for (const id of ['slack:2', 'slack:3']) drains.wake(id);
    await turn();
    expect(tried).toEqual(['slack:1', 'slack:2', 'slack:3']);
    await end('slack:1');
    expect(begun).toEqual(['slack:1', 'slack:2']);
    await end('slack:2');
    expect(begun).toEqual(['slack:1', 'slack:2', 'slack:3']);
    await end('slack:3');
    await drains.idle();
    expect(tried).toEqual(['slack:1', 'slack:2', 'slack:3', 'slack:2', 'slack:3']);
  });

  it('begin nothing once they stop, tell those in hand, and wait for them', async () => {
    const { drains, begun, isTold, end } = stage({ limit: 1 });
    drains.wake('a');
    drains.wake('b');
    let hasStopped = false;
    const stopped = drains.stop(1_000).then(() => {
      hasStopped = true;
    });
    drains.wake('c');
    expect(isTold('a')).toBe(true);
    expect(hasStopped).toBe(false);
    await end('a');
    await stopped;
    expect(begun).toEqual(['a']);
  });

  it('stop waiting for one that takes too long', async () => {
    const drains = createDrains({
      drain: () => new Promise(() => undefined),
      onError: () => undefined,
      wait: () => Promise.resolve(),
      limit: 1,
    });
    drains.wake('a');
    await drains.stop(1_000);
  });
});
