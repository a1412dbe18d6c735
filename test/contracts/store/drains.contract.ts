// What draining makes of the ledger on any store: everything in its order, once, whoever else drains or dies.
import { describe, expect, test } from 'vitest';
import { documents } from '../../../src/adapters/documents/documents.ts';
import { sealSample } from '../../../src/adapters/seal-sample.ts';
import { drainConversation } from '../../../src/app/deliver.ts';
import type { DeliverParts } from '../../../src/app/delivery-work.ts';
import { createDrains } from '../../../src/app/drains.ts';
import { languageOf } from '../../../src/messages/language.ts';
import { createPresenter } from '../../../src/messages/views/presenter.ts';
import { aPolicy } from '../../builders/policy.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeLogger } from '../../fakes/logger.ts';
import { fakePlatform } from '../../fakes/platform.ts';
import { textOf } from '../../support/views.ts';
import { aConversation, ids, monday } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function drainsContract(underTest: UnderTest): void {
  function stage() {
    const { store } = underTest();
    const telegram = fakePlatform('telegram');
    const clock = fakeClock(monday);
    const policy = aPolicy();
    const parts: DeliverParts = {
      store,
      clock,
      ids,
      policy,
      languageOf,
      logger: fakeLogger(),
      platforms: new Map([['telegram', telegram]]),
      presenter: createPresenter(policy),
      sealSample,
      documents,
      random: () => 0,
      wait: (_ms, signal) =>
        new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true })),
      isPaced: false,
    };
    const owe = (conversationId: string, names: readonly string[], availableAt = monday) =>
      store.transaction((tx) =>
        tx.deliveries.enqueueAll(
          names.map((name) => ({
            conversationId,
            ticketId: null,
            content: { kind: 'accountLinked', platform: 'slack', name },
            availableAt,
          })),
        ),
      );
    /** The names that were told in the chat, in the order of their coming. */
    const told = (chat: string) =>
      telegram.messages(chat).map(({ view }) => /<(.+)>/.exec(textOf(view))?.[1] ?? textOf(view));
    const drain = (id: string) => drainConversation(parts, id);
    return { store, telegram, clock, parts, owe, told, drain };
  }
  const named = (count: number) => Array.from({ length: count }, (_, index) => `<${index + 1}>`);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);

  describe('a conversation that is drained', () => {
    test('gets what was owed in one transaction in the order in which it was owed', async () => {
      const { store, owe, told, drain } = stage();
      const { id, chat } = await aConversation(store);
      await owe(id, named(9));
      await drain(id);
      expect(told(chat)).toEqual(numbers(9));
    });

    test('gets nothing before a delivery that has to wait', async () => {
      const { store, clock, owe, told, drain } = stage();
      const { id, chat } = await aConversation(store);
      await owe(id, ['<1>'], monday + 60_000);
      await owe(id, ['<2>']);
      await drain(id);
      expect(told(chat)).toEqual([]);
      clock.advance(60_000);
      await drain(id);
      expect(told(chat)).toEqual(numbers(2));
    });

    test('gets nothing before a delivery that is tried again', async () => {
      const { store, telegram, clock, owe, told, drain } = stage();
      const { id, chat } = await aConversation(store);
      telegram.refuse({ kind: 'retry', reason: 'busy', afterMs: null }, { chat });
      await owe(id, named(3));
      await drain(id);
      expect(told(chat)).toEqual([]);
      clock.advance(1_000);
      await drain(id);
      expect(told(chat)).toEqual(numbers(3));
    });

    test('goes on behind a delivery that failed for good', async () => {
      const { store, telegram, owe, told, drain } = stage();
      const { id, chat } = await aConversation(store);
      telegram.refuse({ kind: 'failed', reason: 'no' }, { chat });
      await owe(id, named(3));
      await drain(id);
      expect(told(chat)).toEqual(['2', '3']);
    });

    test('gets everything once and in order from many drains at once, also what is owed meanwhile', async () => {
      const { store, telegram, owe, told, drain } = stage();
      const { id, chat } = await aConversation(store);
      telegram.beforeCall = () => new Promise((resolve) => setImmediate(resolve));
      await owe(id, named(10));
      const late = named(20).slice(10);
      await Promise.all([
        ...Array.from({ length: 4 }, () => drain(id)),
        ...late.map(async (name) => {
          await owe(id, [name]);
          await drain(id);
        }),
      ]);
      expect(told(chat).slice(0, 10)).toEqual(numbers(10));
      expect(
        told(chat)
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual(numbers(20).map(Number));
    });

    test('gets all that was owed while it was being left, by nothing but the wake-ups', async () => {
      const { store, parts, owe, told } = stage();
      const conversations = [await aConversation(store), await aConversation(store)];
      const drains = createDrains({
        drain: (id) => drainConversation(parts, id),
        onError: (error) => expect.fail(String(error)),
        wait: parts.wait,
        limit: 2,
      });
      const all = conversations.flatMap(({ id }) => named(15).map((name) => ({ id, name })));
      await Promise.all(
        all.map(async ({ id, name }) => {
          await owe(id, [name]);
          drains.wake(id);
        }),
      );
      await drains.idle();
      for (const { chat } of conversations) expect(told(chat)).toHaveLength(15);
      expect(await store.read(({ deliveries }) => deliveries.next(conversations[0]?.id ?? ''))).toBeNull();
    });

    test('is taken over from a drain that died, which leaves in doubt what it had in hand', async () => {
      const { store, telegram, clock, owe, told, drain, parts } = stage();
      const { id, chat } = await aConversation(store);
      await owe(id, named(2));
      const died = new Error('the process died');
      const dying: DeliverParts = {
        ...parts,
        store: {
          ...store,
          transaction: (work) =>
            telegram.messages(chat).length > 0 ? Promise.reject(died) : store.transaction(work),
        },
      };
      await expect(drainConversation(dying, id)).rejects.toThrow(died);
      await drain(id);
      expect(told(chat)).toEqual(['1']);
      clock.advance(15_000);
      await drain(id);
      // The fake platform cannot be asked, as Telegram cannot.
      expect(told(chat)).toEqual(['1', '1', '2']);
      expect(telegram.messages(chat).map(({ doubtSince }) => doubtSince)).toEqual([null, monday, null]);
    });
  });
}
