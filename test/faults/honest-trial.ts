// The record of a small trial in which nothing went wrong, for tests to doctor.
import type { TicketEvent } from '../../src/domain/events.ts';
import { replay } from '../../src/domain/evolve.ts';
import { aMessage, monday10, noted, opened, reminded, replied, wrote } from '../builders/ticket.ts';
import { calendars } from '../domain/sla/given.ts';
import type { Act, ConversationRow, DeliveryRow, Fault, Sight, TrialRecord } from './record.ts';

export const rules = { reminders: { before: ['50%'], after: ['0m'] }, calendars };

/** The tokens of what was said, in order. */
export const said = {
  opening: 'm1-c0',
  words: 'm2-c0',
  note: 'm3-a0',
  more: 'm4-c0',
  reply: 'm5-a0',
} as const;

export const at = (minutes: number): number => monday10 + minutes * 60_000;
const halfTimeAt = monday10 + 3 * 3_600_000;

const target = { firstResponse: { withinMs: 6 * 3_600_000, calendar: 'office' } };

export const honestEvents: readonly TicketEvent[] = [
  opened({ opening: aMessage(`${said.opening}: it stops`), targets: target }),
  wrote(said.words, at(1)),
  noted(said.note, at(2)),
  wrote(said.more, at(3)),
  reminded('50%', halfTimeAt + 1),
  replied(said.reply, at(200)),
];

export const places = {
  requester: { id: 'requester', side: 'requester', platform: 'telegram', chat: '77', thread: null },
  slack: { id: 'slack', side: 'agents', platform: 'slack', chat: 'C0QUEUE', thread: '100.1' },
  telegram: { id: 'telegram', side: 'agents', platform: 'telegram', chat: '-100', thread: '5' },
} as const;
export type PlaceName = keyof typeof places;

type Owed = readonly [place: PlaceName, what: 'card' | 'mark' | number, text: string];

const owed: readonly Owed[] = [
  ['requester', 1, 'ACME-118 is open'],
  ['requester', 6, `Anna on ACME-118 ${said.reply}`],
  ['slack', 'card', `ACME-118 ${said.opening}: it stops`],
  ['slack', 2, `Ivan: ${said.words}`],
  ['slack', 'mark', ''],
  ['slack', 4, `Ivan: ${said.more}`],
  ['slack', 5, 'ACME-118: 50 % of the time is used'],
  ['slack', 'mark', ''],
  ['telegram', 'card', `ACME-118 ${said.opening}: it stops`],
  ['telegram', 2, `Ivan: ${said.words}`],
  ['telegram', 3, `Anna noted ${said.note}`],
  ['telegram', 4, `Ivan: ${said.more}`],
  ['telegram', 5, 'ACME-118: 50 % of the time is used'],
  ['telegram', 6, `Anna answered ${said.reply}`],
];

function deliveriesOf(): readonly (DeliveryRow & { readonly text: string })[] {
  const counts = new Map<PlaceName, number>();
  return owed.map(([place, what, text]) => {
    const sequence = (counts.get(place) ?? 0) + 1;
    counts.set(place, sequence);
    return {
      id: `${place}-${sequence}`,
      conversationId: place,
      sequence,
      ticketId: 't1',
      content: typeof what === 'number' ? { kind: 'event', sequence: what } : { kind: what },
      state: 'sent',
      attempts: 1,
      messageId: messageIdOf(place, what, sequence),
      error: null,
      text,
    };
  });
}

function messageIdOf(place: PlaceName, what: Owed[1], sequence: number): string | null {
  if (what === 'mark') return null;
  return what === 'card' && place === 'slack' ? places.slack.thread : `${place}.${sequence}`;
}

/** How the delivery appears to those who are there. */
export function sightOf(
  { id, conversationId, messageId, text }: ReturnType<typeof deliveriesOf>[number],
  index: number,
): Sight {
  const { platform, chat, thread } = places[conversationId as PlaceName];
  return {
    at: at(index),
    platform,
    chat,
    thread: messageId === thread ? null : thread,
    messageId: messageId ?? '',
    isDesk: true,
    deliveryId: platform === 'slack' ? id : null,
    text,
  };
}

const act = (token: string, kind: Act['kind'], index: number): Act => ({
  token,
  kind,
  ...(token.includes('-c')
    ? { writer: 'telegram 77', platform: 'telegram' as const, chat: '77' }
    : { writer: 'slack agent 0', platform: 'slack' as const, chat: 'C0QUEUE' }),
  ticket: said.opening,
  at: at(index),
  isDelivered: true,
  isOrdered: true,
});

/** As it was, or with other events, which the ticket then is made of. */
export function honestTrial(
  events: readonly TicketEvent[] = honestEvents,
  faults: readonly Fault[] = [],
): TrialRecord {
  const ticket = replay(events, calendars);
  if (ticket === null) throw new Error('nothing happened');
  const deliveries = deliveriesOf();
  const conversations: readonly ConversationRow[] = Object.values(places).map((place) => ({
    ...place,
    lastSequence: deliveries.filter(({ conversationId }) => conversationId === place.id).length,
    ticketIds: [ticket.id],
  }));
  return {
    acts: [
      act(said.opening, 'opening', 0),
      act(said.words, 'words', 1),
      act(said.note, 'note', 2),
      act(said.more, 'words', 3),
      act(said.reply, 'reply', 200),
    ],
    sights: deliveries.filter(({ messageId }) => messageId !== null).map(sightOf),
    faults,
    rows: {
      tickets: [{ ticket, events, sequences: events.map((_, index) => index + 1) }],
      conversations,
      deliveries,
      inbox: [],
      readAt: monday10 + 8 * 3_600_000,
    },
  };
}
