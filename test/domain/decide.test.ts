// Given a ticket's events, when somebody commands something, then these events follow, or this refusal.
import { describe, expect, it } from 'vitest';
import type { Actor, TicketCommand } from '../../src/domain/commands.ts';
import { decide, decideOpen } from '../../src/domain/decide.ts';
import { messageLimit } from '../../src/domain/decision.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { Status, Ticket } from '../../src/domain/ticket.ts';
import {
  aFile,
  agentId,
  aMessage,
  anOpening,
  cancelled,
  claimed,
  closed,
  monday10,
  opened,
  otherAgentId,
  pended,
  reminded,
  reopened,
  replied,
  requesterId,
  resolved,
  ticketAfter,
  undelivered,
  wrote,
} from '../builders/ticket.ts';
import { hours, minutes } from './sla/given.ts';

const agent: Actor = { id: agentId, role: 'agent' };
const otherAgent: Actor = { id: otherAgentId, role: 'agent' };
const requester: Actor = { id: requesterId, role: 'requester' };
const stranger: Actor = { id: 'p-eve', role: 'stranger' };
const desk: Actor = { id: null, role: 'desk' };

const now = monday10 + hours(1);
const at = now - minutes(1);

const when = (ticket: Ticket, command: TicketCommand, actor: Actor = agent, moment = now) =>
  decide(ticket, command, { now: moment, actor });

const say = (type: 'reply' | 'note', text: string): TicketCommand => ({ type, at, message: aMessage(text) });
const resolve = (comment: string | null): TicketCommand => ({
  type: 'resolve',
  at,
  message: comment === null ? null : aMessage(comment),
});

const does = (...events: readonly TicketEvent[]) => ({ ok: true, value: events });
const refuses = (error: object) => ({ ok: false, error });
const by = (actor: Actor) => ({ at: now, actorId: actor.id });

/** A ticket in each of the statuses. */
const inStatus: Readonly<Record<Exclude<Status, 'on_hold'>, Ticket>> = {
  new: ticketAfter(),
  open: ticketAfter(claimed()),
  pending: ticketAfter(claimed(), pended()),
  resolved: ticketAfter(claimed(), resolved(null)),
  closed: ticketAfter(closed()),
};
const onHold: Ticket = { ...inStatus.open, status: 'on_hold' };

describe('opening', () => {
  const context = { now, actor: requester };

  it('records the opening with everything that was known then', () => {
    const command = anOpening();
    const { type: _, priority: _balance, ...facts } = command;
    expect(decideOpen(command, context)).toEqual(
      does({ type: 'TicketOpened', ...by(requester), lacksPriority: false, ...facts }),
    );
  });

  it('takes a file without a word', () => {
    const opening = { ...aMessage(''), attachments: [aFile] };
    expect(decideOpen(anOpening({ opening }), context)).toMatchObject({ ok: true });
  });

  it('refuses an opening without words and files', () => {
    expect(decideOpen(anOpening({ opening: aMessage(' \n') }), context)).toEqual(
      refuses({ code: 'textMissing', verb: 'new' }),
    );
  });

  it('refuses more than a message can carry, counted in code points', () => {
    const opening = aMessage('😀'.repeat(messageLimit + 1));
    expect(decideOpen(anOpening({ opening }), context)).toEqual(
      refuses({ code: 'textTooLong', limit: messageLimit, length: messageLimit + 1 }),
    );
    const longest = aMessage('😀'.repeat(messageLimit));
    expect(decideOpen(anOpening({ opening: longest }), context)).toMatchObject({ ok: true });
  });
});

describe('claiming', () => {
  it('gives a ticket to the agent who asks', () => {
    expect(when(inStatus.new, { type: 'claim' })).toEqual(does({ type: 'TicketClaimed', ...by(agent) }));
  });

  it('tells the second agent who was first', () => {
    expect(when(ticketAfter(claimed()), { type: 'claim' }, otherAgent)).toEqual(
      refuses({ code: 'alreadyClaimed', reference: 'ACME-118', ownerId: agentId }),
    );
  });

  it('tells an agent who has it already that they do', () => {
    expect(when(ticketAfter(claimed()), { type: 'claim' })).toEqual(
      refuses({ code: 'alreadyYours', reference: 'ACME-118' }),
    );
  });

  it('is undone by any agent, when there is something to undo', () => {
    expect(when(ticketAfter(claimed()), { type: 'unclaim' }, otherAgent)).toEqual(
      does({ type: 'TicketUnclaimed', ...by(otherAgent) }),
    );
    expect(when(inStatus.new, { type: 'unclaim' })).toEqual(
      refuses({ code: 'notClaimed', reference: 'ACME-118' }),
    );
  });
});

describe('assigning', () => {
  it('takes a ticket from one agent and gives it to another', () => {
    expect(when(ticketAfter(claimed()), { type: 'assign', assigneeId: otherAgentId })).toEqual(
      does({ type: 'TicketAssigned', assigneeId: otherAgentId, ...by(agent) }),
    );
  });

  it('changes nothing for the agent who has it', () => {
    expect(when(ticketAfter(claimed()), { type: 'assign', assigneeId: agentId })).toEqual(does());
  });
});

describe('speaking', () => {
  it('makes an agent’s reply a public one, at the time of writing', () => {
    expect(when(inStatus.open, say('reply', 'Looking'))).toEqual(
      does({ type: 'ReplySent', at, actorId: agentId, message: aMessage('Looking') }),
    );
  });

  it('makes a requester’s reply their own words', () => {
    expect(when(inStatus.open, say('reply', 'Hurry'), requester)).toEqual(
      does({ type: 'RequesterWrote', at, actorId: requesterId, message: aMessage('Hurry') }),
    );
  });

  it('takes a ticket that waits for its requester up again at their words', () => {
    expect(when(inStatus.pending, say('reply', 'Here it is'), requester)).toEqual(
      does(
        { type: 'TicketResumed', ...by(requester) },
        { type: 'RequesterWrote', at, actorId: requesterId, message: aMessage('Here it is') },
      ),
    );
  });

  it('reopens a resolved ticket at its requester’s words, before them', () => {
    expect(when(inStatus.resolved, say('reply', 'Not solved'), requester)).toEqual(
      does(
        { type: 'TicketReopened', ...by(requester) },
        { type: 'RequesterWrote', at, actorId: requesterId, message: aMessage('Not solved') },
      ),
    );
  });

  it('leaves a ticket on hold there when its requester writes', () => {
    const decision = when(onHold, say('reply', 'And?'), requester);
    expect(decision).toMatchObject({ ok: true, value: [{ type: 'RequesterWrote' }] });
  });

  it('leaves a resolved ticket so when an agent adds an answer', () => {
    const decision = when(inStatus.resolved, say('reply', 'By the way'));
    expect(decision).toMatchObject({ ok: true, value: [{ type: 'ReplySent' }] });
  });

  it('says nothing more in public on a closed ticket', () => {
    for (const actor of [agent, requester]) {
      expect(when(inStatus.closed, say('reply', 'One more'), actor)).toEqual(
        refuses({ code: 'wrongStatus', reference: 'ACME-118', status: 'closed', verb: 'reply' }),
      );
    }
  });

  it('takes a note in every status', () => {
    for (const ticket of [...Object.values(inStatus), onHold]) {
      expect(when(ticket, say('note', 'Same as last week'))).toEqual(
        does({ type: 'NoteAdded', at, actorId: agentId, message: aMessage('Same as last week') }),
      );
    }
  });

  it.each([
    ['reply', requester],
    ['reply', agent],
    ['note', agent],
  ] as const)('refuses an empty %s of the %o', (type, actor) => {
    expect(when(inStatus.resolved, say(type, '  '), actor)).toEqual(
      refuses({ code: 'textMissing', verb: type }),
    );
  });

  it('refuses a comment that is empty or too long', () => {
    expect(when(inStatus.open, resolve(' '))).toEqual(refuses({ code: 'textMissing', verb: 'resolve' }));
    expect(when(inStatus.open, resolve('x'.repeat(messageLimit + 1)))).toMatchObject({
      error: { code: 'textTooLong' },
    });
  });
});

describe('moving through the statuses', () => {
  const moves: readonly (readonly [TicketCommand, TicketEvent['type'], readonly Status[]])[] = [
    [{ type: 'pending' }, 'TicketPended', ['new', 'open', 'on_hold']],
    [{ type: 'resume' }, 'TicketResumed', ['pending', 'on_hold']],
    [resolve(null), 'TicketResolved', ['new', 'open', 'pending', 'on_hold']],
    [resolve('Fixed'), 'TicketResolved', ['new', 'open', 'pending', 'on_hold']],
    [{ type: 'reopen' }, 'TicketReopened', ['resolved']],
    [{ type: 'close' }, 'TicketClosed', ['new', 'open', 'pending', 'on_hold', 'resolved']],
    [{ type: 'cancel', reason: 'Spam' }, 'TicketCancelled', ['new', 'open', 'pending', 'on_hold']],
    [{ type: 'claim' }, 'TicketClaimed', ['new', 'open', 'pending', 'on_hold']],
    [{ type: 'assign', assigneeId: otherAgentId }, 'TicketAssigned', ['new', 'open', 'pending', 'on_hold']],
  ];
  const tickets: Readonly<Record<Status, Ticket>> = { ...inStatus, on_hold: onHold };

  it.each(moves)('lets %o lead to %s from %j and from nowhere else', (command, type, allowed) => {
    for (const ticket of Object.values(tickets)) {
      const unowned = { ...ticket, assigneeId: null };
      const decision = when(unowned, command);
      const isAllowed = allowed.includes(ticket.status);
      const { reference, status } = ticket;
      expect(decision).toMatchObject(
        isAllowed
          ? { ok: true, value: [{ type, actorId: agentId }] }
          : { ok: false, error: { code: 'wrongStatus', reference, status, verb: command.type } },
      );
    }
  });

  it('gives a finished ticket back to nobody', () => {
    expect(when(inStatus.resolved, { type: 'unclaim' })).toMatchObject({ error: { code: 'wrongStatus' } });
  });

  it('resolves at the time of writing, closes and cancels at the time of hearing of it', () => {
    expect(when(inStatus.open, resolve('Fixed'))).toEqual(
      does({ type: 'TicketResolved', at, actorId: agentId, comment: aMessage('Fixed') }),
    );
    expect(when(inStatus.open, { type: 'cancel', reason: null })).toEqual(
      does({ type: 'TicketCancelled', reason: null, ...by(agent) }),
    );
  });
});

describe('who may', () => {
  const commands: readonly TicketCommand[] = [
    { type: 'claim' },
    { type: 'unclaim' },
    { type: 'assign', assigneeId: otherAgentId },
    say('reply', 'Hello'),
    say('note', 'Hmm'),
    { type: 'pending' },
    { type: 'resume' },
    resolve(null),
    { type: 'reopen' },
    { type: 'close' },
    { type: 'cancel', reason: null },
    { type: 'remind', metric: 'firstResponse', step: '50%', passed: [], inDigest: false, toOnCall: false },
    { type: 'breach', metric: 'firstResponse' },
    { type: 'withdrawReply', messageId: 'm1', reason: 'blocked' },
  ];
  const allowedTo = (role: Role): readonly string[] =>
    commands
      .filter((command) => {
        const decision = decide(inStatus.new, command, { now, actor: { id: 'p', role } });
        return decision.ok || decision.error.code !== 'notAllowed';
      })
      .map(({ type }) => type);

  it.each(commands)('tells a stranger who would $type that there is no such ticket', (command) => {
    expect(when(ticketAfter(), command, stranger)).toEqual(
      refuses({ code: 'ticketNotFound', reference: 'ACME-118' }),
    );
  });

  it('leaves agents’ work to agents', () => {
    expect(allowedTo('requester')).toEqual(['reply', 'resolve', 'reopen', 'close', 'cancel']);
    expect(when(inStatus.new, { type: 'claim' }, requester)).toEqual(
      refuses({ code: 'notAllowed', verb: 'claim' }),
    );
  });

  it('lets an agent do everything but what the clocks do', () => {
    const desks = ['remind', 'breach', 'withdrawReply'];
    expect(allowedTo('agent')).toEqual(
      commands.map(({ type }) => type).filter((type) => !desks.includes(type)),
    );
  });
});

describe('what the desk does by its clocks', () => {
  const due = monday10 + hours(6);
  const breach = { type: 'breach', metric: 'firstResponse' } as const;
  const remind = {
    type: 'remind',
    metric: 'firstResponse',
    step: '50%',
    passed: [],
    inDigest: false,
    toOnCall: false,
  } as const;

  it('records a breach once the deadline has passed, and not at it', () => {
    expect(when(ticketAfter(), breach, desk, due)).toEqual(does());
    expect(when(ticketAfter(), breach, desk, due + 1)).toEqual(
      does({ type: 'SlaBreached', metric: 'firstResponse', dueAt: due, at: due + 1, actorId: null }),
    );
  });

  it('records a breach once', () => {
    const breached = ticketAfter({
      type: 'SlaBreached',
      metric: 'firstResponse',
      dueAt: due,
      at: due + 1,
      actorId: null,
    });
    expect(when(breached, breach, desk, due + 2)).toEqual(does());
  });

  it.each([
    ['answered', ticketAfter(replied('Looking'))],
    ['resolved without an answer', ticketAfter(resolved(null))],
    ['cancelled', ticketAfter(cancelled('Spam'))],
    ['without a target', ticketAfter(opened({ targets: {} }))],
    [
      'owed a promise',
      ticketAfter(opened({ targets: { firstResponse: { withinMs: null, calendar: 'office' } } })),
    ],
  ])('records no breach on a ticket that is %s', (_, ticket) => {
    expect(when(ticket, breach, desk, due + hours(100))).toEqual(does());
  });

  it('records the breach of the second next response though the first was met', () => {
    const day = 24;
    const ticket = ticketAfter(
      replied('Looking'),
      wrote('And?', monday10 + hours(1)),
      replied('Soon', monday10 + hours(2)),
      wrote('Well?', monday10 + hours(3)),
    );
    const decision = when(ticket, { type: 'breach', metric: 'nextResponse' }, desk, monday10 + hours(day));
    expect(decision).toMatchObject({
      ok: true,
      value: [{ type: 'SlaBreached', metric: 'nextResponse', dueAt: monday10 + hours(7) }],
    });
  });

  it('posts each reminder once', () => {
    expect(when(ticketAfter(), remind, desk)).toEqual(does(reminded('50%', now)));
    expect(when(ticketAfter(reminded('50%')), remind, desk)).toEqual(does());
    expect(when(ticketAfter(reminded('80%')), remind, desk)).toMatchObject({ value: [{ step: '50%' }] });
  });

  it('reminds of nothing that is over', () => {
    for (const ticket of [inStatus.resolved, inStatus.closed])
      expect(when(ticket, remind, desk)).toEqual(does());
  });

  it('takes back a reply that did not arrive, once', () => {
    const messageId = aMessage('Looking').messageId;
    const withdraw = { type: 'withdrawReply', messageId, reason: 'blocked' } as const;
    expect(when(ticketAfter(replied('Looking')), withdraw, desk)).toEqual(
      does({ type: 'ReplyUndelivered', messageId, reason: 'blocked', ...by(desk) }),
    );
    expect(when(ticketAfter(replied('Looking'), undelivered('Looking')), withdraw, desk)).toEqual(does());
    expect(when(ticketAfter(reopened()), withdraw, desk)).toEqual(does());
  });
});
