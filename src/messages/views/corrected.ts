// What was written and then edited or deleted in its chat, as each side reads of it.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Facts } from '../../app/ports.ts';
import type { NoticeView, RelayView } from '../../app/view.ts';
import type { EventOf, TicketEvent } from '../../domain/events.ts';
import { format } from '../format.ts';
import { forAgents } from './for-agents.ts';
import { type EventContext, forRequester } from './for-requester.ts';
import { instantFor } from './timer-words.ts';

/** What surely fits into one message of any platform beside its heading, in code points. */
const fitsInPlace = 1_500;

/** The words in the message that told them, with a sign that they were edited; null where that may need several. */
export function editedView(facts: Facts, policy: DeskPolicy): RelayView | null {
  const { ticket, event, original = null, people, reader } = facts;
  if (ticket === null || event?.type !== 'MessageEdited' || original === null) return null;
  const reworded = withText(original, event.text);
  if (reworded === null) return null;
  const context = { ticket, event: reworded, people, policy, reader, renewsOn: facts.renewsOn };
  const view = reader.side === 'requester' ? forRequester(context) : forAgents(context);
  if (view?.kind !== 'relay') return null;
  const sign = format(reader.language, 'edited.footer', { at: instantFor(reader, event.at) });
  return { ...view, footer: view.footer === null ? sign : `${view.footer} · ${sign}` };
}

/** The event with other words; null for one whose words stand in no message of their own, or in several. */
function withText(event: TicketEvent, text: string): TicketEvent | null {
  switch (event.type) {
    case 'RequesterWrote':
    case 'ReplySent':
    case 'NoteAdded':
      return areShort(event.message.text, text) ? { ...event, message: { ...event.message, text } } : null;
    case 'TicketResolved':
      return event.comment !== null && areShort(event.comment.text, text)
        ? { ...event, comment: { ...event.comment, text } }
        : null;
    default:
      return null;
  }
}

const areShort = (...texts: readonly string[]): boolean =>
  texts.every((text) => [...text].length <= fitsInPlace);

/** The new words where the message that told them cannot be edited. */
export function correctedView(
  { event, ticket: { reference }, reader: { language, side } }: EventContext<EventOf<'MessageEdited'>>,
  { name, footer }: { readonly name: string; readonly footer: string | null },
): RelayView {
  const isOpening = event.saidAs === 'opening' && side !== 'requester';
  const key = isOpening ? 'edited.opening' : 'edited.heading';
  const heading = format(language, key, { name, reference });
  return { kind: 'relay', heading, text: event.text, attachments: [], footer };
}

export function deletedView(
  { event, ticket: { reference }, reader }: EventContext<EventOf<'MessageDeleted'>>,
  name: string,
): NoticeView {
  const at = instantFor(reader, event.saidAt);
  return {
    kind: 'notice',
    tone: 'info',
    text: format(reader.language, 'deleted.words', { name, reference, at }),
  };
}
