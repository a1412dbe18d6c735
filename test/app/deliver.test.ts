// Messages arrive in order, once, and whatever the platform says; what does not arrive is known to those it concerns.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../src/app/content.ts';
import { drainConversation } from '../../src/app/deliver.ts';
import { createDrains } from '../../src/app/drains.ts';
import type { MessengerFailure } from '../../src/app/ports.ts';
import { attemptLimit } from '../../src/app/retry-delay.ts';
import { wakeOwing } from '../../src/app/workers.ts';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { anna, boris, ivan, jane, lead } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
  desk.slack.join(slackChannel, boris.userId);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
});

const retry = (afterMs: number | null = null): MessengerFailure => ({
  kind: 'retry',
  reason: 'busy',
  afterMs,
});
const blocked: MessengerFailure = { kind: 'blocked', reason: 'blocked by the user' };

const reply = (text: string) => desk.command(anna, `reply ACME-1 ${text}`, { place: inChannel });
const inChannel = {
  platform: 'slack',
  chat: slackChannel,
  thread: null,
  kind: 'group',
  form: 'thread',
} as const;
const relayed = () => desk.said(ivan).slice(2);
const inThread = async () => (await desk.thread('ACME-1')).map(({ view }) => textOf(view));
const heading = (text: string) =>
  `${format('ru', 'replied.heading', { name: 'Анна из Acme', reference: 'ACME-1' })}: ${text}`;

/** The conversation with Ivan. */
const conversationId = async () => {
  const { id } = await desk.ticket('ACME-1');
  const conversations = await desk.store.read((tx) => tx.conversations.ofTicket(id));
  return conversations.find(({ side }) => side === 'requester')!.id;
};

describe('a conversation', () => {
  it('gets its messages in the order in which they were owed', async () => {
    for (const text of ['one', 'two', 'three']) await reply(text);
    expect(relayed()).toEqual([heading('one'), heading('two'), heading('three')]);
  });

  it('waits with those behind for one that is to be tried again, and loses none', async () => {
    desk.telegram.refuse(retry());
    await reply('one');
    await reply('two');
    expect(relayed()).toEqual([]);
    await desk.pass(MINUTE_MS);
    expect(relayed()).toEqual([heading('one'), heading('two')]);
  });

  it('waits as long as the platform asks', async () => {
    desk.telegram.refuse(retry(45_000));
    await reply('one');
    await desk.pass(44_999);
    expect(relayed()).toEqual([]);
    await desk.pass(1);
    expect(relayed()).toEqual([heading('one')]);
  });

  it('waits longer after every failure', async () => {
    desk.telegram.refuse(retry(), { times: 3 });
    await reply('one');
    const delays = [];
    for (let before = desk.clock.now(); relayed().length === 0; before = desk.clock.now()) {
      const next = desk.store.nextDeliveryAt();
      delays.push(next - before);
      await desk.pass(next - before);
    }
    expect(delays).toEqual([500, 1_000, 2_000]);
  });

  it('goes on behind one that failed for good', async () => {
    desk.telegram.refuse({ kind: 'failed', reason: 'too long' });
    await reply('one');
    await reply('two');
    expect(relayed()).toEqual([heading('two')]);
  });

  it('goes on behind one that failed too often', async () => {
    desk.telegram.refuse(retry(), { times: attemptLimit });
    await reply('one');
    await reply('two');
    await desk.pass(hours(2));
    expect(relayed()).toEqual([heading('two')]);
    expect(await desk.events('ACME-1')).toContain('ReplyUndelivered');
  });

  it('tries again after an error of the desk’s own, and reports it', async () => {
    desk.telegram.refuse(new Error('a bug'));
    await reply('one');
    await desk.pass(MINUTE_MS);
    expect(relayed()).toEqual([heading('one')]);
    expect(desk.logger.errors).toEqual(['a delivery could not be sent']);
  });

  it('does not hold up any other', async () => {
    await desk.message(jane, 'My screen is dark');
    await desk.press(jane, 'open');
    desk.telegram.refuse(retry(), { times: 5 });
    await reply('one');
    await desk.command(anna, 'reply ACME-2 two', { place: inChannel });
    expect(relayed()).toEqual([]);
    expect(desk.said(jane).at(-1)).toContain('two');
  });

  it('whose platform has no room is left as it is, and free for the next drain', async () => {
    const id = await conversationId();
    const delivery = await oweOnceMore(id);
    const before = desk.telegram.calls.length;
    const asked: string[] = [];
    await drainConversation(
      desk.parts,
      id,
      () => false,
      (platform) => asked.push(platform) === 0,
    );
    expect([asked, desk.telegram.calls.length, await stateOf(delivery)]).toEqual([
      ['telegram'],
      before,
      'queued',
    ]);
    await drainConversation(desk.parts, id);
    expect(await stateOf(delivery)).toBe('sent');
  });

  it('on one platform goes on while the other hangs', async () => {
    const hanging = Promise.withResolvers<void>();
    desk.slack.beforeCall = () => hanging.promise;
    const drains = createDrains({
      drain: (id, ...told) => drainConversation(desk.parts, id, ...told),
      onError: (error) => {
        throw error;
      },
      wait: desk.parts.wait,
      limit: 1,
    });
    const agents = await desk.threadOf('ACME-1');
    const thread = await desk.store.read((tx) => tx.conversations.at(agents));
    const card = await oweOnceMore(thread!.id, { kind: 'card' });
    const words = await oweOnceMore(await conversationId());
    for (const id of [thread!.id, await conversationId()]) drains.wake(id);
    await expect.poll(() => stateOf(words)).toBe('sent');
    expect(await stateOf(card)).toBe('sending');
    hanging.resolve();
    await drains.idle();
    expect(await stateOf(card)).toBe('sent');
  });

  it('is owed what was left when the desk stopped', async () => {
    await desk.core.receive({
      kind: 'command',
      eventId: 'before-the-stop',
      user: anna,
      place: inChannel,
      at: desk.clock.now(),
      canOpenForm: false,
      line: 'reply ACME-1 one',
      source: 'typed',
      messageId: null,
      replyTo: null,
      attachments: [],
    });
    await desk.store.takeDueJobs(desk.clock.now());
    expect(relayed()).toEqual([]);
    await wakeOwing(desk.parts, desk.drains);
    await desk.settle();
    expect(relayed()).toEqual([heading('one')]);
  });
});

/** Owes Ivan the ticket's first event once more, or the conversation something else; the delivery's id. */
const oweOnceMore = (id: string, content: Content = { kind: 'event', sequence: 1 }) =>
  desk.store.transaction(async (tx) => {
    const { id: ticketId } = (await tx.tickets.find({ reference: 'ACME-1' }))!;
    return (await tx.deliveries.enqueue({ conversationId: id, ticketId, content, availableAt: monday10 })).id;
  });
/** Another replica delivers in the place of one that was silent for too long, and is done. */
const takenOver = (id: string, delivery: string) =>
  desk.store.transaction(async (tx) => {
    const at = desk.clock.now();
    expect(await tx.deliveries.lease(id, 'another replica', at, at + MINUTE_MS)).not.toBeNull();
    await tx.deliveries.settle(delivery, { state: 'sent', availableAt: at, at });
    await tx.deliveries.release(id, 'another replica');
  });
const stateOf = async (delivery: string) =>
  (await desk.store.read((tx) => tx.deliveries.get(delivery)))?.state;

const until = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));

describe('one drain at a time', () => {
  it('delivers to a conversation; another comes back when the first should have ended', async () => {
    const id = await conversationId();
    const now = desk.clock.now();
    await desk.store.transaction((tx) => tx.deliveries.lease(id, 'another replica', now, now + MINUTE_MS));
    await reply('one');
    expect(relayed()).toEqual([]);
    await desk.pass(MINUTE_MS - 1);
    expect(relayed()).toEqual([]);
    await desk.pass(1);
    expect(relayed()).toEqual([heading('one')]);
  });

  it('stops when it was so slow that another took its place', async () => {
    const id = await conversationId();
    const isHeld = { once: false };
    desk.telegram.beforeCall = async ({ act }) => {
      if (act !== 'post' || isHeld.once) return;
      isHeld.once = true;
      desk.clock.advance(2 * MINUTE_MS);
      const now = desk.clock.now();
      await desk.store.transaction((tx) => tx.deliveries.lease(id, 'another replica', now, now + MINUTE_MS));
    };
    await desk.store.transaction(async (tx) => {
      const { id: ticketId } = (await tx.tickets.find({ reference: 'ACME-1' }))!;
      for (const sequence of [1, 1]) {
        const content = { kind: 'event', sequence } as const;
        await tx.deliveries.enqueue({ conversationId: id, ticketId, content, availableAt: monday10 });
      }
    });
    await drainConversation(desk.parts, id);
    expect(relayed()).toHaveLength(1);
    await desk.pass(2 * MINUTE_MS);
    expect(relayed()).toHaveLength(2);
  });

  it('changes nothing of what another has delivered in its place, whether or not that one is done', async () => {
    const id = await conversationId();
    const delivery = await oweOnceMore(id);
    let isFirst = true;
    desk.telegram.beforeCall = async ({ act }) => {
      if (act !== 'post' || !isFirst) return;
      isFirst = false;
      desk.telegram.refuse(retry());
      desk.clock.advance(2 * MINUTE_MS);
      await takenOver(id, delivery);
    };
    await drainConversation(desk.parts, id);
    expect(await stateOf(delivery)).toBe('sent');
    await desk.pass(MINUTE_MS);
    expect(relayed()).toEqual([]);
  });

  it('does not take its place back by saying that it is still there', async () => {
    const id = await conversationId();
    const delivery = await oweOnceMore(id);
    const beat = Promise.withResolvers<void>();
    const waits = [beat.promise];
    const wait = async (_ms: number, signal?: AbortSignal): Promise<void> => waits.shift() ?? until(signal!);
    let isFirst = true;
    desk.telegram.beforeCall = async ({ act }) => {
      if (act !== 'post' || !isFirst) return;
      isFirst = false;
      desk.telegram.refuse(retry());
      desk.clock.advance(2 * MINUTE_MS);
      await takenOver(id, delivery);
      beat.resolve();
      await new Promise(setImmediate);
    };
    await drainConversation({ ...desk.parts, wait }, id);
    expect(await stateOf(delivery)).toBe('sent');
  });

  it('sends nothing when it waited for its pace for so long that another may have taken its place', async () => {
    const id = await conversationId();
    await oweOnceMore(id);
    const delivery = await oweOnceMore(id);
    const parts = { ...desk.parts, isPaced: true };
    const wait = async (ms: number, signal?: AbortSignal): Promise<void> => {
      if (signal !== undefined) return until(signal);
      desk.clock.advance(ms + MINUTE_MS);
      await takenOver(id, delivery);
    };
    await drainConversation({ ...parts, wait }, id);
    expect(relayed()).toHaveLength(1);
    expect(await stateOf(delivery)).toBe('sent');
  });

  it('leaves out a sign that would come late, and says the words behind it', async () => {
    const id = await conversationId();
    const { messenger } = desk.telegram;
    messenger.costs = (_, call) =>
      call.kind === 'mark' ? [{ key: 'marks', calls: 1, withinMs: MINUTE_MS, count: 1 }] : [];
    const mark = (messageId: string) => ({ kind: 'mark', messageId, mark: 'received' }) as const;
    const contents: Content[] = [
      mark('1'),
      mark('2'),
      { kind: 'accountLinked', platform: 'slack', name: 'x' },
    ];
    await desk.store.transaction((tx) =>
      tx.deliveries.enqueueAll(
        contents.map((content) => ({ conversationId: id, ticketId: null, content, availableAt: monday10 })),
      ),
    );
    await drainConversation({ ...desk.parts, isPaced: true }, id);
    expect(desk.telegram.calls.filter(({ act }) => act === 'mark').map(({ messageId }) => messageId)).toEqual(
      ['1'],
    );
    expect(relayed()).toHaveLength(1);
  });

  it('lets two at once deliver everything once', async () => {
    const id = await conversationId();
    await desk.store.transaction(async (tx) => {
      const { id: ticketId } = (await tx.tickets.find({ reference: 'ACME-1' }))!;
      const content = { kind: 'event', sequence: 1 } as const;
      for (let count = 0; count < 3; count += 1)
        await tx.deliveries.enqueue({ conversationId: id, ticketId, content, availableAt: monday10 });
    });
    await Promise.all([drainConversation(desk.parts, id), drainConversation(desk.parts, id)]);
    expect(relayed()).toHaveLength(3);
  });
});

describe('a requester who blocked the desk', () => {
  it('is not taken for answered: the reply is withdrawn, its clock runs on, the agents hear why', async () => {
    desk.telegram.refuse(blocked);
    await reply('one');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'ReplySent', 'ReplyUndelivered']);
    const [timer] = (await desk.ticket('ACME-1')).timers;
    expect(timer).toMatchObject({ answers: [], metAt: null });
    expect(await inThread()).toContain(
      format('en', 'undelivered.reply', { reference: 'ACME-1', reason: 'blocked by the user' }),
    );
    await desk.pass(hours(7));
    expect(await desk.events('ACME-1')).toContain('SlaBreached');
  });

  it('does not hear a last word either, which is withdrawn too', async () => {
    desk.telegram.refuse(blocked);
    await desk.command(anna, 'resolve ACME-1 Fixed', { place: inChannel });
    expect((await desk.ticket('ACME-1')).replyIds).toEqual([]);
    expect(await desk.events('ACME-1')).toContain('ReplyUndelivered');
  });

  it('is reported to the agents whatever they were to be told', async () => {
    desk.telegram.refuse(blocked);
    await desk.command(anna, 'pending ACME-1', { place: inChannel });
    expect(await inThread()).toContain(
      format('en', 'undelivered.other', { reference: 'ACME-1', reason: 'blocked by the user' }),
    );
  });
});

describe('a lead who cannot be reached', () => {
  it('is no requester: the agents hear of no message that did not arrive', async () => {
    desk.slack.refuse(blocked, { chat: lead.userId, times: 9 });
    desk.telegram.refuse(blocked, { chat: '4242', times: 9 });
    await desk.pass(hours(6) - MINUTE_MS);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', ...Array(3).fill('SlaReminderSent')]);
    expect((await inThread()).filter((text) => text.includes('blocked'))).toEqual([]);
  });
});
