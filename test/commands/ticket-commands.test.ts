// Every command on a ticket as its people meet it: what it answers, and what others hear of it.
import { beforeEach, describe, expect, it } from 'vitest';
import { format } from '../../src/messages/format.ts';
import { anna, boris, groupPlace, ivan, olga } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { aFile } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
const reference = 'ACME-1';
const place = groupPlace({ platform: 'slack', chat: slackChannel, thread: null });

beforeEach(async () => {
  desk = deskOnFakes();
  for (const { userId } of [anna, boris]) desk.slack.join(slackChannel, userId);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
});

const byAgent = (line: string, saying = {}) => desk.command(anna, line, { place, ...saying });
const lastInThread = async () => {
  const last = (await desk.thread(reference)).at(-1);
  return last && textOf(last.view);
};
const lastToIvan = () => desk.said(ivan).at(-1);

describe('claim and unclaim', () => {
  it('say whose the ticket is, to the agents alone', async () => {
    expect(answerText(await byAgent('claim ACME-1'))).toBe(format('en', 'claim.done', { reference }));
    expect(await lastInThread()).toBe(format('en', 'claimed.agents', { name: anna.name, reference }));
    expect(answerText(await byAgent('claim ACME-1'))).toBe(format('en', 'error.alreadyYours', { reference }));
    expect(answerText(await desk.command(boris, 'claim ACME-1', { place }))).toBe(
      format('en', 'error.alreadyClaimed', { reference, owner: anna.name }),
    );
    expect(answerText(await byAgent('unclaim ACME-1'))).toBe(format('en', 'unclaim.done', { reference }));
    expect(await lastInThread()).toBe(format('en', 'unclaimed.agents', { name: anna.name, reference }));
    expect(answerText(await byAgent('unclaim ACME-1'))).toBe(format('en', 'error.notClaimed', { reference }));
    expect(desk.said(ivan)).toHaveLength(2);
  });

  it('work by the card’s button', async () => {
    await desk.press(anna, format('en', 'button.claim'), { place });
    const { id } = await desk.person(anna);
    expect((await desk.ticket(reference)).assigneeId).toBe(id);
    const [card] = await desk.thread(reference);
    expect(card && buttonsOf(card.view).map(({ command }) => command)).not.toContain('claim ACME-1');
  });
});

describe('assign', () => {
  it('gives the ticket to an agent by handle, or to whoever asks', async () => {
    await desk.person(boris);
    expect(answerText(await byAgent('assign ACME-1 @BORIS'))).toBe(
      format('en', 'assign.done', { reference, owner: boris.name }),
    );
    expect(await lastInThread()).toBe(
      format('en', 'assigned.agents', { name: anna.name, reference, owner: boris.name }),
    );
    await byAgent('assign ACME-1 me');
    expect((await desk.ticket(reference)).assigneeId).toBe((await desk.person(anna)).id);
  });

  it('refuses nobody, somebody unknown, and somebody who is no agent', async () => {
    expect(answerText(await byAgent('assign ACME-1'))).toBe(
      format('en', 'error.textMissing', { verb: 'assign' }),
    );
    expect(answerText(await byAgent('assign ACME-1 @nobody'))).toBe(
      format('en', 'error.personUnknown', { name: '@nobody' }),
    );
    desk.slack.leave(slackChannel, boris.userId);
    await desk.person(boris);
    expect(answerText(await byAgent('assign ACME-1 @boris'))).toBe(
      format('en', 'error.assigneeNotAgent', { name: boris.name }),
    );
    expect(await desk.events(reference)).toEqual(['TicketOpened']);
  });
});

describe('reply and note', () => {
  it('with their words in the line go out and say so', async () => {
    expect(answerText(await byAgent('reply ACME-1 On it'))).toBe(format('en', 'reply.done', { reference }));
    expect(lastToIvan()).toContain('On it');
    expect(await lastInThread()).toContain('On it');
    expect(answerText(await byAgent('note ACME-1 hm'))).toBe(format('en', 'note.done', { reference }));
    expect(lastToIvan()).toContain('On it');
    expect(await lastInThread()).toContain('hm');
  });

  it.each(['reply', 'note'])('without words ask for them by a form that completes “%s”', async (verb) => {
    const answer = await byAgent(`${verb} ACME-1`);
    expect(answer?.view).toMatchObject({
      kind: 'form',
      command: `${verb} ACME-1`,
      fields: [{ name: 'text' }],
    });
    await desk.form(anna, `${verb} ACME-1`, { text: 'On it' }, { place });
    expect(await desk.events(reference)).toContain(verb === 'reply' ? 'ReplySent' : 'NoteAdded');
  });

  it('with a file alone need no words', async () => {
    await byAgent('reply ACME-1', { attachments: [aFile] });
    expect(desk.toldTo(ivan).at(-1)?.view).toMatchObject({ text: '', attachments: [aFile] });
  });

  it('typed in the thread are marked there, with nothing further said', async () => {
    const thread = await desk.threadOf(reference);
    expect(await byAgent('reply On it', { place: thread, messageId: 'r1' })).toBeNull();
    expect(desk.slack.marks('r1')).toEqual(['reply']);
    expect(await desk.thread(reference)).toHaveLength(1);
  });
});

describe('pending and resume', () => {
  it('tell both sides that the ticket waits, and the agents that it goes on', async () => {
    expect(answerText(await byAgent('pending ACME-1'))).toBe(format('en', 'pending.done', { reference }));
    expect(lastToIvan()).toBe(format('ru', 'pended.requester', { reference }));
    expect(await lastInThread()).toBe(format('en', 'pended.agents', { name: anna.name, reference }));
    expect(answerText(await byAgent('pending ACME-1'))).toBe(
      format('en', 'error.wrongStatus', {
        reference,
        verb: 'pending',
        status: format('en', 'status.pending'),
      }),
    );
    expect(answerText(await byAgent('resume ACME-1'))).toBe(format('en', 'resume.done', { reference }));
    expect(await lastInThread()).toBe(format('en', 'resumed.agents', { reference }));
  });
});

describe('resolve', () => {
  it('with a comment answers the requester', async () => {
    expect(answerText(await byAgent('resolve ACME-1 Fixed in 4.2.'))).toBe(
      format('en', 'resolve.done', { reference }),
    );
    expect(lastToIvan()).toBe(
      `${format('ru', 'resolved.heading', { name: 'Анна из Acme', reference })}: Fixed in 4.2.`,
    );
    expect((await desk.ticket(reference)).timers[0]?.metAt).not.toBeNull();
  });

  it.each([
    ['“-” in the line', () => byAgent('resolve ACME-1 -')],
    ['the form left empty', () => desk.form(anna, 'resolve ACME-1', { text: '' }, { place })],
  ])('without a comment, by %s, only says that it is resolved, and answers nothing', async (_, resolve) => {
    await resolve();
    expect(lastToIvan()).toBe(format('ru', 'resolved.plain', { reference }));
    expect((await desk.ticket(reference)).timers[0]).toMatchObject({ metAt: null, answers: [] });
  });

  it('asks an agent for an optional comment, with a way around it', async () => {
    const answer = await byAgent('resolve ACME-1');
    expect(answer?.view).toMatchObject({
      kind: 'form',
      fields: [{ optional: true }],
      skip: { command: 'resolve ACME-1 -' },
    });
  });

  it('takes a file as the comment', async () => {
    await byAgent('resolve ACME-1', { attachments: [aFile] });
    expect(desk.toldTo(ivan).at(-1)?.view).toMatchObject({ kind: 'relay', attachments: [aFile] });
  });

  it('by the requester needs no comment, and is told to the agents', async () => {
    expect(answerText(await desk.command(ivan, 'resolve'))).toBe(format('ru', 'resolve.done', { reference }));
    expect(desk.said(ivan)).toHaveLength(2);
    expect(await lastInThread()).toBe(format('en', 'resolved.agents', { name: ivan.name, reference }));
  });

  it('with the requester’s own last word does not claim that it was sent to them', async () => {
    await desk.command(ivan, 'resolve ACME-1 Solved it ourselves');
    expect((await desk.thread(reference)).at(-1)?.view).toMatchObject({
      text: 'Solved it ourselves',
      footer: null,
    });
  });
});

describe('reopen, close and cancel', () => {
  it('by an agent are told to the requester', async () => {
    await byAgent('resolve ACME-1 -');
    expect(answerText(await byAgent('reopen ACME-1'))).toBe(format('en', 'reopen.done', { reference }));
    expect(lastToIvan()).toBe(format('ru', 'reopened.requester', { reference }));
    expect(answerText(await byAgent('close ACME-1'))).toBe(format('en', 'close.done', { reference }));
    expect(lastToIvan()).toBe(format('ru', 'closed.requester', { reference }));
    expect(answerText(await byAgent('reopen ACME-1'))).toBe(
      format('en', 'error.wrongStatus', { reference, verb: 'reopen', status: format('en', 'status.closed') }),
    );
  });

  it('with the reason for which it was cancelled', async () => {
    expect(answerText(await byAgent('cancel ACME-1 Reported twice'))).toBe(
      format('en', 'cancel.done', { reference }),
    );
    expect(desk.toldTo(ivan).at(-1)?.view).toMatchObject({
      text: format('ru', 'cancelled.requester', { reference }),
      details: [format('ru', 'cancelled.reason', { reason: 'Reported twice' })],
    });
  });

  it('by the requester are told to the agents', async () => {
    await desk.command(ivan, 'cancel ACME-1 Solved it');
    expect(await lastInThread()).toBe(format('en', 'cancelled.agents', { name: ivan.name, reference }));
    expect(desk.said(ivan)).toHaveLength(2);
  });

  it('work by the button under the last word', async () => {
    await byAgent('resolve ACME-1 Fixed');
    await desk.press(ivan, format('ru', 'button.reopen'));
    expect((await desk.ticket(reference)).status).toBe('open');
  });
});

describe('show and why', () => {
  it('show a requester their ticket without what concerns agents', async () => {
    await byAgent('claim ACME-1');
    const answer = await desk.command(ivan, 'show');
    expect(answer?.view).toMatchObject({ kind: 'card', body: 'The server is down' });
    const labels =
      answer?.view.kind === 'card' ? answer.view.facts.map(({ label, value }) => `${label}: ${value}`) : [];
    expect(labels).toContain(`${format('ru', 'card.owner')}: Анна из Acme`);
    expect(labels.join()).not.toContain(format('ru', 'card.plan'));
    expect(answer && buttonsOf(answer.view).map(({ command }) => command.split(' ')[0])).toEqual([
      'reply',
      'resolve',
    ]);
  });

  it('show an agent who asked, under which plan, and what they can do', async () => {
    const answer = await byAgent('show ACME-1');
    const facts = answer?.view.kind === 'card' ? answer.view.facts : [];
    expect(facts).toContainEqual({ label: format('en', 'card.requester'), value: ivan.name });
    expect(facts).toContainEqual({ label: format('en', 'card.plan'), value: 'Standard' });
    expect(answer && buttonsOf(answer.view).map(({ command }) => command.split(' ')[0])).toEqual([
      'claim',
      'reply',
      'note',
      'resolve',
    ]);
  });

  it('say why there is no deadline where there is none', async () => {
    await desk.message(olga, 'A question');
    const low = desk
      .toldTo(olga)
      .flatMap(({ view }) => buttonsOf(view))
      .find(({ command }) => command.endsWith('low'));
    await desk.command(olga, low!.command);
    expect(answerText(await desk.command(olga, 'why'))).toBe(
      format('en', 'why.none', { reference: 'ACME-2' }),
    );
    expect(answerText(await desk.command(ivan, 'why'))).toContain('ACME-1');
  });
});
