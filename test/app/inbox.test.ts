// Events are stored before they are acknowledged, then handled once, in the order of their lane.
import { describe, expect, it } from 'vitest';
import { createInbox, type InboundHandler } from '../../src/app/inbox.ts';
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
  const restart = (handle?: InboundHandler) => {
    const inbox = createInbox({ store, clock: fakeClock(1_000), logger });
    if (handle !== undefined) inbox.register('telegram', handle);
    return inbox;
  };
  const waiting = async () =>
    (await store.read(({ inbox }) => inbox.waiting())).map(({ eventId }) => eventId);
  return { inbox: restart(handler), restart, store, logger, waiting };
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

  it('keeps an event that could not be handled with its error, and goes on behind it', async () => {
    const handled: unknown[] = [];
    const { inbox, waiting, logger } = given(async (payload) => {
      if (payload === '1') throw new Error('cannot be understood');
      handled.push(payload);
    });
    await inbox.accept(anEvent('1'));
    await inbox.accept(anEvent('2'));
    await inbox.idle();
    expect(handled).toEqual(['2']);
    expect(logger.errors).toEqual(['an event could not be handled']);
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
    await after.recover();
    await after.idle();
    expect(handled).toEqual(['1', '2']);
  });

  it('does not take up what is being handled already', async () => {
    const { handled, hold, handler } = recording();
    const release = hold('1');
    const { inbox } = given(handler);
    await inbox.accept(anEvent('1'));
    await inbox.recover();
    release();
    await inbox.idle();
    expect(handled).toEqual(['1']);
  });
});
