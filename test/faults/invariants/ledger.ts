// What the desk keeps agrees with itself: the log, the clocks made of it, and the ledger of what is owed.
import { isDeepStrictEqual } from 'node:util';
import { replay } from '../../../src/domain/evolve.ts';
import type { Calendars } from '../../../src/domain/sla/timer-clock.ts';
import type { ConversationRow, TicketRecord, Violation } from '../record.ts';
import type { Indexed } from './index-of-record.ts';

/** Nothing is owed any more: every event handled, every delivery sent. */
export function unsettled({ rows }: Indexed): readonly Violation[] {
  return [
    ...rows.deliveries
      .filter(({ state }) => state !== 'sent')
      .map(({ id, state, content, attempts, error }) => ({
        invariant: state === 'failed' || state === 'blocked' ? 'given up' : 'still owed',
        subject: id,
        what: `delivery of ${JSON.stringify(content)} is ${state} after ${attempts} attempts: ${error}`,
      })),
    ...rows.inbox.map(({ platform, eventId, state, error }) => ({
      invariant: 'event not handled',
      subject: eventId,
      what: `${platform} event is ${state}: ${error}`,
    })),
  ];
}

/** Each ticket's log is numbered without gaps up to its version, each conversation's ledger likewise. */
export function gaps({ rows, deliveriesIn }: Indexed): readonly Violation[] {
  const isGapless = (numbers: readonly number[], upTo: number): boolean =>
    numbers.length === upTo && numbers.every((number, index) => number === index + 1);
  const tickets = rows.tickets
    .filter(({ ticket, sequences }) => !isGapless(sequences, ticket.version))
    .map(({ ticket, sequences }) => ({
      invariant: 'gap in the log',
      subject: ticket.reference,
      what: `version ${ticket.version}, events ${sequences.join(' ')}`,
    }));
  const ledgers = rows.conversations.flatMap(({ id, lastSequence }) => {
    const numbers = (deliveriesIn.get(id) ?? []).map(({ sequence }) => sequence).toSorted((a, b) => a - b);
    return isGapless(numbers, lastSequence)
      ? []
      : [
          {
            invariant: 'gap in the ledger',
            subject: id,
            what: `up to ${lastSequence}: ${numbers.join(' ')}`,
          },
        ];
  });
  return [...tickets, ...ledgers];
}

/** The ticket as kept, its timers above all, is what its log gives. */
export function differingFromLog({ rows }: Indexed, calendars: Calendars): readonly Violation[] {
  return rows.tickets.flatMap(({ ticket, events }) => {
    const again = replay(events, calendars);
    return again !== null && isDeepStrictEqual(again.timers, ticket.timers) && again.status === ticket.status
      ? []
      : [
          {
            invariant: 'timers differ from the log',
            subject: ticket.reference,
            what: `kept ${JSON.stringify(ticket.timers)}, replayed ${JSON.stringify(again?.timers)}`,
          },
        ];
  });
}

/** Events of which every conversation of a side must be told, unless it is where they come from. */
const owedTo = {
  TicketOpened: ['requester'],
  TicketClaimed: ['agents'],
  RequesterWrote: ['agents'],
  ReplySent: ['agents', 'requester'],
  NoteAdded: ['agents'],
  TicketResolved: ['agents', 'requester'],
} as const;

/** Whatever an event obliges the desk to say has a place in the ledger. */
export function unowed(record: Indexed): readonly Violation[] {
  return record.rows.tickets.flatMap((each) =>
    each.events.flatMap((event, index) => {
      const sides: readonly string[] = owedTo[event.type as keyof typeof owedTo] ?? [];
      const where = (record.conversationsOf.get(each.ticket.id) ?? []).filter(({ side }) =>
        sides.includes(side),
      );
      const missing = where.filter((conversation) => !isOwed(record, each, conversation, index + 1));
      // The agents' thread where the words were written gets a sign instead.
      const isWritten = event.type === 'ReplySent' || event.type === 'NoteAdded';
      const allowed =
        isWritten || missing.every(({ side }) => side === 'requester' && isTheirs(each, index)) ? 1 : 0;
      return missing.length <= allowed
        ? []
        : missing.map(({ side, platform, chat }) => ({
            invariant: 'not in the ledger',
            subject: each.ticket.reference,
            what: `${event.type} #${index + 1} is owed to the ${side} in ${platform} ${chat}`,
          }));
    }),
  );
}

const isTheirs = ({ ticket, events }: TicketRecord, index: number): boolean =>
  events[index]?.actorId === ticket.requesterId && events[index]?.type !== 'TicketOpened';

const isOwed = (
  { deliveriesIn }: Indexed,
  { ticket }: TicketRecord,
  { id }: ConversationRow,
  sequence: number,
): boolean =>
  (deliveriesIn.get(id) ?? []).some(
    ({ ticketId, content }) =>
      ticketId === ticket.id && content.kind === 'event' && content.sequence === sequence,
  );
