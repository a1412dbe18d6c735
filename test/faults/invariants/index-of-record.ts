// The record of a trial, arranged so that each invariant finds what it asks for at once.
import type { TicketEvent } from '../../../src/domain/events.ts';
import type { Act, ConversationRow, DeliveryRow, Sight, TicketRecord, TrialRecord } from '../record.ts';
import { tokensIn } from '../record.ts';

/** An event in whose words a token stands. */
export interface Mention {
  readonly ticketId: string;
  readonly sequence: number;
  readonly type: TicketEvent['type'];
}

export interface Indexed extends TrialRecord {
  readonly mentions: ReadonlyMap<string, readonly Mention[]>;
  readonly byTicket: ReadonlyMap<string, TicketRecord>;
  readonly conversationsOf: ReadonlyMap<string, readonly ConversationRow[]>;
  readonly deliveriesIn: ReadonlyMap<string, readonly DeliveryRow[]>;
  /** The desk's messages by the tokens in them, as they appeared. */
  readonly relays: ReadonlyMap<string, readonly Sight[]>;
  /**
   * The ticket that an act belongs to, by the token that opened it. Words with which a customer began a new matter while
   * the desk still took an earlier one of theirs for open belong to that one.
   */
  ticketOf(act: Act): TicketRecord | undefined;
}

export function indexRecord(record: TrialRecord): Indexed {
  const { rows, sights } = record;
  const byTicket = new Map(rows.tickets.map((each) => [each.ticket.id as string, each]));
  const mentions = mentionsIn(rows.tickets);
  return {
    ...record,
    mentions,
    byTicket,
    conversationsOf: conversationsByTicket(rows.conversations),
    deliveriesIn: Map.groupBy(rows.deliveries, ({ conversationId }) => conversationId),
    relays: relaysByToken(sights),
    ticketOf({ ticket }) {
      const named = mentions.get(ticket) ?? [];
      const opened = named.find(({ type }) => type === 'TicketOpened');
      if (opened !== undefined) return byTicket.get(opened.ticketId);
      const joined = named.find(({ type }) => type === 'RequesterWrote');
      const earlier = joined === undefined ? undefined : byTicket.get(joined.ticketId);
      return earlier !== undefined && openedBy(earlier) === writerIn(ticket) ? earlier : undefined;
    },
  };
}

/** Tokens name their message and whoever wrote it, as `m7-c2`. */
const writerIn = (token: string): string => token.slice(token.indexOf('-'));

function openedBy({ events: [opening] }: TicketRecord): string | undefined {
  const [token] = opening === undefined ? [] : tokensIn(wordsOf(opening));
  return token === undefined ? undefined : writerIn(token);
}

function mentionsIn(tickets: readonly TicketRecord[]): ReadonlyMap<string, readonly Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const { ticket, events } of tickets) {
    for (const [index, event] of events.entries()) {
      for (const token of tokensIn(wordsOf(event))) {
        const mention = { ticketId: ticket.id, sequence: index + 1, type: event.type };
        mentions.set(token, [...(mentions.get(token) ?? []), mention]);
      }
    }
  }
  return mentions;
}

/** What a person said by this event. */
export function wordsOf(event: TicketEvent): string {
  switch (event.type) {
    case 'TicketOpened':
      return event.opening.text;
    case 'RequesterWrote':
    case 'ReplySent':
    case 'NoteAdded':
      return event.message.text;
    case 'TicketResolved':
      return event.comment?.text ?? '';
    default:
      return '';
  }
}

function conversationsByTicket(
  conversations: readonly ConversationRow[],
): ReadonlyMap<string, readonly ConversationRow[]> {
  const byTicket = new Map<string, ConversationRow[]>();
  for (const conversation of conversations) {
    for (const id of conversation.ticketIds) {
      byTicket.set(id, [...(byTicket.get(id) ?? []), conversation]);
    }
  }
  return byTicket;
}

function relaysByToken(sights: readonly Sight[]): ReadonlyMap<string, readonly Sight[]> {
  const relays = new Map<string, Sight[]>();
  for (const sight of sights) {
    if (!sight.isDesk) continue;
    for (const token of new Set(tokensIn(sight.text))) {
      const known = relays.get(token);
      if (known === undefined) relays.set(token, [sight]);
      else known.push(sight);
    }
  }
  return relays;
}

/** Whether the message stands in the conversation, or is the one that opened its thread. */
export const standsIn = (sight: Sight, { platform, chat, thread }: ConversationRow): boolean =>
  sight.platform === platform &&
  sight.chat === chat &&
  (thread === null || sight.thread === thread || sight.messageId === thread);

/** The conversations that must be told of an act: all but the one it was done in. */
export function destinationsOf(
  act: Act,
  conversations: readonly ConversationRow[],
): readonly ConversationRow[] {
  const elsewhere = conversations.filter(
    ({ platform, chat }) => platform !== act.platform || chat !== act.chat,
  );
  const agents = elsewhere.filter(({ side }) => side === 'agents');
  const requesters = elsewhere.filter(({ side }) => side === 'requester');
  switch (act.kind) {
    case 'opening':
    case 'words':
    case 'note':
      return agents;
    case 'reply':
      return [...requesters, ...agents];
    case 'resolution':
      return [...requesters, ...conversations.filter(({ side }) => side === 'agents')];
    default:
      return act.kind satisfies never;
  }
}
