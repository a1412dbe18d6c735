// The ends of a ticket other than an answer: cancelled, spam, and merged into the ticket that it repeats.
import { beforeEach, describe, expect, it } from 'vitest';
import { format } from '../../src/messages/format.ts';
import { contractPolicy, globex } from '../builders/contract.ts';
import { anna, boris, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { aQueue, slackChannel, telegramGroup } from '../builders/policy.ts';
import { customer, opens } from '../support/customers.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
const reference = 'ACME-1';
const inChannel = { place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }) };
const lab = aQueue({
  key: 'lab',
  chats: [{ platform: 'telegram', chat: telegramGroup, form: 'thread' }],
});

beforeEach(async () => {
  desk = deskOnFakes({
    policy: contractPolicy(
      {},
      {
        queues: new Map([
          ['support', aQueue()],
          ['lab', lab],
        ]),
      },
    ),
  });
  for (const { userId } of [anna, boris]) desk.slack.join(slackChannel, userId);
  await customer(desk, [ivan, jane]);
});

const byAgent = (line: string) => desk.command(anna, line, inChannel);
const lastInThread = async (of = reference) => {
  const last = (await desk.thread(of)).at(-1);
  return last && textOf(last.view);
};
const used = () => desk.store.read(({ quota }) => quota.used('c-globex', 1));
const reminders = async (of: string) => {
  const { id } = await desk.ticket(of);
  return desk.store.enqueuedJobs().filter((job) => job.queue === 'remind' && job.id === id);
};

describe('cancelling', () => {
  beforeEach(async () => {
    await opens(desk, ivan, 'The server is down', { wantsPriority: true });
  });

  it('by the requester keeps the priority incident used, and says so', async () => {
    const answer = await desk.command(ivan, 'cancel ACME-1');
    expect(answer?.view).toMatchObject({
      text: format('ru', 'cancel.done', { reference }),
      details: [format('ru', 'cancel.keepsPriority')],
    });
    expect(await used()).toBe(1);
    expect(await reminders(reference)).toEqual([]);
  });

  it('by an agent gives it back, and the requester is told both', async () => {
    expect((await byAgent('cancel ACME-1'))?.view).toMatchObject({ details: [] });
    expect(desk.said(ivan).slice(-2)).toEqual([
      format('ru', 'cancelled.requester', { reference }),
      format('ru', 'refunded.requester', { reference, reason: 'cancelled' }),
    ]);
    expect(await used()).toBe(0);
  });

  it('of a standard one says nothing of priority', async () => {
    await opens(desk, ivan, 'Another');
    expect((await desk.command(ivan, 'cancel ACME-2'))?.view).toMatchObject({ details: [] });
  });
});

describe('spam', () => {
  it('ends the ticket without a word to the requester', async () => {
    await opens(desk, ivan, 'Buy now', { wantsPriority: true });
    const before = desk.said(ivan).length;
    expect(answerText(await byAgent('spam ACME-1'))).toBe(format('en', 'spam.done', { reference }));
    expect(await desk.ticket(reference)).toMatchObject({ status: 'closed', outcome: 'spam' });
    expect(desk.said(ivan)).toHaveLength(before);
    expect((await desk.thread(reference)).map(({ view }) => textOf(view))).toContain(
      format('en', 'spam.agents', { name: anna.name, reference }),
    );
    expect(await used()).toBe(0);
    expect(await reminders(reference)).toEqual([]);
    const [card] = await desk.thread(reference);
    const outcome = { label: format('en', 'card.outcome'), value: format('en', 'outcome.spam') };
    expect(card?.view).toMatchObject({ facts: expect.arrayContaining([outcome]) });
    const shown = await desk.command(ivan, 'show ACME-1');
    expect(JSON.stringify(shown)).not.toContain(format('ru', 'outcome.spam'));
  });

  it('is not for requesters', async () => {
    await opens(desk, ivan, 'Hello');
    expect(answerText(await desk.command(ivan, 'spam ACME-1'))).toBe(
      format('ru', 'error.notAllowed', { verb: 'spam' }),
    );
  });
});

describe('merging', () => {
  const into = 'ACME-1';
  const from = 'ACME-2';

  beforeEach(async () => {
    await opens(desk, ivan, 'The server is down');
    await opens(desk, jane, 'Server down', { wantsPriority: true });
  });

  it('ends the duplicate and says everywhere where it goes on', async () => {
    expect(answerText(await byAgent('merge ACME-2 acme-1'))).toBe(
      format('en', 'merge.done', { reference: from, into }),
    );
    expect(await desk.ticket(from)).toMatchObject({ status: 'closed', outcome: 'duplicate' });
    expect(await desk.events(into)).toEqual(['TicketOpened', 'DuplicateMerged']);
    const inFrom = (await desk.thread(from)).map(({ view }) => textOf(view));
    expect(inFrom).toContain(format('en', 'merged.agents', { name: anna.name, reference: from, into }));
    expect(await lastInThread(into)).toBe(
      format('en', 'absorbed.agents', { name: anna.name, reference: into, from }),
    );
    expect(desk.said(jane).slice(-2)).toEqual([
      format('en', 'merged.requester', { reference: from, into }),
      format('en', 'refunded.requester', { reference: from, reason: 'duplicate' }),
    ]);
    expect(desk.said(ivan)).toHaveLength(1);
    expect(await used()).toBe(0);
    expect(await reminders(from)).toEqual([]);
    const [card] = await desk.thread(from);
    const outcome = format('en', 'outcome.duplicateOf', { reference: into });
    expect(card?.view).toMatchObject({
      facts: expect.arrayContaining([{ label: format('en', 'card.outcome'), value: outcome }]),
    });
  });

  it('brings the answers to both requesters from then on', async () => {
    await byAgent('merge ACME-2 ACME-1');
    await byAgent('reply ACME-1 It is up again');
    for (const person of [ivan, jane]) expect(desk.said(person).at(-1)).toContain('It is up again');
  });

  it('brings what the duplicate’s requester writes in its thread to where it goes on', async () => {
    await byAgent('merge ACME-2 ACME-1');
    const place = { ...inChannel.place, chat: `D-${jane.userId}`, kind: 'direct' as const };
    await desk.message(jane, 'Still down here', { place: { ...place, thread: 'thread of Server down' } });
    expect(await lastInThread(into)).toContain('Still down here');
  });

  it('brings what names the duplicate there, and shows that ticket in its place', async () => {
    await byAgent('merge ACME-2 ACME-1');
    await desk.command(jane, 'reply ACME-2 And here');
    expect(await lastInThread(into)).toContain('And here');
    const shown = await desk.command(jane, 'show ACME-2');
    expect(answerText(shown)).toContain(into);
    expect(answerText(await desk.command(jane, 'show ACME-1'))).toContain(into);
    expect(answerText(await desk.command(olga, 'show ACME-1'))).toBe(
      format('en', 'error.ticketNotFound', { reference: into }),
    );
  });

  it('lets the duplicate’s requester answer what they read of the other ticket', async () => {
    await opens(desk, olga, 'Also down', { organisationId: globex.id });
    await byAgent('merge ACME-3 ACME-1');
    await byAgent('reply ACME-1 Which building?');
    const question = desk.toldTo(olga).at(-1);
    await desk.message(olga, 'The old one', { replyTo: question?.messageId ?? '' });
    expect(await lastInThread(into)).toContain('The old one');
    const merged = desk.toldTo(olga).find(({ view }) => textOf(view).includes('ACME-3'));
    await desk.message(olga, 'Third floor', { replyTo: merged?.messageId ?? '' });
    expect(await lastInThread(into)).toContain('Third floor');
  });

  it('follows from duplicate to duplicate', async () => {
    await opens(desk, ivan, 'The root of it');
    await byAgent('merge ACME-2 ACME-1');
    await byAgent('merge ACME-1 ACME-3');
    await desk.command(jane, 'reply ACME-2 Still me');
    expect(await lastInThread('ACME-3')).toContain('Still me');
    await byAgent('reply ACME-3 Fixed');
    expect(desk.said(jane).at(-1)).toContain('Fixed');
    expect(desk.said(ivan).filter((text) => text.includes('Fixed'))).toHaveLength(1);
  });

  it('tells nobody twice in their own chat', async () => {
    await opens(desk, jane, 'Server still down');
    await byAgent('merge ACME-3 ACME-2');
    await byAgent('reply ACME-2 On it');
    expect(desk.said(jane).filter((text) => text.includes('On it'))).toHaveLength(1);
    const place = { ...inChannel.place, chat: `D-${jane.userId}`, kind: 'direct' as const };
    await desk.message(jane, 'Thanks', { place: { ...place, thread: 'thread of Server still down' } });
    expect(await lastInThread(from)).toContain('Thanks');
  });

  it('in a ticket’s thread takes one reference for where that ticket goes on', async () => {
    const place = await desk.threadOf(from);
    expect(answerText(await desk.command(anna, 'merge ACME-1', { place }))).toBe(
      format('en', 'merge.done', { reference: from, into }),
    );
    expect(await desk.ticket(from)).toMatchObject({ outcome: 'duplicate' });
  });

  it('in its thread asks for the other ticket where none is named, or only itself', async () => {
    const place = await desk.threadOf(from);
    const question = format('en', 'error.mergeUnnamed', { reference: from, example: 'ACME-118' });
    expect(answerText(await desk.command(anna, 'merge', { place }))).toBe(question);
    expect(answerText(await desk.command(anna, 'merge ACME-2', { place }))).toBe(question);
  });

  it('asks for the other ticket where none is named', async () => {
    expect(answerText(await byAgent('merge ACME-2'))).toBe(
      format('en', 'error.mergeUnnamed', { reference: from, example: 'ACME-118' }),
    );
  });

  it('is refused whole, with either ticket as it was', async () => {
    await opens(desk, olga, 'Foreign', { organisationId: null });
    await byAgent('close ACME-1');
    const status = format('en', 'status.closed');
    for (const [line, text] of [
      ['merge ACME-2 ACME-2', format('en', 'error.mergeIntoItself', { reference: from })],
      ['merge ACME-2 ACME-3', format('en', 'error.mergeForeign', { reference: from, into: 'ACME-3' })],
      ['merge ACME-2 ACME-99', format('en', 'error.ticketNotFound', { reference: 'ACME-99' })],
      ['merge ACME-2 ACME-1', format('en', 'error.wrongStatus', { reference: into, status, verb: 'merge' })],
      ['merge ACME-1 ACME-2', format('en', 'error.wrongStatus', { reference: into, status, verb: 'merge' })],
    ] as const)
      expect(answerText(await byAgent(line))).toBe(text);
    expect(await desk.events(from)).toEqual(['TicketOpened', 'PriorityIncidentSpent']);
    expect(await desk.events('ACME-3')).toEqual(['TicketOpened']);
    expect(await used()).toBe(1);
  });

  it('leaves agents at the duplicate that they look at', async () => {
    await byAgent('merge ACME-2 ACME-1');
    expect(answerText(await byAgent('show ACME-2'))).toContain(from);
  });
});
