// What goes when its time is over: in batches, once, whatever a platform says to it.
import { expect, test } from 'vitest';
import type { RetentionPolicy } from '../../src/app/policy.ts';
import { keepNoLonger } from '../../src/app/retention.ts';
import { erasedText } from '../../src/domain/erasure.ts';
import { DAY_MS, MINUTE_MS } from '../../src/domain/instant.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { aPolicy } from '../builders/policy.ts';
import { aPerson, aTicket, openingOf } from '../contracts/store/samples.ts';
import { deskOnFakes } from '../support/desk-on-fakes.ts';

const file = { platform: 'telegram', fileId: 'f1', name: 'log.txt', mediaType: 'text/plain', sizeBytes: 1 };
const forEver: RetentionPolicy = { messagesMs: null, filesMs: null, samplesMs: null };

/** A desk with tickets closed when it opens, each with a copy of its words and of its file in the agents' chat. */
async function deskWith(retention: Partial<RetentionPolicy>, count = 1) {
  const desk = deskOnFakes({ policy: { ...aPolicy(), retention: { ...forEver, ...retention } } });
  const { store, clock, slack } = desk;
  const now = clock.now();
  const person = await aPerson(store);
  const address = { platform: 'slack', chat: 'C0SUPPORT', thread: null };
  const tickets: Ticket[] = [];
  for (let number = 1; number <= count; number += 1) {
    const ticket = aTicket(person, { status: 'closed', closedAt: now, outcome: 'resolved', version: 2 });
    const message = { messageId: 'm2', text: 'my words', attachments: [file] };
    const view = { kind: 'notice', tone: 'info', text: 'my words' } as const;
    const { messageId } = await slack.messenger.post(address, view, { deliveryId: 'd' });
    const posted = await slack.messenger.postFile(address, {
      ...file,
      caption: '',
      open: async () => ({ bytes: new Blob(['x']).stream(), sizeBytes: 1 }),
    });
    await store.transaction(async (tx) => {
      await tx.tickets.save(ticket, [
        openingOf(ticket),
        { type: 'RequesterWrote', at: now, actorId: person.id, message },
      ]);
      const place = { side: 'agents', ...address, form: 'flat', personId: null } as const;
      const conversation = await tx.conversations.open(place);
      await tx.conversations.join(conversation.id, ticket.id);
      const owe = async (
        content: Parameters<typeof tx.deliveries.enqueue>[0]['content'],
        id: string | null,
      ) => {
        const owed = { conversationId: conversation.id, ticketId: ticket.id, content, availableAt: now };
        const delivery = await tx.deliveries.enqueue(owed);
        const sent = { state: 'sent', availableAt: now, at: now } as const;
        await tx.deliveries.settle(delivery.id, id === null ? sent : { ...sent, messageId: id });
      };
      await owe({ kind: 'event', sequence: 2 }, messageId);
      await owe({ kind: 'file', sequence: 2, index: 0 }, posted.messageId);
    });
    tickets.push(ticket);
  }
  return {
    ...desk,
    tickets,
    /** Lets the worker run until it has nothing more to do; how often it ran. */
    async works(): Promise<number> {
      let rounds = 1;
      while (await keepNoLonger(desk.parts)) rounds += 1;
      return rounds;
    },
    texts: () => slack.messages('C0SUPPORT').length,
    files: () => slack.filesIn('C0SUPPORT').length,
    event: async () => {
      const [ticket] = tickets;
      const log = await store.read((tx) => tx.tickets.events(ticket?.id ?? ''));
      return log[1];
    },
  };
}

test('what may be kept for ever is', async () => {
  const desk = await deskWith({});
  desk.clock.set(desk.clock.now() + 10_000 * DAY_MS);
  await desk.works();
  expect(await desk.event()).toMatchObject({ message: { text: 'my words', attachments: [file] } });
  expect([desk.texts(), desk.files()]).toEqual([1, 1]);
});

test('files go with the desk’s copies when their time is over, not before, and words stay', async () => {
  const desk = await deskWith({ filesMs: 30 * DAY_MS });
  desk.clock.set(desk.clock.now() + 30 * DAY_MS);
  await desk.works();
  expect(desk.files()).toBe(1);
  desk.clock.set(desk.clock.now() + DAY_MS);
  await desk.works();
  const erased = { ...file, fileId: '', name: erasedText };
  expect(await desk.event()).toMatchObject({ message: { text: 'my words', attachments: [erased] } });
  expect([desk.texts(), desk.files()]).toEqual([1, 0]);
});

test('with the words of a ticket its files go, whatever is said of those', async () => {
  const desk = await deskWith({ messagesMs: 30 * DAY_MS, filesMs: null });
  desk.clock.set(desk.clock.now() + 31 * DAY_MS);
  await desk.works();
  expect(await desk.event()).toMatchObject({ message: { text: erasedText, attachments: [{ fileId: '' }] } });
  expect([desk.texts(), desk.files()]).toEqual([0, 0]);
});

test('many tickets go in several turns, all of them, and what a stop interrupted is gone on with', async () => {
  const desk = await deskWith({ messagesMs: DAY_MS }, 120);
  desk.clock.set(desk.clock.now() + 2 * DAY_MS);
  expect(await keepNoLonger(desk.parts)).toBe(true);
  const kept = async () => {
    const found = await desk.store.read((tx) => tx.tickets.load(desk.tickets.map(({ id }) => id)));
    return found.filter(({ description }) => description !== erasedText).length;
  };
  expect(await kept()).toBe(70);
  await desk.works();
  expect(await kept()).toBe(0);
  expect([desk.texts(), desk.files()]).toEqual([0, 0]);
});

test('all is looked over once a day', async () => {
  const desk = await deskWith({ filesMs: DAY_MS });
  const start = desk.clock.now();
  await desk.works();
  desk.clock.set(start + DAY_MS - 1);
  await desk.works();
  expect(desk.files()).toBe(1);
  desk.clock.set(start + DAY_MS + 1);
  await desk.works();
  expect(desk.files()).toBe(0);
});

test('a copy is tried again while the platform is busy, and given up, once said, where it refuses', async () => {
  const desk = await deskWith({ messagesMs: DAY_MS });
  desk.clock.set(desk.clock.now() + 2 * DAY_MS);
  desk.slack.refuse({ kind: 'retry', reason: 'ratelimited', afterMs: 5_000 }, { act: 'remove', times: 1 });
  desk.slack.refuse({ kind: 'failed', reason: 'cant_delete_message' }, { act: 'remove', times: 1 });
  await desk.works();
  expect([desk.texts(), desk.files()]).toEqual([1, 1]);
  desk.clock.set(desk.clock.now() + MINUTE_MS);
  await desk.works();
  expect(desk.texts() + desk.files(), 'one of the two was refused for good').toBe(1);
  desk.clock.set(desk.clock.now() + DAY_MS);
  await desk.works();
  expect(desk.texts() + desk.files()).toBe(1);
});

test('a platform that is busy for ever is asked ten times', async () => {
  const desk = await deskWith({ filesMs: DAY_MS });
  desk.clock.set(desk.clock.now() + 2 * DAY_MS);
  desk.slack.refuse({ kind: 'retry', reason: 'busy', afterMs: null }, { act: 'remove', times: 100 });
  let asked = 0;
  desk.slack.beforeCall = ({ act }) => {
    asked += act === 'remove' ? 1 : 0;
  };
  for (let round = 0; round < 30; round += 1) {
    await desk.works();
    desk.clock.set(desk.clock.now() + 10 * MINUTE_MS);
  }
  expect(asked).toBe(10);
});
