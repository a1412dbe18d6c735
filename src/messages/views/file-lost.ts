// What people are told of a file that could not be passed on, and what stands below one that could.
import type { Content } from '../../app/content.ts';
import type { Reader } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import type { Attachment } from '../../domain/events.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatSize } from '../format-size.ts';
import type { Language } from '../language.ts';

/** Names the ticket, as every message about one does. */
export const fileCaption = ({ reference }: Ticket, { name }: Attachment): string => `${reference} · ${name}`;

/** Told to those who were to get the file, and to those who sent it. */
export function fileLostView(
  { loss, side }: Extract<Content, { kind: 'fileLost' }>,
  { ticket, file, reader }: { readonly ticket: Ticket; readonly file: Attachment; readonly reader: Reader },
): NoticeView {
  const { language } = reader;
  const isHere = reader.side === side;
  const key = isHere ? 'fileLost.here' : side === 'agents' ? 'fileLost.agents' : 'fileLost.requester';
  const reason = format(language, `fileLost.${loss}`);
  const text = format(language, key, {
    reference: ticket.reference,
    file: described(language, file),
    reason,
  });
  return { kind: 'notice', tone: 'warning', text };
}

const described = (language: Language, { name, sizeBytes }: Attachment): string =>
  sizeBytes === null ? name : `${name}, ${formatSize(language, sizeBytes)}`;
