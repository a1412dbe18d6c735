// Erases a part of one ticket in what the desk keeps, and sees to it that the desk's own copies of it in chats go too.
import { type Erasure, erasedEvent, erasedText, erasedTicket } from '../domain/erasure.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { TicketId } from '../domain/ticket.ts';
import { fileOf, messageOf } from './files.ts';
import type { Repositories } from './ports.ts';
import type { Copy, NewRemoval } from './privacy-ports.ts';

/** An event before and after. */
interface Change {
  readonly sequence: number;
  readonly before: TicketEvent;
  readonly event: TicketEvent;
}

export interface ErasedTicket {
  /** Events that say less than before. */
  readonly events: number;
  /** Messages of the desk's that are to go from agents' chats. */
  readonly copies: number;
}

/** Erases inside `tx`, holding the ticket until it ends. */
export async function eraseTicket(
  tx: Pick<Repositories, 'tickets' | 'privacy'>,
  ticketId: TicketId,
  erasure: Erasure,
  now: Instant,
): Promise<ErasedTicket> {
  const ticket = await tx.tickets.lock(ticketId);
  if (ticket === null) return { events: 0, copies: 0 };
  const events = await tx.tickets.events(ticketId);
  const changes = events.flatMap((before, index): Change[] => {
    const event = erasedEvent(before, erasure);
    return isSame(event, before) ? [] : [{ sequence: index + 1, before, event }];
  });
  if (changes.length === 0) return { events: 0, copies: 0 };
  await tx.privacy.rewrite(erasedTicket(ticket, events, erasure), changes);
  const copies = await tx.privacy.copiesOf(ticketId);
  const removals = copies.flatMap((copy) => removalOf(copy, changes, { ticketId, availableAt: now }));
  await tx.privacy.oweRemovals(removals);
  return { events: changes.length, copies: removals.length };
}

/** Both are plain data with their keys in the same order. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function removalOf(
  { conversationId, content, messageId, fileId }: Copy,
  changes: readonly Change[],
  common: Pick<NewRemoval, 'ticketId' | 'availableAt'>,
): NewRemoval[] {
  const removal = (kind: NewRemoval['kind']): NewRemoval[] => [
    { ...common, conversationId, kind, messageId, fileId },
  ];
  if (content.kind === 'card') return changes.some(({ sequence }) => sequence === 1) ? removal('card') : [];
  if (content.kind !== 'event' && content.kind !== 'file' && content.kind !== 'fileLost') return [];
  const change = changes.find(({ sequence }) => sequence === content.sequence);
  if (change === undefined || (messageId === null && fileId === null)) return [];
  if (content.kind === 'event') return saysNothingMore(change) ? removal('text') : [];
  const { before, event } = change;
  if (isSame(fileOf(before, content.index), fileOf(event, content.index))) return [];
  return removal(content.kind === 'file' ? 'file' : 'text');
}

/** Words that are still kept stay in their message, with the names of files that went before them. */
const saysNothingMore = ({ event }: Change): boolean => {
  const text = messageOf(event)?.text ?? '';
  return text === '' || text === erasedText;
};
