// Nothing is said twice: never on Slack, and on Telegram only where a fault met the sending of that very message.
import type { Excused, Sight, Violation } from '../record.ts';
import { excuseFor } from './excuse.ts';
import type { Indexed } from './index-of-record.ts';

export interface Doubles {
  readonly violations: readonly Violation[];
  readonly excused: readonly Excused[];
}

/** The same act twice in the log, or two tickets of one opening. */
export function handledTwice(record: Indexed): readonly Violation[] {
  return [...record.mentions].flatMap(([token, mentions]) =>
    mentions.length < 2
      ? []
      : [
          {
            invariant: 'handled twice',
            subject: token,
            what: `stands in the log ${mentions.length} times: ${mentions.map(({ type, sequence }) => `${type} #${sequence}`).join(', ')}`,
          },
        ],
  );
}

/** What people saw more than once. */
export function doubled(record: Indexed): Doubles {
  const found = new Map<Sight, Sight>();
  for (const [first, ...more] of [...sameWords(record), ...sameDelivery(record), ...twins(record)]) {
    if (first !== undefined) for (const again of more) found.set(again, first);
  }
  const violations: Violation[] = [];
  const excused: Excused[] = [];
  for (const [again, first] of found) {
    const fault = first.platform === 'telegram' ? excuseFor(first, record.faults) : undefined;
    const subject = first.text.split('\n').join(' · ').slice(0, 120);
    if (fault !== undefined) excused.push({ subject, fault: fault.kind });
    else {
      const where = `${first.platform} ${first.chat} ${first.thread}`;
      const what = `appeared as ${first.messageId} and ${again.messageId} in ${where}, ${again.at - first.at} ms apart`;
      violations.push({ invariant: `doubled on ${first.platform}`, subject, what });
    }
  }
  return { violations, excused };
}

const placeOf = ({ platform, chat, thread }: Sight): string => `${platform} ${chat} ${thread}`;

/** Relays of one act into one place. */
function sameWords({ relays }: Indexed): readonly (readonly Sight[])[] {
  return [...relays.values()].flatMap((sights) => [...Map.groupBy(sights, placeOf).values()]).filter(several);
}

/** Messages that bear the id of one delivery, where a platform keeps it. */
function sameDelivery({ sights }: Indexed): readonly (readonly Sight[])[] {
  const known = sights.filter(({ deliveryId }) => deliveryId !== null);
  return [...Map.groupBy(known, ({ deliveryId }) => deliveryId).values()].filter(several);
}

/** Where no id is kept: a message that the ledger knows, and one of the same words that it does not know. */
function twins({ sights, rows }: Indexed): readonly (readonly Sight[])[] {
  const conversations = new Map(rows.conversations.map((each) => [each.id, each]));
  const owned = new Set(
    rows.deliveries.flatMap(({ conversationId, messageId }) => {
      const conversation = conversations.get(conversationId);
      return conversation === undefined ? [] : [`${conversation.platform} ${conversation.chat} ${messageId}`];
    }),
  );
  const isOwned = ({ platform, chat, messageId }: Sight): boolean =>
    owned.has(`${platform} ${chat} ${messageId}`);
  const said = sights.filter(({ isDesk, deliveryId, text }) => isDesk && deliveryId === null && text !== '');
  return [...Map.groupBy(said, (sight) => `${placeOf(sight)} ${sight.text}`).values()].flatMap((same) => {
    const strays = same.filter((sight) => !isOwned(sight));
    const [first] = same;
    return first === undefined || strays.length === same.length || strays.length === 0
      ? []
      : [
          [
            first,
            ...same.filter((sight) => sight !== first && (strays.includes(sight) || strays.includes(first))),
          ],
        ];
  });
}

const several = ({ length }: readonly unknown[]): boolean => length > 1;
