// Builds tickets the only way they come about: from their events.
import type { OpenTicket } from '../../src/domain/commands.ts';
import type { EventOf, MessageBody, TicketEvent } from '../../src/domain/events.ts';
import { replay } from '../../src/domain/evolve.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { calendars, hours, moscow } from '../domain/sla/given.ts';

/** Monday morning, an hour into the working day. */
export const monday10: Instant = moscow('2026-02-02 10:00');

export const requesterId = 'p-ivan';
export const agentId = 'p-anna';
export const otherAgentId = 'p-boris';

export const aMessage = (text: string, change: Partial<MessageBody> = {}): MessageBody => ({
  messageId: `m-${text}`,
  text,
  attachments: [],
  ...change,
});

export const aFile = {
  platform: 'telegram',
  fileId: 'f1',
  name: 'log.txt',
  mediaType: 'text/plain',
  sizeBytes: 12,
} as const;

export function anOpening(change: Partial<OpenTicket> = {}): OpenTicket {
  return {
    type: 'open',
    ticketId: 't1',
    reference: 'ACME-118',
    queue: 'support',
    plan: 'standard',
    rank: 0,
    isUrgent: false,
    organisationId: null,
    contractId: null,
    expiredOn: null,
    requestType: 'incident',
    answers: [],
    stage: null,
    priority: null,
    severity: 'critical',
    requesterId,
    opening: aMessage('The server is down'),
    requestedAt: monday10,
    targets: {
      firstResponse: { withinMs: hours(6), calendar: 'office' },
      nextResponse: { withinMs: hours(4), calendar: 'office' },
      resolution: { withinMs: hours(24), calendar: 'office' },
    },
    follows: null,
    ...change,
  };
}

export function opened(change: Partial<OpenTicket> = {}, at: Instant = monday10): EventOf<'TicketOpened'> {
  const { type: _, priority: _balance, ...facts } = anOpening(change);
  return { type: 'TicketOpened', at, actorId: facts.requesterId, lacksPriority: false, ...facts };
}

/** When and by whom: an agent, a minute after the ticket was opened, unless told otherwise. */
const stamp = (at: Instant = monday10 + 60_000, actorId: string | null = agentId) => ({ at, actorId });

export const claimed = (at?: Instant, by?: string): TicketEvent => ({
  type: 'TicketClaimed',
  ...stamp(at, by),
});
export const replied = (text: string, at?: Instant, by?: string): EventOf<'ReplySent'> => ({
  type: 'ReplySent',
  message: aMessage(text),
  ...stamp(at, by),
});
export const noted = (text: string, at?: Instant): EventOf<'NoteAdded'> => ({
  type: 'NoteAdded',
  message: aMessage(text),
  ...stamp(at),
});
export const wrote = (text: string, at?: Instant, by = requesterId): EventOf<'RequesterWrote'> => ({
  type: 'RequesterWrote',
  message: aMessage(text),
  ...stamp(at, by),
});
/** Words of the log's event number `original`, as they stand in the chat now. */
export const edited = (
  text: string,
  said: Partial<EventOf<'MessageEdited'>> = {},
): EventOf<'MessageEdited'> => ({
  type: 'MessageEdited',
  text,
  original: 2,
  messageId: 'm-edited',
  saidAs: 'reply',
  saidAt: monday10,
  ...stamp(),
  ...said,
});
export const deleted = (said: Partial<EventOf<'MessageDeleted'>> = {}): EventOf<'MessageDeleted'> => ({
  type: 'MessageDeleted',
  original: 2,
  messageId: 'm-deleted',
  saidAs: 'reply',
  saidAt: monday10,
  ...stamp(),
  ...said,
});
export const pended = (at?: Instant): TicketEvent => ({ type: 'TicketPended', ...stamp(at) });
export const resumed = (at?: Instant): TicketEvent => ({ type: 'TicketResumed', ...stamp(at) });
export const resolved = (comment: string | null, at?: Instant, by?: string): EventOf<'TicketResolved'> => ({
  type: 'TicketResolved',
  comment: comment === null ? null : aMessage(comment),
  ...stamp(at, by),
});
export const reopened = (at?: Instant): TicketEvent => ({ type: 'TicketReopened', ...stamp(at) });
export const closed = (at?: Instant): TicketEvent => ({ type: 'TicketClosed', ...stamp(at) });
export const cancelled = (reason: string | null, at?: Instant): EventOf<'TicketCancelled'> => ({
  type: 'TicketCancelled',
  reason,
  ...stamp(at),
});
export const undelivered = (text: string, at?: Instant): EventOf<'ReplyUndelivered'> => ({
  type: 'ReplyUndelivered',
  messageId: aMessage(text).messageId,
  reason: 'blocked by the user',
  at: at ?? monday10 + 60_000,
  actorId: null,
});
export const reminded = (step: string, at?: Instant): EventOf<'SlaReminderSent'> => ({
  type: 'SlaReminderSent',
  metric: 'firstResponse',
  step,
  passed: [],
  inDigest: false,
  toOnCall: false,
  at: at ?? monday10,
  actorId: null,
});

/** The ticket that these events leave; one that was just opened where none are given. */
export function ticketAfter(...events: readonly TicketEvent[]): Ticket {
  const log = events[0]?.type === 'TicketOpened' ? events : [opened(), ...events];
  const ticket = replay(log, calendars);
  if (ticket === null) throw new Error('no events');
  return ticket;
}
