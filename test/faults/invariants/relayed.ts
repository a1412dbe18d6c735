// Everything that was written reaches everybody it is for, in its writer's order, and internal words nobody else.
import type { Act, ConversationRow, Sight, Violation } from '../record.ts';
import { destinationsOf, type Indexed, standsIn } from './index-of-record.ts';

/** Every act that was brought to the desk stands in the log, and was seen wherever it belongs. */
export function lost(record: Indexed): readonly Violation[] {
  return record.acts.filter(({ isDelivered }) => isDelivered).flatMap((act) => lostOf(act, record));
}

function lostOf(act: Act, record: Indexed): readonly Violation[] {
  const miss = (what: string): Violation => ({ invariant: 'lost', subject: act.token, what });
  const found = record.ticketOf(act);
  if (found === undefined) return [miss(`no ticket was opened by ${act.ticket}`)];
  if (!record.mentions.has(act.token)) return [miss(`${act.kind} of ${act.writer} is in no ticket's log`)];
  const { reference } = found.ticket;
  return destinationsOf(act, record.conversationsOf.get(found.ticket.id) ?? [])
    .filter((conversation) => !seenIn(record, act.token, conversation))
    .map(({ side, platform, chat, thread }) =>
      miss(
        `${act.kind} of ${act.writer} on ${reference} never reached the ${side} in ${platform} ${chat} ${thread}`,
      ),
    );
}

const seenIn = (record: Indexed, token: string, conversation: ConversationRow): Sight | undefined =>
  record.relays.get(token)?.find((sight) => standsIn(sight, conversation));

/** What one person wrote appears in each place in the order in which the platform brought it to the desk. */
export function swapped(record: Indexed): readonly Violation[] {
  const places = new Map(record.sights.map((sight, index) => [sight, index]));
  const bySource = Map.groupBy(
    record.acts.filter(({ isDelivered, isOrdered }) => isDelivered && isOrdered),
    ({ writer, ticket }) => `${writer} ${ticket}`,
  );
  return [...bySource.values()].flatMap((acts) => {
    const [first] = acts;
    const ticketId = first === undefined ? undefined : record.ticketOf(first)?.ticket.id;
    return (record.conversationsOf.get(ticketId ?? '') ?? []).flatMap((conversation) =>
      swappedIn(acts, conversation, (act) => {
        const isFor = destinationsOf(act, [conversation]).length > 0;
        const sight = isFor ? seenIn(record, act.token, conversation) : undefined;
        return sight === undefined ? undefined : places.get(sight);
      }),
    );
  });
}

function swappedIn(
  acts: readonly Act[],
  { platform, chat, thread }: ConversationRow,
  placeOf: (act: Act) => number | undefined,
): readonly Violation[] {
  const seen = acts.flatMap((act) => {
    const place = placeOf(act);
    return place === undefined ? [] : [{ act, place }];
  });
  return seen.flatMap(({ act, place }, index) => {
    const before = seen[index - 1];
    return before === undefined || before.place < place
      ? []
      : [
          {
            invariant: 'swapped',
            subject: act.token,
            what: `${act.token} appeared before ${before.act.token} in ${platform} ${chat} ${thread}`,
          },
        ];
  });
}

/** A note is seen among agents only. */
export function notesLeaked(record: Indexed): readonly Violation[] {
  const agentChats = new Set(
    record.rows.conversations.flatMap(({ side, platform, chat }) =>
      side === 'agents' ? [`${platform} ${chat}`] : [],
    ),
  );
  return record.acts
    .filter(({ kind }) => kind === 'note')
    .flatMap(({ token }) => record.relays.get(token) ?? [])
    .filter(({ platform, chat }) => !agentChats.has(`${platform} ${chat}`))
    .map(({ platform, chat, text }) => ({
      invariant: 'note leaked',
      subject: text,
      what: `a note was shown in ${platform} ${chat}`,
    }));
}
