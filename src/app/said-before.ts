// Finds in a ticket's log the words that a chat's message said, and what they are by now.
import { erasedText } from '../domain/erasure.ts';
import type { SaidAs, SaidBefore, TicketEvent } from '../domain/events.ts';
import { messageOf } from './files.ts';

/** Words as they stand now. */
export interface Said extends SaidBefore {
  readonly type: TicketEvent['type'];
  readonly text: string;
}

/** The words by that id; null where there are none (any more), or none that can be corrected. */
export function saidIn(events: readonly TicketEvent[], bodyId: string): Said | null {
  const [whole = bodyId, part] = bodyId.split('/');
  const index = events.findIndex((event) => messageOf(event)?.messageId === whole);
  const event = events[index];
  const body = event === undefined ? null : messageOf(event);
  if (event === undefined || body === null) return null;
  const later = events.filter((each) => 'saidAs' in each && each.messageId === bodyId);
  if (later.some(({ type }) => type === 'MessageDeleted')) return null;
  const edit = later.findLast((each) => each.type === 'MessageEdited');
  const text = edit?.text ?? body.text;
  const saidAs = whatItWas(event, part !== undefined, events);
  if (saidAs === null || text === erasedText) return null;
  const { type, at: saidAt } = event;
  return { type, original: index + 1, messageId: bodyId, saidAs, saidAt, text };
}

/** One of several messages that an opening was made of is no opening by itself. */
function whatItWas(event: TicketEvent, isPart: boolean, [opened]: readonly TicketEvent[]): SaidAs | null {
  switch (event.type) {
    case 'TicketOpened':
      return isPart ? 'request' : 'opening';
    case 'RequesterWrote':
      return 'request';
    case 'ReplySent':
      return 'reply';
    case 'NoteAdded':
      return 'note';
    case 'TicketResolved':
      return opened?.type === 'TicketOpened' && opened.requesterId === event.actorId ? 'request' : 'reply';
    default:
      return null;
  }
}

/** Whether the words are no others than those that stand there; of a part of an opening only the whole is known. */
export const isSameText = ({ text, messageId, type }: Said, words: string): boolean =>
  text === words || (type === 'TicketOpened' && messageId.includes('/') && text.includes(words));
