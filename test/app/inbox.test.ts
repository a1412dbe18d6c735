// Events are stored before they are acknowledged, then handled once, in the order of their lane.
import { describe, expect, it } from 'vitest';
import { createInbox, type InboundHandler } from '../../src/app/inbox.ts';
import type { Store } from '../../src/app/ports.ts';
import { StoreUnavailableError } from '../../src/app/store-unavailable.ts';
import { fakeClock } from '../fakes/clock.ts';
import { fakeLogger } from '../fakes/logger.ts';
import { createMemoryStore } from '../fakes/store.ts';

const anEvent = (eventId: string, lane = 'chat-1') => ({
  platform: 'telegram',
  eventId,
  lane,
  payload: eventId,
});

function given(handler?: InboundHandler) {
  const store = createMemoryStore();
  const logger = fakeLogger();
  const clock = fakeClock(1_000);
  const restart = (
    handle?: InboundHandler,
    options: { readonly owner?: string; readonly laneLimit?: number } = {},
  ) => {
    const inbox = createInbox({ store, clock, logger, ...options });
    if (handle !== undefined) inbox.register('telegram', handle);
    return inbox;
  };
  const waiting = async () =>
    (await store.read(({ inbox }) => inbox.waiting())).map(({ eventId }) => eventId);
  return { inbox: restart(handler), restart, store, logger, clock, waiting };
}

/** The store, which loses the answer to its first transaction. */
function answerless(store: Store): Store {
  let isLost = false;
  return {
    ...store,
    async transaction(work) {
      const done = await store.transaction(work);
      if (isLost) return done;
      isLost = true;
      throw new StoreUnavailableError(new Error('the connection was lost'));
    },
  };
}

/** A handler that notes what it is given, and waits where a test holds an event back. */
function recording() {
  const handled: unknown[] = [];
  const gates = new Map<unknown, Promise<void>>();
  const hold = (payload: unknown) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gates.set(payload, promise);
    return resolve;
  };
  const handler: InboundHandler = async (payload) => {
    await gates.get(payload);
    handled.push(payload);
  };
  return { handled, hold, handler };
}

describe('the inbox', () => {
  it('handles what it accepted and has nothing waiting then', async () => {
    const { handled, handler } = recording();
    const { inbox, waiting } = given(handler);
    await inbox.accept(anEvent('1'));
    await inbox.idle();
    expect(handled).toEqual(['1']);
    expect(await waiting()).toEqual([]);
  });

  it('has stored an event when it says so, whatever becomes of the handling', async () => {
    const { hold, handler } = recording();
    const release = hold('1');
    const { inbox, waiting } = given(handler);
    await inbox.accept(anEvent('1'));
    expect(await waiting()).toEqual(['1']);
    release();
    await inbox.idle();
  });

  it('does not say so when the event could not be stored', async () => {
    const { handled, handler } = recording();
    const { store, logger } = given();
    const broken = { ...store, transaction: () => Promise.reject(new Error('disk full')) };
    const inbox = createInbox({ store: broken, clock: fakeClock(0), logger });
    inbox.register('telegram', handler);
    await expect(inbox.accept(anEvent('1'))).rejects.toThrow('disk full');
    await inbox.idle();
    expect(handled).toEqual([]);
  });

  it('handles an event once however often it comes', async () => {
    const { handled, handler } = recording();
    const { inbox } = given(handler);
    await inbox.accept(anEvent('1'));
    await inbox.accept(anEvent('1'));
    await inbox.idle();
    await inbox.accept(anEvent('1'));
    await inbox.idle();
    expect(handled).toEqual(['1']);
  });

  it('keeps the order within a lane and lets other lanes go ahead', async () => {
    const { handled, hold, handler } = recording();
    const release = hold('1');
    const { inbox, waiting } = given(handler);
    await inbox.accept(anEvent('1'));
    await inbox.accept(anEvent('2'));
    await inbox.accept(anEvent('3', 'chat-2'));
    while ((await waiting()).length > 2) await Promise.resolve();
    expect(handled).toEqual(['3']);
    release();
    await inbox.idle();
    expect(handled).toEqual(['3', '1', '2']);
  });

  it('tries an event that could not be handled again, and keeps those behind it waiting', async () => {
    const handled: unknown[] = [];
    let isBroken = true;
    const { inbox, clock, logger, waiting } = given(async (payload) => {
      if (isBroken) throw new Error('not now');
      handled.push(payload);
    });
    for (const id of ['1', '2']) await inbox.accept(anEvent(id));
    await inbox.idle();
    isBroken = false;
    await inbox.accept(anEvent('3'));
    await inbox.sweep();
    await inbox.idle();
    expect(handled).toEqual([]);
    clock.advance(1_000);
    await inbox.sweep();
    await inbox.idle();
    expect(handled).toEqual(['1', '2', '3']);
    expect(await waiting()).toEqual([]);
    expect(logger.errors).toEqual([]);
  });

  it('sets an event aside that cannot be handled, with its error, and goes on behind it', async () => {
    const handled: unknown[] = [];
    const { inbox, clock, logger, store } = given(async (payload) => {
      if (payload === '1') throw new Error('cannot be understood');
      handled.push(payload);
    });
    for (const id of ['1', '2']) await inbox.accept(anEvent(id));
    for (let second = 0; second < 5; second += 1) {
      await inbox.idle();
      clock.advance(1_000);
      await inbox.sweep();
    }
    await inbox.idle();
    expect(handled).toEqual(['2']);
    expect(logger.errors).toEqual(['an event could not be handled']);
    const failed = await store.read((repositories) => repositories.inbox.failed(10));
    expect(failed).toMatchObject([{ eventId: '1', attempts: 3, error: 'Error: cannot be understood' }]);
  });

  it('never sets an event aside because the store was away, or because the desk closed', async () => {
    let error: Error = new StoreUnavailableError(new Error('gone'));
    const { inbox, clock, store, waiting } = given(async () => {
      throw error;
    });
    await inbox.accept(anEvent('1'));
    for (let round = 0; round < 10; round += 1) {
      await inbox.idle();
      clock.advance(60_000);
      await inbox.sweep();
    }
    await inbox.idle();
    inbox.close();
    error = new Error('interrupted');
    await inbox.sweep();
    expect(await waiting()).toEqual(['1']);
    expect(await store.read((each) => each.inbox.next(anEvent('1')))).toMatchObject({ attempts: 0 });
  });

  it('leaves to the store what comes for more lanes than it has in hand, and takes it up later', async () => {
    const { handled, hold, handler } = recording();
    const { restart, waiting } = given();
    const inbox = restart(handler, { laneLimit: 2 });
    const release = hold('1');
    for (const id of ['1', '2', '3', '4', '5', '6']) await inbox.accept(anEvent(id, `chat-${id}`));
    while ((await waiting()).length > 1) {
      await inbox.sweep();
      await new Promise(setImmediate);
    }
    expect(handled.toSorted()).toEqual(['2', '3', '4', '5', '6']);
    release();
    await inbox.idle();
    expect(await waiting()).toEqual([]);
  });

  it('takes up after a stop what was stored and not handled, in its order', async () => {
    const before = given();
    await before.inbox.accept(anEvent('1'));
    await before.inbox.accept(anEvent('2'));
    await before.inbox.idle();
    expect(await before.waiting()).toEqual(['1', '2']);
    const { handled, handler } = recording();
    const after = before.restart(handler);
    await after.sweep();
    await after.idle();
    expect(handled).toEqual(['1', '2']);
  });

  it('takes up after a stop what was postponed before it, and lets nothing overtake it', async () => {
    const before = given(async () => {
      throw new Error('not now');
    });
    await before.inbox.accept(anEvent('1'));
    await before.inbox.idle();
    const { handled, handler } = recording();
    const after = before.restart(handler);
    for (const count of [1, 2]) {
      await after.sweep();
      expect(handled, `${count}`).toEqual([]);
    }
    await after.accept(anEvent('2'));
    await after.idle();
    expect(handled).toEqual([]);
    before.clock.advance(1_000);
    await after.sweep();
    await after.idle();
    expect(handled).toEqual(['1', '2']);
  });

  it('takes up what was stored although the store could not say so', async () => {
    const { handled, handler } = recording();
    const { store, logger, clock } = given();
    const inbox = createInbox({ store: answerless(store), clock, logger });
    inbox.register('telegram', handler);
    await inbox.sweep();
    await expect(inbox.accept(anEvent('1'))).rejects.toThrow(StoreUnavailableError);
    await inbox.accept(anEvent('1'));
    await inbox.sweep();
    await inbox.idle();
    expect(handled).toEqual(['1']);
  });

  it('does not take up what is being handled already', async () => {
    const { handled, hold, handler } = recording();
    const release = hold('1');
    const { inbox } = given(handler);
    await inbox.accept(anEvent('1'));
    await inbox.sweep();
    release();
    await inbox.idle();
    expect(handled).toEqual(['1']);
  });
});

describe('room in the inbox', () => {
  it('is there when no lane waits for one in hand', async () => {
    const { hold, handler } = recording();
    const releases = ['1', '2', '3'].map(hold);
    const { restart } = given();
    const inbox = restart(handler, { laneLimit: 2 });
    const never = new AbortController();
    await inbox.room(never.signal);
    await inbox.accept(anEvent('1', 'chat-1'));
    await inbox.room(never.signal);
    await inbox.accept(anEvent('2', 'chat-2'));
    await inbox.accept(anEvent('3', 'chat-3'));
    let isThere = false;
    const room = inbox.room(never.signal).then(() => {
      isThere = true;
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    releases[0]?.();
    await turn();
    await inbox.sweep();
    await turn();
    expect(isThere).toBe(false);
    releases[1]?.();
    await room;
    releases[2]?.();
    await inbox.idle();
  });

  it('is not waited for any more by who gives up', async () => {
    const { hold, handler } = recording();
    const release = hold('1');
    const { restart } = given();
    const inbox = restart(handler, { laneLimit: 1 });
    await inbox.accept(anEvent('1'));
    const giving = new AbortController();
    const room = inbox.room(giving.signal);
    giving.abort();
    await room;
    release();
    await inbox.idle();
  });
});

describe('two processes on one inbox', () => {
  function two() {
    const world = given();
    const [here, there] = [recording(), recording()];
    const [one, other] = [
      world.restart(here.handler, { owner: 'one' }),
      world.restart(there.handler, { owner: 'other' }),
    ];
    return { ...world, here, there, one, other };
  }

  it('handle a lane in the order of its coming, whichever of them was told', async () => {
    const { here, there, one, other } = two();
    const release = here.hold('1');
    await one.accept(anEvent('1'));
    await other.accept(anEvent('2'));
    await one.accept(anEvent('3'));
    await other.accept(anEvent('4'));
    await other.idle();
    expect(there.handled).toEqual([]);
    release();
    await one.idle();
    expect(here.handled).toEqual(['1', '2', '3', '4']);
    await other.accept(anEvent('5'));
    await other.idle();
    expect(there.handled).toEqual(['5']);
  });

  it('keep the order when an event comes just as the one before it ends', async () => {
    const { here, there, other, store, clock, logger } = two();
    const release = here.hold('1');
    const handled: unknown[] = [];
    const stored: Promise<void>[] = [];
    let one = createInbox({ store, clock, logger, owner: 'ending' });
    const ending: Store = {
      ...store,
      alone(work) {
        const end = store.alone(work);
        // By now nothing more is known to wait, and the lane is being given back.
        if (stored.length === 0) stored.push(one.accept(anEvent('2')), other.accept(anEvent('3')));
        return end;
      },
    };
    one = createInbox({ store: ending, clock, logger, owner: 'ending' });
    for (const [inbox, { handler }] of [
      [one, here],
      [other, there],
    ] as const)
      inbox.register('telegram', async (payload) => {
        await handler(payload);
        handled.push(payload);
      });
    await one.sweep();
    await other.sweep();
    await one.accept(anEvent('1'));
    release();
    await one.idle();
    await Promise.all(stored);
    await Promise.all([one.idle(), other.idle()]);
    expect(handled).toEqual(['1', '2', '3']);
  });

  it('leave no lease behind', async () => {
    const { one, other, store } = two();
    for (const id of ['1', '2', '3', '4'])
      await Promise.all([one.accept(anEvent(id)), other.accept(anEvent(`${id}b`))]);
    await Promise.all([one.idle(), other.idle()]);
    await Promise.all([one.idle(), other.idle()]);
    const taken = await store.transaction((tx) => tx.leases.take('lane:telegram:chat-1', 'x', 0, 0));
    expect(taken).toBe('anew');
  });

  it('take over from each other when one dies, but not while it lives', async () => {
    const { here, there, one, other, clock } = two();
    here.hold('1');
    await one.accept(anEvent('1'));
    await one.accept(anEvent('2'));
    clock.advance(10_000);
    await one.prolong();
    clock.advance(14_999);
    await other.sweep();
    await other.idle();
    expect(there.handled).toEqual([]);
    clock.advance(1);
    await other.sweep();
    await other.idle();
    expect(there.handled).toEqual(['1', '2']);
  });

  it('do not keep a lane from each other which they have no more in hand, however busy they are', async () => {
    const { here, there, one, other, clock, logger, store } = two();
    const busy = createInbox({ store: answerless(store), clock, logger, owner: 'busy' });
    busy.register('telegram', here.handler);
    here.hold('busy');
    await expect(busy.accept(anEvent('1'))).rejects.toThrow(StoreUnavailableError);
    await busy.accept(anEvent('busy', 'chat-2'));
    for (let second = 0; second < 15; second += 5) {
      await busy.prolong();
      clock.advance(5_000);
    }
    await busy.prolong();
    await other.sweep();
    await other.idle();
    expect(there.handled).toEqual(['1']);
    await one.idle();
  });

  it('keep a lane that they took while they waited to prolong the others', async () => {
    const { here, there, other, clock, logger, store } = two();
    const turn = Promise.withResolvers<void>();
    let isWaiting = false;
    const slow: Store = {
      ...store,
      async transaction(work, options) {
        const waits = isWaiting;
        isWaiting = false;
        if (waits) await turn.promise;
        return store.transaction(work, options);
      },
    };
    const one = createInbox({ store: slow, clock, logger, owner: 'slow' });
    one.register('telegram', here.handler);
    for (const id of ['1', '2']) here.hold(id);
    await one.accept(anEvent('1'));
    isWaiting = true;
    const prolonged = one.prolong();
    await one.accept(anEvent('2', 'chat-2'));
    clock.advance(14_000);
    turn.resolve();
    await prolonged;
    clock.advance(14_000);
    await other.sweep();
    await other.idle();
    expect(there.handled).toEqual([]);
  });

  it('do not keep a lane from each other that one of them is too full for', async () => {
    const { here, there, other, restart, clock } = two();
    const full = restart(here.handler, { owner: 'full', laneLimit: 1 });
    here.hold('busy');
    await full.accept(anEvent('busy', 'chat-2'));
    await full.accept(anEvent('1'));
    await full.accept(anEvent('2'));
    clock.advance(1);
    await other.sweep();
    await other.idle();
    expect(there.handled).toEqual(['1', '2']);
  });

  it('take over at once when one stops, in order', async () => {
    const { here, there, one, other, waiting } = two();
    const release = here.hold('1');
    await one.accept(anEvent('1'));
    await one.accept(anEvent('2'));
    one.close();
    await one.accept(anEvent('3', 'chat-2'));
    release();
    await one.idle();
    await one.leave();
    expect(here.handled).toEqual(['1']);
    await other.accept(anEvent('4'));
    await other.sweep();
    await other.idle();
    expect(there.handled.filter((id) => id !== '3')).toEqual(['2', '4']);
    expect(there.handled).toContain('3');
    expect(await waiting()).toEqual([]);
  });
});

describe('an event that is being handled already', () => {
  const never = new AbortController().signal;

  it('is stored when that is said, and gone when the work is done', async () => {
    const { handled, handler } = recording();
    const { inbox, waiting } = given(handler);
    const work = Promise.withResolvers<void>();
    await inbox.keep(anEvent('1', 'form'), work.promise, never);
    await inbox.sweep();
    expect(await waiting()).toEqual(['1']);
    work.resolve();
    await inbox.idle();
    expect(await waiting()).toEqual([]);
    expect(handled).toEqual([]);
  });

  it('is handled from the inbox when the work failed', async () => {
    const { handled, handler } = recording();
    const { inbox, clock, waiting } = given(handler);
    const work = Promise.withResolvers<void>();
    await inbox.keep(anEvent('1', 'form'), work.promise, never);
    work.reject(new Error('interrupted'));
    await inbox.idle();
    clock.advance(1_000);
    await inbox.sweep();
    await inbox.idle();
    expect(handled).toEqual(['1']);
    expect(await waiting()).toEqual([]);
  });

  it('is taken up by another process when the one that worked on it died', async () => {
    const { handled, handler } = recording();
    const { restart, clock } = given();
    const [one, other] = [restart(handler, { owner: 'one' }), restart(handler, { owner: 'other' })];
    await one.keep(anEvent('1', 'form'), new Promise(() => {}), never);
    await other.sweep();
    await other.idle();
    expect(handled).toEqual([]);
    clock.advance(15_000);
    await other.sweep();
    await other.idle();
    expect(handled).toEqual(['1']);
  });

  /** An inbox on a store whose commit is answered only when the time for it is over. */
  function tooLate(handler: InboundHandler) {
    const parts = given();
    const time = new AbortController();
    const transaction: Store['transaction'] = async (work, options) => {
      const done = await parts.store.transaction(work, options);
      time.abort(new Error('too late'));
      return done;
    };
    const inbox = createInbox({ ...parts, store: { ...parts.store, transaction } });
    inbox.register('telegram', handler);
    const setAside = async () =>
      (await parts.store.read(({ inbox }) => inbox.failed(10))).map(({ eventId }) => eventId);
    const later = async () => {
      await inbox.idle();
      parts.clock.advance(60_000);
      await inbox.sweep();
      await inbox.idle();
    };
    return { ...parts, inbox, time: time.signal, setAside, later };
  }

  it('and is stored only when the time for that was over, is not done behind the back of who was told to try again', async () => {
    const { handled, handler } = recording();
    const { inbox, time, waiting, setAside, later } = tooLate(handler);
    const work = Promise.withResolvers<void>();
    await expect(inbox.keep(anEvent('1', 'form'), work.promise, time)).rejects.toThrow('too late');
    work.reject(new Error('interrupted'));
    await later();
    expect([handled, await waiting(), await setAside()]).toEqual([[], [], ['1']]);
  });

  it('and is stored too late, counts once when the work under way succeeds', async () => {
    const { handled, handler } = recording();
    const { inbox, store, time, waiting, setAside, later } = tooLate(handler);
    const start = Promise.withResolvers<void>();
    const effects: boolean[] = [];
    const takeEffect = async () => {
      effects.push(await store.transaction((tx) => tx.inbox.complete('telegram', '1', 0)));
    };
    const work = start.promise.then(takeEffect);
    await expect(inbox.keep(anEvent('1', 'form'), work, time)).rejects.toThrow('too late');
    start.resolve();
    await later();
    await takeEffect();
    expect(effects).toEqual([true, false]);
    expect([handled, await waiting(), await setAside()]).toEqual([[], [], []]);
  });

  it('and of which nobody knows whether it is stored, is looked for', async () => {
    const { handled, handler } = recording();
    const { store, clock, logger } = given();
    const inbox = createInbox({ store: answerless(store), clock, logger });
    inbox.register('telegram', handler);
    await inbox.sweep();
    await expect(inbox.keep(anEvent('1', 'form'), Promise.resolve(), never)).rejects.toThrow();
    await inbox.sweep();
    await inbox.idle();
    expect(handled).toEqual(['1']);
  });

  it('is not stored when the time for that is over', async () => {
    const { inbox, waiting } = given();
    await expect(inbox.keep(anEvent('1', 'form'), Promise.resolve(), AbortSignal.abort())).rejects.toThrow();
    expect(await waiting()).toEqual([]);
    await inbox.idle();
  });
});
