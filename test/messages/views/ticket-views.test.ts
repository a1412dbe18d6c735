// A ticket as its readers see it: card, buttons, list entry and clocks.
import { describe, expect, it } from 'vitest';
import type { Reader } from '../../../src/app/ports.ts';
import { languages } from '../../../src/domain/language.ts';
import type { Status, Ticket } from '../../../src/domain/ticket.ts';
import { format } from '../../../src/messages/format.ts';
import { cardView, threadTitle } from '../../../src/messages/views/card.ts';
import { ticketButtons } from '../../../src/messages/views/ticket-buttons.ts';
import { ticketLines } from '../../../src/messages/views/ticket-lines.ts';
import { timerWords } from '../../../src/messages/views/timer-words.ts';
import { people, policy, reader, reference } from '../../builders/facts.ts';
import { anna } from '../../builders/people.ts';
import {
  aMessage,
  cancelled,
  claimed,
  closed,
  monday10,
  opened,
  pended,
  replied,
  resolved,
  ticketAfter,
} from '../../builders/ticket.ts';
import { hours, minutes } from '../../domain/sla/given.ts';

describe('a card', () => {
  const context = (side: Reader['side'], ticket: Ticket) => ({
    ticket,
    people,
    policy,
    reader: reader(side),
    organisation: null,
    duplicateOf: null,
  });
  const factsOf = (side: Reader['side'], ticket: Ticket) =>
    Object.fromEntries(cardView(context(side, ticket)).facts.map(({ label, value }) => [label, value]));

  it('names the owner as its reader knows them', () => {
    const owner = format('en', 'card.owner');
    expect(factsOf('agents', ticketAfter(claimed()))[owner]).toBe(anna.name);
    expect(factsOf('requester', ticketAfter(claimed()))[owner]).toBe('Anna from Acme');
    expect(factsOf('agents', ticketAfter())[owner]).toBe(format('en', 'card.nobody'));
  });

  it('tells agents who asks and under which plan, and requesters not', () => {
    expect(Object.keys(factsOf('agents', ticketAfter()))).toEqual([
      format('en', 'card.requester'),
      format('en', 'card.plan'),
      format('en', 'card.severity'),
      format('en', 'card.status'),
      format('en', 'card.owner'),
      format('en', 'metric.firstResponse'),
      format('en', 'metric.resolution'),
    ]);
    expect(Object.keys(factsOf('requester', ticketAfter()))).not.toContain(format('en', 'card.plan'));
  });

  it('carries the opening words whole, and says so where there are none', () => {
    expect(cardView(context('agents', ticketAfter())).body).toBe('The server is down');
    const wordless = ticketAfter(opened({ opening: aMessage('') }));
    expect(cardView(context('agents', wordless)).body).toBe(format('en', 'card.noText'));
    expect(threadTitle(wordless)).toBe(reference);
    expect(threadTitle(ticketAfter())).toBe(`${reference} · The server is down`);
  });
});

describe('the buttons', () => {
  const verbs = (role: 'agent' | 'requester' | 'stranger', ticket: Ticket) =>
    ticketButtons(ticket, role, 'en')
      .flat()
      .map(({ command }) => command.split(' ')[0]);
  const inStatus: Readonly<Record<Status, Ticket>> = {
    new: ticketAfter(),
    open: ticketAfter(claimed()),
    pending: ticketAfter(pended()),
    on_hold: { ...ticketAfter(), status: 'on_hold' },
    resolved: ticketAfter(resolved(null)),
    closed: ticketAfter(closed()),
  };

  it.each([
    ['new', ['claim', 'reply', 'note', 'resolve']],
    ['open', ['reply', 'note', 'resolve']],
    ['pending', ['reply', 'note', 'resume', 'resolve']],
    ['on_hold', ['reply', 'note', 'resume', 'resolve']],
    ['resolved', ['reopen', 'close']],
    ['closed', []],
  ] as const)('of a %s ticket are what an agent can do with it', (status, expected) => {
    expect(verbs('agent', inStatus[status])).toEqual(expected);
  });

  it('are a requester’s own where they see them, and nobody else’s', () => {
    expect(verbs('requester', inStatus.new)).toEqual(['reply', 'resolve']);
    expect(verbs('requester', inStatus.resolved)).toEqual(['reopen', 'close']);
    expect(ticketButtons(inStatus.new, 'stranger', 'en')).toEqual([]);
  });

  it('send no more than a platform carries', () => {
    for (const language of languages)
      for (const ticket of Object.values(inStatus))
        for (const { command } of ticketButtons(
          { ...ticket, reference: 'ABCDEFGHIJ-999999999' },
          'agent',
          language,
        ).flat())
          expect(Buffer.byteLength(command)).toBeLessThanOrEqual(64);
  });
});

describe('a clock', () => {
  const first = (ticket: Ticket) => ticket.timers[0]!;
  const due = monday10 + hours(6);
  const at = (now: number) => reader('agents', { now });
  const today = (clock: string) => format('en', 'time.today', { clock, zone: 'Moscow time' });

  it.each([
    ['runs', ticketAfter(), format('en', 'timer.due', { due: today('16:00') })],
    ['was met', ticketAfter(replied('On it')), format('en', 'timer.met', { at: today('10:01') })],
    ['was left', ticketAfter(resolved(null)), format('en', 'timer.unmet')],
    ['was cancelled', ticketAfter(cancelled(null)), format('en', 'timer.cancelled')],
  ])('that %s says so', (_, ticket, words) => {
    expect(timerWords(first(ticket), at(monday10 + minutes(5)))).toBe(words);
  });

  it('that is late says since when, and when it was answered', () => {
    expect(timerWords(first(ticketAfter()), at(due + 1))).toBe(
      format('en', 'timer.breached', { due: today('16:00') }),
    );
    const late = ticketAfter(replied('On it', due + minutes(30)));
    expect(timerWords(first(late), at(due + hours(1)))).toBe(
      format('en', 'timer.breachedMet', { due: today('16:00'), at: today('16:30') }),
    );
  });

  it('stands in a list while somebody waits for it', () => {
    const context = { people, policy, reader: reader('agents') };
    expect(ticketLines(ticketAfter(claimed()), context).lines[0]).toContain(anna.name);
    expect(ticketLines(ticketAfter(), context).lines).toHaveLength(3);
    expect(ticketLines(ticketAfter(replied('On it')), context).lines).toHaveLength(2);
  });
});
